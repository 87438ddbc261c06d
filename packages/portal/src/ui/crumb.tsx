import { createContext, type ReactNode, use, useEffect, useState } from 'react';

interface Crumb {
  name: string | undefined;
  setName: (name: string | undefined) => void;
}

const CrumbContext = createContext<Crumb>({ name: undefined, setName() {} });

/** Lets a details page tell the breadcrumbs the name of its object. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [name, setName] = useState<string>();
  return <CrumbContext value={{ name, setName }}>{children}</CrumbContext>;
}

export function useCrumb(name: string): void {
  const { setName } = use(CrumbContext);
  useEffect(() => {
    setName(name);
    return () => setName(undefined);
  }, [name, setName]);
}

export const useCrumbName = (): string | undefined => use(CrumbContext).name;

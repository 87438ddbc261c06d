import type { Reference } from '@tenantry/contract/fields';
import { useDescribedModules } from './account-modules.ts';

/** Modules with what each is for, read-only. */
export function ModuleList({ modules, label }: { modules: readonly Reference[]; label: string }) {
  const describe = useDescribedModules();
  return (
    <ul aria-label={label} className="grid gap-x-10 md:grid-cols-2">
      {describe(modules).map((module) => (
        <li key={module.id} className="min-w-0 border-b py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3 font-medium text-sm">
            {module.name}
            <code className="font-normal text-muted text-xs">{module.id}</code>
          </p>
          {module.description && <p className="mt-0.5 text-muted text-sm">{module.description}</p>}
        </li>
      ))}
    </ul>
  );
}

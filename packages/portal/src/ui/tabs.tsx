import { Tabs as Base } from '@base-ui/react/tabs';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface TabItem {
  id: string;
  label: string;
  count?: number | undefined;
  hidden?: boolean;
  /** Called only while the tab is open. */
  content: () => ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly TabItem[];
}

/** Tabs held in the URL as `?tab=`; the first one is the default and leaves no trace. Changing the tab drops the table state of the other. */
export function Tabs({ label, tabs }: TabsProps) {
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const shown = tabs.filter((item) => !item.hidden);
  const open = shown.find((item) => item.id === tab) ?? shown[0];
  if (!open) return null;
  function select(id: string) {
    void navigate({ to: '.', search: (id === shown[0]?.id ? {} : { tab: id }) as never, resetScroll: false });
  }
  return (
    <Base.Root value={open.id} onValueChange={(id) => select(id as string)} className="flex min-h-0 min-w-0 flex-col">
      <div className="relative overflow-x-auto border-b [scrollbar-width:none]">
        <Base.List aria-label={label} className="flex w-max gap-5">
          {shown.map((item) => (
            <Base.Tab
              key={item.id}
              value={item.id}
              className="-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-0.5 font-medium text-muted text-sm hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink"
            >
              {item.label}
              {item.count !== undefined && (
                <span className="rounded-full bg-neutral-soft px-1.5 text-2xs text-neutral-ink tabular-nums">{item.count}</span>
              )}
            </Base.Tab>
          ))}
        </Base.List>
      </div>
      {shown.map((item) => (
        <Base.Panel key={item.id} value={item.id} className="min-w-0 pt-5 outline-offset-4">
          {item.id === open.id && item.content()}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface DocumentTabsProps {
  label: string;
  keys: readonly string[];
  name: (key: string) => string;
  open: string;
  onOpen: (key: string) => void;
  children: (key: string) => ReactNode;
}

/** Small tabs that live in the component: the kit's own are held in the URL, which belongs to the page behind the dialog. */
export function DocumentTabs({ label, keys, name, open, onOpen, children }: DocumentTabsProps) {
  return (
    <Tabs.Root value={open} onValueChange={(key) => onOpen(key as string)} className="flex min-w-0 flex-col gap-2">
      <Tabs.List aria-label={label} className="flex flex-wrap gap-1">
        {keys.map((key) => (
          <Tabs.Tab
            key={key}
            value={key}
            className="h-7 rounded-md border border-transparent px-2.5 font-medium text-muted text-xs hover:bg-hover hover:text-ink data-active:border-line-strong data-active:bg-surface data-active:text-ink"
          >
            {name(key)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {keys.map((key) => (
        <Tabs.Panel key={key} value={key} className="min-w-0 rounded-lg">
          {key === open && children(key)}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

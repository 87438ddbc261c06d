import { Autocomplete } from '@base-ui/react/autocomplete';
import { type LucideIcon, Search } from 'lucide-react';
import { DialogFrame, DialogTitle } from './dialog.tsx';

export interface Command {
  id: string;
  label: string;
  detail?: string;
  /** Further words that find it. */
  keywords?: string;
  icon?: LucideIcon;
  run: () => void;
}

export interface CommandGroup {
  /** Heading of the group. */
  value: string;
  items: readonly Command[];
}

export interface CommandPaletteProps {
  title: string;
  placeholder: string;
  empty: string;
  groups: readonly CommandGroup[];
  onClose: () => void;
}

/** Type, pick, Enter. Mount it to open it. */
export function CommandPalette({ title, placeholder, empty, groups, onClose }: CommandPaletteProps) {
  return (
    <DialogFrame open onClose={onClose} className="sm:max-w-xl">
      <DialogTitle className="sr-only">{title}</DialogTitle>
      <Autocomplete.Root
        open
        inline
        items={groups}
        autoHighlight="always"
        keepHighlight
        itemToStringValue={(command: Command) => command.label}
        filter={matches}
      >
        <div className="flex items-center gap-2.5 border-b px-4 focus-within:shadow-[inset_0_-1px_var(--focus)]">
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
          <Autocomplete.Input aria-label={title} placeholder={placeholder} className="h-12 w-full bg-transparent text-base outline-none" />
        </div>
        <div className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2">
          <Autocomplete.Empty className="px-2 py-8 text-center text-muted text-sm empty:hidden">{empty}</Autocomplete.Empty>
          <Autocomplete.List>
            {(group: CommandGroup) => (
              <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
                <Autocomplete.GroupLabel className="px-2 py-1 font-medium text-2xs text-faint uppercase tracking-wider">
                  {group.value}
                </Autocomplete.GroupLabel>
                <Autocomplete.Collection>
                  {(command: Command) => (
                    <Autocomplete.Item
                      key={command.id}
                      value={command}
                      onClick={() => {
                        onClose();
                        command.run();
                      }}
                      className="option items-center py-2"
                    >
                      {command.icon ? <command.icon aria-hidden className="size-4 shrink-0 text-muted" /> : <span className="w-4" />}
                      <span className="shrink-0">{command.label}</span>
                      <span className="ms-auto truncate text-muted text-xs">{command.detail}</span>
                    </Autocomplete.Item>
                  )}
                </Autocomplete.Collection>
              </Autocomplete.Group>
            )}
          </Autocomplete.List>
        </div>
      </Autocomplete.Root>
    </DialogFrame>
  );
}

function matches(command: Command, text: string): boolean {
  const searched = `${command.label} ${command.detail ?? ''} ${command.keywords ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
}

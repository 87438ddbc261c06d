import { useNavigate } from '@tanstack/react-router';
import { useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { type Command, type CommandGroup, CommandPalette as Palette } from '../ui/command-palette.tsx';
import { allowedPages } from './allowed-pages.ts';
import { letterShortcuts, setTheme } from './preferences.ts';
import type { Overlay } from './shell.tsx';
import { useShellTexts } from './texts.ts';

export interface CommandPaletteProps {
  onClose: () => void;
  onOverlay: (overlay: Overlay) => void;
}

/** Every page, every registered setting and a few commands. An accelerator, never the only way. */
export function CommandPalette({ onClose, onOverlay }: CommandPaletteProps) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const navigate = useNavigate();
  const allowed = allowedPages(useSession());

  const go = (to: string, search?: object, hash?: string) =>
    void navigate({ to: to as never, search: (search ?? {}) as never, ...(hash ? { hash } : {}) });
  const toPages: Command[] = allowed.map((page) => ({
    id: page.id,
    label: say(`page.${page.id}.title`),
    detail: say(`page.${page.id}.description`),
    keywords: `${say(`page.${page.id}.keywords`)} ${page.path}`,
    icon: page.icon,
    run: () => go(page.path),
  }));
  const toSettings: Command[] = allowed.flatMap((page) =>
    (page.settings ?? []).map((setting) => ({
      id: `${page.id}#${setting.anchor}`,
      label: say(setting.label),
      detail: say(`page.${page.id}.title`),
      icon: page.icon,
      run: () => go(page.path, setting.tab ? { tab: setting.tab } : {}, setting.anchor),
    })),
  );
  const commands: Command[] = [
    ...(['light', 'dark', 'system'] as const).map((theme) => ({ id: theme, label: t(`command.${theme}`), run: () => setTheme(theme) })),
    { id: 'keyboard', label: t('help.keyboard'), run: () => onOverlay('keyboard') },
    { id: 'letters', label: t('command.letters'), run: () => letterShortcuts.set(!letterShortcuts.get()) },
  ];
  const groups: CommandGroup[] = [
    { value: t('palette.pages'), items: toPages },
    { value: t('palette.settings'), items: toSettings },
    { value: t('palette.commands'), items: commands },
  ].filter((group) => group.items.length > 0);
  return (
    <Palette
      title={t('palette.title')}
      placeholder={t('palette.placeholder')}
      empty={t('palette.none')}
      groups={groups}
      onClose={onClose}
    />
  );
}

import type { ReactNode } from 'react';
import { useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { Switch } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/show.tsx';
import { allowedPages } from './allowed-pages.ts';
import { letterShortcuts } from './preferences.ts';
import { useShellTexts } from './texts.ts';

/** What `?` shows. */
export function KeyboardSheet({ onClose }: { onClose: () => void }) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const letters = letterShortcuts.use();
  const mac = navigator.userAgent.includes('Mac');
  return (
    <Dialog open onClose={onClose} title={t('keys.title')}>
      <div className="grid gap-6 sm:grid-cols-2">
        <Section title={t('keys.general')}>
          <Row label={t('keys.palette')} keys={[mac ? '⌘' : 'Ctrl', 'K']} />
          <Row label={t('keys.search')} keys={['/']} />
          <Row label={t('keys.sheet')} keys={['?']} />
          <Row label={t('keys.nextRecord')} keys={['j']} />
          <Row label={t('keys.previousRecord')} keys={['k']} />
          <Row label={t('keys.toasts')} keys={['F6']} />
          <Row label={t('keys.close')} keys={['Esc']} />
        </Section>
        <Section title={t('keys.goTo')}>
          {allowedPages(useSession())
            .filter((page) => page.goKey)
            .map((page) => (
              <Row key={page.id} label={say(`page.${page.id}.title`)} keys={['g', page.goKey as string]} />
            ))}
        </Section>
      </div>
      <div className="mt-5 border-t pt-4">
        <Switch checked={letters} onCheckedChange={letterShortcuts.set} label={t('keys.letters')} description={t('keys.lettersHint')} />
      </div>
    </Dialog>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-sm">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <div className="flex items-center justify-between gap-3 border-b py-1.5 text-sm last:border-0">
      <dt className="text-muted">{label}</dt>
      <dd>
        <Kbd keys={keys} />
      </dd>
    </div>
  );
}

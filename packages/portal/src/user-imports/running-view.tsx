import type { UserImport } from '@tenantry/contract/user-imports';
import { Panel } from '../ui/panel.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { useImportTexts } from './texts.ts';

/** How far the job is; it goes on whether anybody looks or not. */
export function RunningView({ batch: { counts } }: { batch: UserImport }) {
  const t = useImportTexts();
  return (
    <Panel title={t('running.title')}>
      <div className="flex flex-col gap-2">
        <ProgressBar
          label={t('running.progress', { done: counts.done, total: counts.create })}
          value={counts.create ? counts.done / counts.create : 1}
        />
        <p className="text-muted text-sm">{t('running.leave')}</p>
      </div>
    </Panel>
  );
}

import type { ErpRun } from '@tenantry/contract/erp-runs';
import { Panel } from '../ui/panel.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { useErpRunTexts } from './texts.ts';

/** How far a reading is. Nobody knows the end: the feed does not say how long it is. */
export function RunProgress({ run: { status, counts }, className }: { run: ErpRun; className?: string }) {
  const t = useErpRunTexts();
  return (
    <Panel {...(className ? { className } : {})}>
      <ProgressBar label={status === 'Queued' ? t('waiting') : t('progress', { count: counts.read })} />
      <p className="mt-2 text-muted text-sm">{t('leave')}</p>
    </Panel>
  );
}

import type { UserImport } from '@tenantry/contract/user-imports';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { type Choices, faultOf, noChoices, sameChoices } from './choices.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { CommitDialog } from './commit-dialog.tsx';
import { DefaultGroupPanel, NoGroupPanel, UnknownGroupsPanel } from './group-panels.tsx';
import { keptFile } from './kept-files.ts';
import { useImportTexts } from './texts.ts';
import { useCheck } from './use-imports.ts';

const delimiters: Record<string, 'comma' | 'semicolon' | 'tab'> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

/** What is to be decided after a check, another check with it, and the invitation itself. */
export function CheckView({ batch }: { batch: UserImport }) {
  const t = useImportTexts();
  const checking = useCheck();
  const kept = keptFile(batch.id);
  const before = kept?.choices ?? noChoices;
  const [choices, setChoices] = useState<Choices>(before);
  const [committing, setCommitting] = useState(false);
  const change = (patch: Partial<Choices>) => setChoices((now) => ({ ...now, ...patch }));
  const changed = !sameChoices(before, choices);
  const fault = faultOf(choices);
  const panels = { batch, before, choices, change };
  const unused = batch.columns.filter((column) => !column.field).map((column) => column.heading || '—');
  const delimiter = delimiters[batch.delimiter];
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          icon={Send}
          disabledReason={changed ? t('commit.checkFirst') : batch.counts.create === 0 ? t('commit.nobody') : undefined}
          onClick={() => setCommitting(true)}
        >
          {t('commit.button', { count: batch.counts.create })}
        </Button>
        {changed && (
          <>
            <Button
              busy={checking.busy}
              disabledReason={fault ? t(fault) : kept ? undefined : t('choices.noFile')}
              onClick={() => kept && void checking.check(kept.file, choices)}
            >
              {t('choices.again')}
            </Button>
            <span role="status" className="text-muted text-sm">
              {fault ? t(fault) : t('choices.changed')}
            </span>
          </>
        )}
      </div>
      {checking.problem && <Notice tone="danger">{checking.problem}</Notice>}
      {!kept && (
        <div className="flex flex-col gap-2">
          <p className="text-muted text-sm">{t('choices.noFile')}</p>
          <FileDrop
            compact
            label={t('choices.fileAgain')}
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            disabled={checking.busy}
            onFile={(file) => void checking.check(file, choices)}
          />
        </div>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4 empty:hidden">
          <UnknownGroupsPanel {...panels} />
          <NoGroupPanel {...panels} />
          <DefaultGroupPanel {...panels} />
        </div>
        <Panel
          title={t('columns.title')}
          description={t('columns.description', {
            encoding: batch.encoding.toUpperCase(),
            delimiter: delimiter ? t(`columns.${delimiter}`) : batch.delimiter,
          })}
        >
          <ColumnMapping columns={batch.columns} value={choices.columns} onValueChange={(columns) => change({ columns })} />
          {unused.length > 0 && <p className="mt-3 text-muted text-xs">{t('columns.unused', { columns: unused.join(', ') })}</p>}
        </Panel>
      </div>
      <CommitDialog batch={batch} choices={before} open={committing} onClose={() => setCommitting(false)} />
    </>
  );
}

import type { AuditRecord } from '@tenantry/contract/audit-records';
import { ScanSearch } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { Absent, DateTime, formatDate, useRegional } from '../ui/date-time.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { useChangeWords } from './change-text.ts';
import { changesOf, isCreation } from './changes.ts';
import { ActorLine } from './record-names.tsx';
import { useAuditTexts } from './texts.ts';

const changesMax = 5;

/** One change: when, who, what, and below it each field before → after. */
export function TimelineEntry({ record, onOpen }: { record: AuditRecord; onOpen: () => void }) {
  const t = useAuditTexts();
  const regional = useRegional();
  const time = formatDate(record.timestamp, 'time', regional);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]">
      <span className="pt-0.5 text-muted text-xs tabular-nums max-sm:col-start-1">
        <DateTime value={record.timestamp} style="time" />
      </span>
      <div className="min-w-0 max-sm:col-start-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm">
          <span className="font-medium wrap-anywhere">{record.summary}</span>
          <ActorLine record={record} />
        </p>
        <Changed record={record} />
      </div>
      <IconButton
        size="sm"
        icon={ScanSearch}
        label={t('timeline.details', { summary: record.summary, time })}
        onClick={onOpen}
        className="max-sm:col-start-2 max-sm:row-start-1"
      />
    </li>
  );
}

/** What an object was when it was made is on its page; here stands what changed since. */
function Changed({ record }: { record: AuditRecord }) {
  const t = useAuditTexts();
  const ui = useUiTexts();
  const words = useChangeWords();
  const changes = isCreation(record) && record.documents?.previous === undefined ? [] : changesOf(record);
  if (changes.length === 0) return null;
  return (
    <ul className="mt-1.5 flex flex-col gap-1 text-sm">
      {changes.slice(0, changesMax).map((change) => {
        const { before, after } = words.pair(change);
        return (
          <li key={change.field} className="line-clamp-3 wrap-anywhere">
            <span className="text-muted">{words.field(change)}: </span>
            <span className="sr-only">{ui('diff.before')}</span>
            <del className="rounded bg-danger-soft px-1 text-danger-ink decoration-danger-ink/50">{before ?? <Absent />}</del>
            <span aria-hidden> → </span>
            <span className="sr-only">{ui('diff.after')}</span>
            <ins className="rounded bg-success-soft px-1 text-success-ink no-underline">{after ?? <Absent />}</ins>
          </li>
        );
      })}
      {changes.length > changesMax && (
        <li className="text-muted text-xs">{t('timeline.moreChanges', { count: changes.length - changesMax })}</li>
      )}
    </ul>
  );
}

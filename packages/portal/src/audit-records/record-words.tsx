import type { AuditRecord } from '@tenantry/contract/audit-records';
import { type PointerEvent, useState } from 'react';
import type { ChangeWords } from './change-text.ts';
import { changesOf } from './changes.ts';
import { useAuditTexts } from './texts.ts';
import { useOpenRecord } from './use-open-record.ts';

const namedMax = 3;

/** Summary over details, and which fields changed. The summary opens the record. */
export function RecordWords({ record, words }: { record: AuditRecord; words: ChangeWords }) {
  const t = useAuditTexts();
  const { show } = useOpenRecord();
  const fields = [...new Set(changesOf(record).map(words.field))];
  const shown = fields.slice(0, namedMax).join(', ') + (fields.length > namedMax ? ` +${fields.length - namedMax}` : '');
  return (
    <div className="wrap-anywhere sm:min-w-48">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => show(record.id)}
        className="peer rounded-sm text-start font-medium underline-offset-3 hover:underline"
      >
        {record.summary}
      </button>
      <Sentence text={record.details} />
      {record.documents?.previous !== undefined && fields.length > 0 && (
        <p className="text-muted text-xs">{t('changed', { fields: shown })}</p>
      )}
    </div>
  );
}

/** At most three lines in the table. Pointing at it shows the rest, and so does the focus on the summary above. */
function Sentence({ text }: { text: string }) {
  const [cut, setCut] = useState(false);
  const measure = ({ currentTarget: { scrollHeight, clientHeight } }: PointerEvent) => setCut(scrollHeight > clientHeight);
  return (
    <p
      className="text-muted text-xs peer-focus-visible:line-clamp-none sm:line-clamp-3"
      onPointerEnter={measure}
      title={cut ? text : undefined}
    >
      {text}
    </p>
  );
}

import type { Audit } from '@tenantry/contract/fields';
import { ObjectLink } from './object-link.tsx';
import { Absent, DateTime } from './ui/date-time.tsx';
import { KeyValue } from './ui/panel.tsx';

export interface EventTimesProps {
  audit: Audit | undefined;
  /** Event to label, in the order shown: `{ created: 'Created', updated: 'Last updated' }`. */
  labels: Readonly<Record<string, string>>;
}

/** When the events of an object happened last, and who did it. Events that never happened are left out, all but the first two. */
export function EventTimes({ audit = {}, labels }: EventTimesProps) {
  const items = Object.entries(labels).map(([event, label], index) => ({
    label,
    hidden: index > 1 && !audit[event],
    value: <EventTime entry={audit[event]} />,
  }));
  return <KeyValue items={items} />;
}

function EventTime({ entry }: { entry: Audit[string] | undefined }) {
  if (!entry) return <Absent />;
  return (
    <>
      <DateTime value={entry.at} />
      {entry.by && (
        <span className="block text-muted text-xs">
          <ObjectLink id={entry.by.id} name={entry.by.name ?? entry.by.id} /> <code>{entry.by.id}</code>
        </span>
      )}
    </>
  );
}

import type { AuditStream } from '@tenantry/contract/audit-streams';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { Delivery, targetText } from './delivery.tsx';
import { streamsPath } from './queries.ts';
import { useStreamTexts } from './texts.ts';

/** A stream on hover. */
export function StreamCard({ id }: { id: string }) {
  const t = useStreamTexts();
  return (
    <ObjectCard<AuditStream>
      id={id}
      collection={streamsPath}
      content={(stream) => ({
        name: stream.name,
        chips: <StatusChip status={stream.status} />,
        facts: [
          { label: t(`kinds.${stream.kind}`), value: targetText(stream) },
          { label: t('column.delivery'), value: <Delivery stream={stream} /> },
        ],
      })}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { erpScheduleQuery } from '../erp-runs/queries.ts';
import { Absent, DateTime } from '../ui/date-time.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { useSellerTexts } from './texts.ts';

/** When the ERP was read last, and when it will be read again. */
export function ErpTimes() {
  const t = useSellerTexts();
  const { data } = useQuery(erpScheduleQuery);
  const time = (at: string | null | undefined) => (at ? <DateTime value={at} /> : <Absent />);
  return (
    <Panel title={t('erp.title')} className="mt-5">
      <KeyValue
        items={[
          { label: t('erp.last'), value: time(data?.lastAt) },
          { label: t('erp.next'), value: time(data?.nextAt) },
        ]}
      />
    </Panel>
  );
}

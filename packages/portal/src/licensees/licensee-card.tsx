import type { Licensee } from '@tenantry/contract/licensees';
import { licenseesPage, licenseesPath, pictureOf } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { ObjectCard } from '../ui/object-card.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { useLicenseeTexts } from './texts.ts';

/** A licensee on hover. */
export function LicenseeCard({ id }: { id: string }) {
  const t = useLicenseeTexts();
  const party = usePartyTexts();
  return (
    <ObjectCard<Licensee>
      id={id}
      collection={licenseesPath}
      content={(licensee) => ({
        name: licensee.name,
        picture: pictureOf(licensee),
        chips: <StatusChip status={licensee.status} />,
        description: licensee.description,
        facts: [
          { label: party('buyer'), value: licensee.buyer?.name },
          { label: party('seller'), value: licensee.seller?.name },
          { label: t('field.externalId'), value: licensee.externalId, hidden: !licensee.externalId },
        ],
        links: [{ label: party('tab.audit'), to: `${licenseesPage}/${id}`, search: { tab: 'audit' } }],
      })}
    />
  );
}

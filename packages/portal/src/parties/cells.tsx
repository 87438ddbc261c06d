import type { Address, Reference } from '@tenantry/contract/fields';
import type { Contact } from '@tenantry/contract/parties';
import type { Static } from 'typebox';
import { ObjectLink } from '../object-link.tsx';
import { AddressText } from '../ui/address/address-text.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Absent } from '../ui/date-time.tsx';
import { linkClass } from '../ui/link.tsx';
import { contactName } from './contact-values.ts';
import { pictureOf } from './paths.ts';

interface PartyCellProps {
  party: { id: string; name: string; icon: string; revision?: number };
  /** A second identifier, after the own one: that of the ERP. */
  second?: string | null | undefined;
}

/** Logo, name with its card, `BUY-… | SCU-…`. */
export function PartyCell({ party, second }: PartyCellProps) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={party.name} id={party.id} src={pictureOf(party)} shape="square" />
      <span className="min-w-36 max-sm:min-w-0">
        <ObjectLink id={party.id} name={party.name} className="block font-medium wrap-anywhere" />
        <span className="block text-2xs text-muted">
          <code className="whitespace-nowrap">{party.id}</code>
          {second && (
            <>
              {' | '}
              <code className="whitespace-nowrap max-sm:whitespace-normal max-sm:wrap-anywhere">{second}</code>
            </>
          )}
        </span>
      </span>
    </span>
  );
}

/** An address that keeps a narrow column legible. */
export function AddressCell({ address }: { address: Address | null | undefined }) {
  return (
    <span className="block min-w-32 max-sm:min-w-0">
      <AddressText address={address} inline />
    </span>
  );
}

export function ContactCell({ contact }: { contact: Static<typeof Contact> | null | undefined }) {
  if (!contact) return <Absent />;
  const name = contactName(contact);
  return (
    <span className="block min-w-28 max-sm:min-w-0">
      {contact.user ? <ObjectLink id={contact.user.id} name={name} /> : name}
      {contact.email && contact.email !== name && (
        <a href={`mailto:${contact.email}`} className={`block text-xs wrap-anywhere ${linkClass}`}>
          {contact.email}
        </a>
      )}
    </span>
  );
}

/** The name of another object, with its card. */
export function NameOf({ reference }: { reference: Reference | null | undefined }) {
  if (!reference) return <Absent />;
  return <ObjectLink id={reference.id} name={reference.name ?? reference.id} className="wrap-break-word" />;
}

interface SeveralProps {
  references: readonly Reference[];
  /** How many there are, when not all are at hand. */
  total?: number | undefined;
}

/** The only one by name, otherwise the first and how many more. */
export function Several({ references, total = references.length }: SeveralProps) {
  const [first] = references;
  if (!first) return <Absent />;
  return (
    <span className="block min-w-24 max-sm:min-w-0">
      <NameOf reference={first} />
      {total > 1 && (
        <span
          className="ms-1.5 whitespace-nowrap rounded-full bg-neutral-soft px-1.5 text-neutral-ink text-xs tabular-nums"
          title={references.map(({ name, id }) => name ?? id).join(', ')}
        >
          +{total - 1}
        </span>
      )}
    </span>
  );
}

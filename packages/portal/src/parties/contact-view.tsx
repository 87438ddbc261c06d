import type { Contact } from '@tenantry/contract/parties';
import type { Static } from 'typebox';
import { ObjectLink } from '../object-link.tsx';
import { linkClass } from '../ui/link.tsx';
import { KeyValue } from '../ui/panel.tsx';
import { contactName } from './contact-values.ts';
import { usePartyTexts } from './texts.ts';

/** Who to write to, with the ways to do so. */
export function ContactView({ contact }: { contact: Static<typeof Contact> | null | undefined }) {
  const t = usePartyTexts();
  if (!contact) return <p className="text-muted text-sm">{t('contacts.noContact')}</p>;
  const name = contactName(contact);
  const phone = [contact.phone?.prefix, contact.phone?.number].filter(Boolean).join(' ');
  return (
    <KeyValue
      items={[
        { label: t('name'), value: contact.user ? <ObjectLink id={contact.user.id} name={name} /> : name },
        {
          label: t('contacts.email'),
          value: contact.email && (
            <a href={`mailto:${contact.email}`} className={linkClass}>
              {contact.email}
            </a>
          ),
        },
        { label: t('contacts.phone'), value: phone, hidden: !phone },
      ]}
    />
  );
}

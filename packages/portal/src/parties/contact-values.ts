import { Phone, strict, text } from '@tenantry/contract/fields';
import type { Contact, ContactInput } from '@tenantry/contract/parties';
import { get } from 'react-hook-form';
import { type Static, Type } from 'typebox';
import type { Messages } from '../ui/form/index.ts';
import { usePartyTexts } from './texts.ts';

type Stored = Static<typeof Contact>;

/** What a form holds; only the fields of the chosen kind count. */
export interface ContactValues {
  kind: 'none' | 'user' | 'manual';
  user: string;
  userName: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: { prefix: string; number: string };
}

// Whether the e-mail address has the form of one is asked below, and only where its field is shown.
export const contactSchema = strict({
  kind: Type.String(),
  user: Type.Optional(Type.String()),
  userName: Type.Optional(Type.String()),
  firstName: Type.Optional(text(100)),
  lastName: Type.Optional(text(100)),
  email: Type.Optional(text(320)),
  phone: Type.Optional(Phone),
});

export const contactName = (contact: Stored): string =>
  contact.name || [contact.firstName, contact.lastName].filter(Boolean).join(' ') || contact.email || contact.user?.name || '';

export function contactValues(contact: Stored | null | undefined): ContactValues {
  const member = contact?.user;
  const own = member ? undefined : contact;
  return {
    kind: !contact ? 'none' : member ? 'user' : 'manual',
    user: member?.id ?? '',
    userName: contact && member ? contactName(contact) : '',
    // The ERP knows some contacts by their whole name only.
    firstName: own?.firstName ?? (own?.lastName ? '' : (own?.name ?? '')),
    lastName: own?.lastName ?? '',
    email: own?.email ?? '',
    phone: { prefix: own?.phone?.prefix ?? '', number: own?.phone?.number ?? '' },
  };
}

/** As the API takes it. Every part is sent: whoever is entered by hand replaces whoever was there, name and all. */
export function contactBody(values: ContactValues): Static<typeof ContactInput> | null {
  const { kind, user, firstName, lastName, email, phone } = values;
  if (kind === 'none') return null;
  if (kind === 'user') return { user: { id: user } };
  const [prefix, number] = [phone.prefix.trim(), phone.number.trim()];
  return {
    name: null,
    firstName: firstName.trim() || null,
    lastName: lastName.trim() || null,
    email: email.trim() || null,
    phone: prefix || number ? { prefix: prefix || null, number: number || null } : null,
    user: null,
  };
}

/** The chosen person in a few words, for an overview. */
export function contactText({ kind, userName, firstName, lastName, email }: ContactValues): string {
  if (kind === 'none') return '';
  return kind === 'user' ? userName : [[firstName, lastName].filter(Boolean).join(' '), email].filter(Boolean).join('\n');
}

/** Whether two forms name the same person in the same way. */
export const sameContact = (a: ContactValues, b: ContactValues): boolean =>
  JSON.stringify(contactBody(a)) === JSON.stringify(contactBody(b));

/** The `check` of a form with `ContactFields` at `name`. */
export function useContactCheck(name: string): (values: unknown) => Messages {
  const t = usePartyTexts();
  return (values) => {
    const { kind, user, firstName, lastName, email } = get(values, name) as ContactValues;
    if (kind === 'user' && !user) return { [`${name}.user`]: t('contacts.chooseUser') };
    if (kind !== 'manual') return {};
    if (![firstName, lastName, email].some((part) => part.trim())) return { [`${name}.firstName`]: t('contacts.giveName') };
    return email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? { [`${name}.email`]: t('contacts.badEmail') } : {};
  };
}

import { Phone, strict, text } from '@tenantry/contract/fields';
import { type User, type UserPatch, UserSettings } from '@tenantry/contract/users';
import { Type } from 'typebox';

/** What the edit form holds; `''` for absent texts. `kind` decides whether the four below it count. */
export interface ProfileValues {
  firstName: string;
  lastName: string;
  phone: { prefix: string; number: string };
  settings: RegionalValues;
}

export interface RegionalValues {
  languageCode: string;
  kind: 'browser' | 'custom';
  timeZone: string;
  timeFormat: string;
  dateFormat: string;
  numberFormat: string;
}

/** The contract's fields with the names required: a form shows every field, so an empty name is no "unchanged". */
export const profileSchema = strict({
  firstName: text(100, 1),
  lastName: text(100, 1),
  phone: Type.Optional(Phone),
  settings: strict({ ...UserSettings.properties, kind: Type.String() }),
});

const custom = ['timeZone', 'timeFormat', 'dateFormat', 'numberFormat'] as const;

export function profileValues({ firstName, lastName, phone, settings = {} }: User): ProfileValues {
  const { languageCode, timeZone, timeFormat, dateFormat, numberFormat } = settings;
  return {
    firstName,
    lastName,
    phone: { prefix: phone?.prefix ?? '', number: phone?.number ?? '' },
    settings: {
      languageCode: languageCode ?? '',
      // A culture set through the API is a choice of its own, that the four fields here overrule.
      kind: timeZone || timeFormat || dateFormat || numberFormat ? 'custom' : 'browser',
      timeZone: timeZone ?? '',
      timeFormat: timeFormat ?? '',
      dateFormat: dateFormat ?? '',
      numberFormat: numberFormat ?? '',
    },
  };
}

/** What the four fields come to: nothing while the browser decides. */
export function effective(values: RegionalValues): RegionalValues {
  if (values.kind === 'custom') return values;
  return { ...values, ...Object.fromEntries(custom.map((field) => [field, ''])) } as RegionalValues;
}

/** Only what changed, so that another device's change of another field stays; `null` clears. */
export function profilePatch(before: ProfileValues, after: ProfileValues): UserPatch {
  const names = (['firstName', 'lastName'] as const).filter((field) => before[field].trim() !== after[field].trim());
  const phone = changes(before.phone, after.phone, ['prefix', 'number']);
  const settings = changes(effective(before.settings), effective(after.settings), ['languageCode', ...custom]);
  return {
    ...Object.fromEntries(names.map((field) => [field, after[field].trim()])),
    ...(phone ? { phone } : {}),
    ...(settings ? { settings } : {}),
  } as UserPatch;
}

function changes<T extends object>(before: T, after: T, fields: readonly (keyof T & string)[]): Record<string, string | null> | undefined {
  const changed = fields.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((field) => [field, String(after[field]).trim() || null]));
}

/** A form of two parts when there is a picture, else plain JSON. */
export function profileBody(patch: UserPatch, picture: File | null | undefined): FormData | UserPatch {
  if (!picture) return picture === null ? { ...patch, icon: null } : patch;
  const form = new FormData();
  form.append('user', JSON.stringify(patch));
  form.append('icon', picture);
  return form;
}

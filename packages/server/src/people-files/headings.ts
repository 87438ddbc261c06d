export type PersonField = 'email' | 'firstName' | 'lastName' | 'phone' | 'groups' | 'passwordHash';

/** What a person reads in messages. */
export const fieldNames: Record<PersonField, string> = {
  email: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  groups: 'Groups',
  passwordHash: 'Password hash',
};

/** The field a heading stands for in English, German, French or Spanish; `fallback` when it does so only if no better heading is there. */
export function fieldOfHeading(heading: string): { field: PersonField; fallback: boolean } | undefined {
  return known.get(headingKey(heading));
}

/** A heading without case, accents, punctuation, and the `[Required]` that some directories put behind it. */
export function headingKey(heading: string): string {
  return heading
    .slice(0, 200)
    .replace(/\[[^\]]*\]/gu, '')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

// Keys as headingKey gives them, per field: English, German, French, Spanish.
const best: Record<PersonField, string> = {
  email:
    'email emails emailaddress emailaddresses mail mailaddress workemail primaryemail ' +
    'emailadresse emailadressen mailadresse ' +
    'courriel adresseemail adressemail adresseelectronique adressecourriel mel ' +
    'correo correos correoelectronico direcciondecorreo direcciondecorreoelectronico direcciondeemail',
  firstName: 'firstname givenname forename vorname vornamen rufname prenom prenoms nombre nombres nombredepila primernombre',
  lastName: 'lastname surname familyname nachname nachnamen familienname zuname nom nomdefamille nomdusage patronyme apellido apellidos',
  phone:
    'phone phones phonenumber telephone telephonenumber tel telno telnr workphone ' +
    'telefon telefonnummer telefonnr rufnummer numerodetelephone notelephone telefono telefonos numerodetelefono numtelefono',
  groups:
    'group groups groupname groupnames usergroup usergroups gruppe gruppen gruppenname gruppennamen benutzergruppe benutzergruppen ' +
    'groupe groupes groupedutilisateurs groupesdutilisateurs nomdugroupe grupo grupos grupodeusuarios gruposdeusuarios',
  passwordHash:
    'passwordhash hashedpassword hash argon2 argon2id argon2idhash passworthash kennworthash motdepassehache contrasenahash hashdecontrasena',
};

// `name` beside a first name is the family name in many German lists. Alone it is a full name: nobody can split one safely, so the missing first name
// is reported instead.
const fallback: Partial<Record<PersonField, string>> = {
  email: 'username login loginname userprincipalname upn benutzername anmeldename identifiant nomdutilisateur nombredeusuario usuario',
  lastName: 'name',
  phone:
    'mobile mobilephone mobilenumber cellphone handy handynummer mobil mobiltelefon mobilnummer portable telephoneportable mobiltelephone movil telefonomovil',
};

const known = new Map<string, { field: PersonField; fallback: boolean }>();
for (const [table, isFallback] of [
  [fallback, true],
  [best, false],
] as const) {
  for (const [field, keys] of Object.entries(table)) {
    for (const key of keys.split(' ')) known.set(key, { field: field as PersonField, fallback: isFallback });
  }
}

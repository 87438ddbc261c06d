import type { Operation, Resource } from '@tenantry/contract';
import type { JsonSchema } from './json-schema.ts';
import { plainSchema } from './json-schema.ts';

interface Thing {
  id: string;
  name: string;
}

// What the examples are about, by the singular of the property or resource that names it.
const things: Readonly<Record<string, Thing>> = {
  account: { id: 'ACC-1234-5678', name: 'Harbour Group' },
  user: { id: 'USR-1234-5678', name: 'Ada Roth' },
  accountUser: { id: 'AUSR-1234-5678-9012', name: 'Ada Roth' },
  group: { id: 'UGR-1234-5678', name: 'Finance' },
  module: { id: 'MOD-1756', name: 'Access management' },
  buyer: { id: 'BUY-1234-5678', name: 'Harbour Retail' },
  seller: { id: 'SEL-1234-5678', name: 'Example Switzerland' },
  licensee: { id: 'LCE-1234-5678-9012', name: 'Research department' },
  erpLink: { id: 'ERP-1234-5678-0001', name: 'Harbour Retail - Example Switzerland' },
  cloudTenant: { id: 'CLT-1234-5678', name: 'Production subscription' },
  apiToken: { id: 'TKN-1234-5678', name: 'Nightly export' },
  auditRecord: { id: 'AUD-1234-5678-9012-3456', name: 'User imported' },
  auditStream: { id: 'AST-1234-5678', name: 'Security monitoring' },
  session: { id: 'SES-1234-5678-9012-3456', name: '' },
  passwordReset: { id: 'PWR-1234-5678-9012-3456', name: '' },
  mail: { id: 'MSG-1234-5678-9012-3456', name: '' },
  userImport: { id: 'IMP-1234-5678-9012', name: '' },
};
const sameAs: Readonly<Record<string, string>> = {
  userGroup: 'group',
  invitation: 'accountUser',
  me: 'user',
  actor: 'user',
  by: 'user',
  viewer: 'user',
  administrator: 'user',
  currentAccount: 'account',
  of: 'account',
  object: 'user',
};

const texts: Readonly<Record<string, string>> = {
  email: 'ada.roth@example.com',
  to: 'ada.roth@example.com',
  technicalSupportEmail: 'help@harbour-group.example',
  firstName: 'Ada',
  lastName: 'Roth',
  invitedBy: 'Grace Quay',
  description: 'What it is for',
  template: 'invitation',
  externalName: 'HARBOUR GROUP LTD',
  logo: '',
  message: 'Is not an e-mail address.',
  reason: 'email',
  error: 'The mail server does not take this address.',
  addressLine2: 'Floor 2',
  name: 'Ada Roth',
  website: 'https://harbour-group.example',
  url: 'https://tenantry.example/invitations/code-from-the-link',
  token: 'idt:TKN-1234-5678:shown-once-and-never-stored',
  event: 'platform.accounts.user.updated',
  summary: 'User updated',
  details: '{{actor.name}} changed {{object.name}}',
  objectType: 'User',
  accountType: 'Client',
  type: 'Client',
  status: 'Active',
  code: 'access-management',
  version: '0.1.0',
  edition: 'self-managed',
  subject: 'Harbour Group invites you',
  html: '<p>Harbour Group invites you.</p>',
  text: 'Harbour Group invites you.',
  externalId: 'H-4711',
  value: 'CHF',
  taxId: 'CHE-116.281.710',
  erpCompanyContact: 'EX-CON-000001',
  erpCustomer: 'EX-SCU-000001',
  accountExternalId: 'EX-CDG-000001',
  companyName: 'Harbour Retail AG',
  note: 'Reminder sent',
  providerId: 'p-1',
  country: 'GB',
  addressLine1: '1 Quay Street',
  postCode: 'M3 3JE',
  city: 'Manchester',
  state: 'Greater Manchester',
  prefix: '+44',
  number: '1614960000',
  cultureCode: 'en-GB',
  languageCode: 'en',
  defaultLanguageCode: 'en',
  numberFormat: 'en-GB',
  timeZone: 'Europe/London',
  fileName: 'people.csv',
  content: 'Email,First name\n',
  encoding: 'utf-8',
  delimiter: ',',
  digest: 'digest-of-the-check',
  heading: 'E-mail',
  field: 'email',
  ip: '203.0.113.7',
  userAgent: 'curl/8.14.1',
  correlationId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  traceId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  workerName: 'invitations',
  role: 'Administrator',
};
const numbers: Readonly<Record<string, number>> = { limit: 10, offset: 0, revision: 3, userCount: 4, lengthMin: 15, error: 0, undone: 0 };
// What only a deliberate call shows, or what would drown the rest.
const leftOut = new Set(['$meta', 'audit', 'documents', 'settings', 'demo', 'token', 'viewers', 'request']);

/** An example of an answer, good against its schema; made from the resource's own create example where the answer is that object. */
export function answerExample(key: string, resource: Resource, operation: Operation): unknown {
  if (!operation.answer) return undefined;
  const schema = plainSchema(operation.answer);
  const about = key.replace(/s$/, '');
  const object = (of: JsonSchema) => {
    const same = isSame(of, resource);
    const example = sample(of, same ? about : aboutItem(operation, about)) as object;
    return same ? { ...example, ...sentOnCreation(of, resource) } : example;
  };
  if (!operation.list) return revealsToken(operation, schema) ? { ...object(schema), token: texts.token } : object(schema);
  const data = [object(schema.properties?.data?.items ?? {})];
  return { $meta: { pagination: { limit: 10, offset: 0, total: 1 }, omitted: [] }, data };
}

// `/accounts/users/{id}/accounts` is about accounts, `…/users/{user}/groups/{group}` about a group.
function aboutItem({ path }: Operation, otherwise: string): string {
  const names = path.split('/').map((step) => step.replace(/[{}]|s$/g, ''));
  const last = names.findLast((name) => name in things);
  return names.at(-1) === last || names.at(-1) === 'id' ? (last ?? otherwise) : otherwise;
}

// What the create example says stands in the answer as it was sent; references keep the name that the answer adds.
function sentOnCreation(schema: JsonSchema, { operations }: Resource): object {
  const [sent = {}] = ((operations.create?.body as JsonSchema | undefined)?.examples ?? []) as object[];
  return Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => schema.properties?.[name] && (typeof value !== 'object' || !value)),
  );
}

function isSame(schema: JsonSchema, { operations }: Resource): boolean {
  const object = (operations.get ?? operations.create)?.answer;
  return object !== undefined && JSON.stringify(plainSchema(object)) === JSON.stringify(schema);
}

const revealsToken = (operation: Operation, schema: JsonSchema): boolean =>
  schema.properties?.token !== undefined && (operation.status === 201 || operation.path.endsWith('/reveal'));

/** A believable value for a schema; `name` is the property it stands in. */
export function sample(schema: JsonSchema, name = ''): unknown {
  if (schema.examples) return schema.examples[0];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum.includes(texts[name]) ? texts[name] : schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf.find((one) => one.type !== 'null') ?? {}, name);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return objectSample(schema, name);
  if (type === 'array') return schema.items ? [sample(schema.items, name.replace(/s$/, ''))] : [];
  if (type === 'integer' || type === 'number') return Math.max(numbers[name] ?? 1, schema.minimum ?? 0);
  if (type === 'boolean') return /^(done|isConfigurable|isEnabledByDefault|default|configurable)$/.test(name);
  return textSample(schema, name);
}

function objectSample({ properties, patternProperties, required = [] }: JsonSchema, name: string): unknown {
  if (patternProperties) return {};
  const thing = things[sameAs[name] ?? name];
  const isReference = properties && Object.keys(properties).join() === 'id,name,icon,type,status';
  if (isReference) return { id: thing?.id ?? 'ACC-1234-5678', name: thing?.name ?? 'Harbour Group' };
  const shown = Object.entries(properties ?? {}).filter(([key]) => required.includes(key) || !leftOut.has(key));
  return Object.fromEntries(
    shown.map(([key, schema]) => {
      if (key === 'id') return [key, thing?.id ?? 'USR-1234-5678'];
      if (key === 'name' && thing?.name) return [key, thing.name];
      return [key, sample(schema, key)];
    }),
  );
}

function textSample({ format }: JsonSchema, name: string): string {
  if (format === 'date-time' || /(At|Until|timestamp)$/i.test(name) || name === 'at') return '2026-01-31T09:30:00.000Z';
  if (format === 'uuid') return '6f1d5d0e-3c3b-4a57-9b1e-0d5f3f6f2a10';
  if (format === 'email') return texts.email!;
  if (name === 'icon') return '/v1/accounts/accounts/ACC-1234-5678/icon';
  return texts[name] ?? 'text';
}

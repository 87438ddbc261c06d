import { type Static, Type } from 'typebox';
import { core, page } from './fields.ts';
import { type AccountType, resource } from './resource.ts';

interface ModuleFacts {
  id: string;
  name: string;
  description: string;
  types: readonly AccountType[];
  /** Mandatory when true and not configurable: the default group always holds it. */
  byDefault: boolean;
  configurable: boolean;
  paid?: true;
  /** Honours the buyer scope of groups. */
  buyerScope?: true;
}

const everyone = ['Client', 'Vendor', 'Operations'] as const;

/** The catalogue of platform areas. Fixed ids are known to existing clients and never reissued. */
export const moduleCatalogue = {
  'access-management': {
    id: 'MOD-1756',
    name: 'Access management',
    description: 'Manage who has access to the account: users, groups and API tokens.',
    types: everyone,
    byDefault: true,
    configurable: false,
  },
  'account-management': {
    id: 'MOD-9042',
    name: 'Account management',
    description: 'Manage the account itself, its buyers, licensees and sellers. Sees all buyers.',
    types: everyone,
    byDefault: true,
    configurable: false,
  },
  'new-marketplace': {
    id: 'MOD-0478',
    name: 'Marketplace',
    description: 'Buy and manage subscriptions. Can be limited to some buyers.',
    types: everyone,
    byDefault: true,
    configurable: true,
    buyerScope: true,
  },
  billing: {
    id: 'MOD-1239',
    name: 'Billing',
    description: 'Read statements and invoices.',
    types: everyone,
    byDefault: true,
    configurable: true,
  },
  procurement: {
    id: 'MOD-4525',
    name: 'Procurement',
    description: 'Request quotes and raise purchase orders.',
    types: ['Client', 'Operations'],
    byDefault: false,
    configurable: true,
    paid: true,
  },
  notifications: {
    id: 'MOD-8352',
    name: 'Notifications',
    description: 'Decide who receives which mails of the account.',
    types: everyone,
    byDefault: true,
    configurable: true,
  },
  'catalog-management': {
    id: 'MOD-8743',
    name: 'Catalog management',
    description: 'Maintain products, items and price lists.',
    types: ['Vendor', 'Operations'],
    byDefault: true,
    configurable: true,
  },
  'notification-administration': {
    id: 'MOD-2210',
    name: 'Notification administration',
    description: 'Maintain the categories and templates of the whole platform.',
    types: ['Operations'],
    byDefault: true,
    configurable: true,
  },
  'platform-account-management': {
    id: 'MOD-3301',
    name: 'Platform account management',
    description: 'Act across all accounts of the platform.',
    types: ['Operations'],
    byDefault: true,
    configurable: true,
  },
} as const satisfies Record<string, ModuleFacts>;

export type ModuleCode = keyof typeof moduleCatalogue;
export const moduleCodes = Object.keys(moduleCatalogue) as ModuleCode[];
export const moduleFacts: Readonly<Record<ModuleCode, ModuleFacts>> = moduleCatalogue;

/** The code behind a module's id, or nothing. */
export const moduleCodeOf = (id: string): ModuleCode | undefined => moduleCodes.find((code) => moduleCatalogue[code].id === id);

export const Module = Type.Object({
  ...core,
  name: Type.String(),
  code: Type.String(),
  description: Type.String(),
  accountTypes: Type.Array(Type.String()),
  isConfigurable: Type.Boolean(),
  isEnabledByDefault: Type.Boolean(),
  paid: Type.Boolean(),
  settings: Type.Object({
    sharedAccount: Type.Boolean(),
    configurable: Type.Boolean(),
    default: Type.Boolean(),
    paid: Type.Boolean(),
    type: Type.Array(Type.String()),
  }),
  filters: Type.Record(Type.String(), Type.Array(Type.String())),
});
export type Module = Static<typeof Module>;

const permission = { types: ['Operations'], modules: ['access-management', 'account-management'] } as const;

export const modules = resource({
  name: 'modules',
  summary: 'The areas of the platform that a group or a token may be granted.',
  operations: {
    list: { method: 'GET', path: '/accounts/modules', summary: 'List modules', permission, list: true, answer: page(Module), status: 200 },
    get: { method: 'GET', path: '/accounts/modules/{id}', summary: 'Read a module', permission, select: true, answer: Module, status: 200 },
  },
});

import type { Permission } from '@tenantry/contract/resource';
import {
  Building,
  Building2,
  CircleUserRound,
  Cloud,
  DatabaseZap,
  FileUp,
  Handshake,
  History,
  House,
  KeyRound,
  Link2,
  ListTree,
  type LucideIcon,
  Mail,
  ScrollText,
  Send,
  ShieldCheck,
  ShoppingCart,
  Store,
  UserRound,
  UsersRound,
} from 'lucide-react';
import { defineTexts, type TextKey } from './i18n.ts';
import { en } from './registry.texts.en.ts';
import type { Session } from './session.ts';

/** Words of the registry: `t('page.users.title')`. */
export const useRegistryTexts = defineTexts('registry', en, { de: () => import('./registry.texts.de.ts').then((module) => module.de) });

export type PageId = keyof typeof en.page;
export type Heading = 'general' | 'administration' | 'platform-tools' | 'personal';

export interface SettingEntry {
  /** Anchor on the page, flashed on arrival. */
  anchor: string;
  label: TextKey<typeof en>;
  tab?: string;
}

/** How the global search finds objects of a page by part of a name or an id. */
export interface SearchSource {
  /** Collection below `/public/v1`. */
  collection: (session: Session) => string;
  /** Properties that are searched. */
  paths: readonly string[];
  /** Id, name and picture of one row of the answer. */
  read: (row: Record<string, never>) => { id: string; name: string; icon?: string };
}

export interface PageEntry {
  id: PageId;
  /** `/administration/settings/users`; details live at `<path>/<id>`. */
  path: string;
  details?: true;
  icon: LucideIcon;
  /** Section of the left navigation; absent pages are only in palette and search. */
  heading?: Heading;
  permission: Permission;
  /** The page that this one belongs to: stands before it in the breadcrumbs and is marked in the navigation. */
  parent?: PageId;
  /** Outside the shell: no navigation, no session needed. */
  outside?: true;
  /** Second key of the go-to shortcut: `g` then this. */
  goKey?: string;
  /** Single settings that palette and search lead to. */
  settings?: readonly SettingEntry[];
  search?: SearchSource;
}

const all = ['Client', 'Vendor', 'Operations'] as const;
const access: Permission = { types: all, modules: ['access-management'] };
const accountManagement: Permission = { types: all, modules: ['account-management'] };
const parties: Permission = { types: ['Client', 'Operations'], modules: ['account-management', 'new-marketplace'] };
const operators: Permission = { types: ['Operations'], modules: ['platform-account-management'] };
const anyAdministrator: Permission = { types: all, modules: ['access-management', 'account-management'] };

interface Member {
  id: string;
  user: { id: string; name: string; icon?: string };
}

const named = (row: Record<string, never>) => row as unknown as { id: string; name: string; icon?: string };

/** The one list of pages: navigation, palette, search, breadcrumbs, favourites and the guard read it, and no other list exists. */
export const pages: readonly PageEntry[] = [
  { id: 'home', path: '/', icon: House, permission: 'signed-in', goKey: 'h' },
  {
    id: 'account',
    path: '/administration/settings/account',
    icon: Building2,
    heading: 'general',
    permission: accountManagement,
    goKey: 'a',
    settings: [
      { anchor: 'website', label: 'setting.accountWebsite' },
      { anchor: 'technicalSupportEmail', label: 'setting.accountSupportEmail' },
      { anchor: 'description', label: 'setting.accountDescription' },
      { anchor: 'address', label: 'setting.accountAddress' },
      { anchor: 'modules', label: 'setting.accountModules', tab: 'modules' },
    ],
  },
  {
    // Before the users, whose details would claim these addresses.
    id: 'user-imports',
    path: '/administration/settings/users/import',
    details: true,
    icon: FileUp,
    permission: access,
    parent: 'users',
  },
  {
    id: 'accounts',
    path: '/administration/settings/accounts',
    details: true,
    icon: Building,
    heading: 'general',
    permission: operators,
    goKey: 'o',
    search: { collection: () => '/accounts/accounts', paths: ['name', 'id', 'externalId'], read: named },
  },
  {
    id: 'users',
    path: '/administration/settings/users',
    details: true,
    icon: UserRound,
    heading: 'administration',
    permission: access,
    goKey: 'u',
    search: {
      collection: (session) => `/accounts/accounts/${session.account?.id}/users`,
      paths: ['user.name', 'user.email', 'user.id', 'id'],
      read: (row) => {
        const { user } = row as unknown as Member;
        return { ...user };
      },
    },
  },
  {
    id: 'groups',
    path: '/administration/settings/groups',
    details: true,
    icon: UsersRound,
    heading: 'administration',
    permission: access,
    goKey: 'g',
    search: { collection: () => '/accounts/user-groups', paths: ['name', 'id'], read: named },
  },
  {
    id: 'buyers',
    path: '/administration/settings/buyers',
    details: true,
    icon: ShoppingCart,
    heading: 'general',
    permission: parties,
    goKey: 'b',
    search: { collection: () => '/accounts/buyers', paths: ['name', 'id', 'taxId', 'externalIds.erpCustomer'], read: named },
  },
  {
    id: 'licensees',
    path: '/administration/settings/licensees',
    details: true,
    icon: Handshake,
    heading: 'general',
    permission: parties,
    goKey: 'i',
    search: { collection: () => '/accounts/licensees', paths: ['name', 'id', 'externalId'], read: named },
  },
  {
    id: 'sellers',
    path: '/administration/settings/sellers',
    details: true,
    icon: Store,
    heading: 'general',
    permission: parties,
    goKey: 's',
    search: { collection: () => '/accounts/sellers', paths: ['name', 'id', 'externalId'], read: named },
  },
  {
    id: 'erp-links',
    path: '/administration/settings/erp-links',
    icon: Link2,
    heading: 'general',
    permission: operators,
    goKey: 'k',
  },
  {
    id: 'erp-runs',
    path: '/administration/settings/erp',
    icon: DatabaseZap,
    heading: 'general',
    permission: operators,
    goKey: 'r',
  },
  {
    id: 'cloud-tenants',
    path: '/administration/settings/cloud-tenants',
    icon: Cloud,
    heading: 'general',
    permission: operators,
    goKey: 'c',
  },
  {
    id: 'api-tokens',
    path: '/administration/settings/api-tokens',
    details: true,
    icon: KeyRound,
    heading: 'platform-tools',
    permission: access,
    goKey: 't',
    search: { collection: () => '/accounts/api-tokens', paths: ['name', 'id'], read: named },
  },
  {
    id: 'audit-trail',
    path: '/administration/settings/audit-trail',
    details: true,
    icon: ScrollText,
    heading: 'platform-tools',
    permission: anyAdministrator,
    goKey: 'l',
  },
  {
    id: 'audit-log',
    path: '/administration/settings/audit-trail/integrity',
    icon: ShieldCheck,
    permission: anyAdministrator,
    parent: 'audit-trail',
  },
  {
    id: 'audit-settings',
    path: '/administration/settings/audit-trail/retention',
    icon: History,
    permission: anyAdministrator,
    parent: 'audit-trail',
    settings: [{ anchor: 'retention', label: 'setting.auditRetention' }],
  },
  {
    id: 'audit-streams',
    path: '/administration/settings/audit-streams',
    details: true,
    icon: Send,
    heading: 'platform-tools',
    permission: operators,
    goKey: 'w',
  },
  {
    id: 'event-types',
    path: '/administration/settings/event-types',
    icon: ListTree,
    heading: 'platform-tools',
    permission: anyAdministrator,
    goKey: 'e',
  },
  {
    id: 'mails',
    path: '/administration/settings/mails',
    icon: Mail,
    heading: 'platform-tools',
    permission: operators,
    goKey: 'm',
  },
  {
    id: 'profile',
    path: '/profile',
    icon: CircleUserRound,
    permission: 'signed-in',
    goKey: 'p',
    settings: [
      { anchor: 'phone', label: 'setting.profilePhone' },
      { anchor: 'language', label: 'setting.profileLanguage' },
      { anchor: 'regional', label: 'setting.profileRegional' },
      { anchor: 'accounts', label: 'setting.profileAccounts', tab: 'accounts' },
    ],
  },
  { id: 'sign-in', path: '/sign-in', icon: KeyRound, permission: 'public', outside: true },
  { id: 'accept-invite', path: '/accept-invite', icon: Mail, permission: 'public', outside: true },
  { id: 'forgot-password', path: '/forgot-password', icon: KeyRound, permission: 'public', outside: true },
  { id: 'reset-password', path: '/reset-password', icon: KeyRound, permission: 'public', outside: true },
  { id: 'mailbox', path: '/mailbox', icon: Mail, permission: 'public', outside: true },
];

export const headings: readonly Heading[] = ['general', 'administration', 'platform-tools'];

/** The entry behind a path, also for the details below it. */
export function pageAt(pathname: string): PageEntry | undefined {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  return pages.find((page) => page.path === path) ?? pages.find((page) => page.details && path.startsWith(`${page.path}/`));
}

export function pageOf(id: PageId): PageEntry {
  const page = pages.find((candidate) => candidate.id === id);
  if (!page) throw new Error(`No page ${id}`);
  return page;
}

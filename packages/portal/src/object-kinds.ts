import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { type PageId, pageOf } from './registry.ts';
import { allows, type Session } from './session.ts';

export interface ObjectKind {
  /** What its ids begin with, without the hyphen. */
  prefixes: readonly string[];
  /** Its details are below the path of this page, or are the page itself where an `only` says which one object it shows. */
  page: PageId;
  only?: (session: Session) => string | undefined;
  /** Loaded when the first card of its kind opens. */
  Card: LazyExoticComponent<ComponentType<{ id: string }>>;
}

const AccountCard = lazy(() => import('./accounts/account-card.tsx').then((module) => ({ default: module.AccountCard })));
const MemberCard = lazy(() => import('./account-users/member-card.tsx').then((module) => ({ default: module.MemberCard })));
const GroupCard = lazy(() => import('./user-groups/group-card.tsx').then((module) => ({ default: module.GroupCard })));
const BuyerCard = lazy(() => import('./buyers/buyer-card.tsx').then((module) => ({ default: module.BuyerCard })));
const LicenseeCard = lazy(() => import('./licensees/licensee-card.tsx').then((module) => ({ default: module.LicenseeCard })));
const SellerCard = lazy(() => import('./sellers/seller-card.tsx').then((module) => ({ default: module.SellerCard })));
const TokenCard = lazy(() => import('./api-tokens/token-card.tsx').then((module) => ({ default: module.TokenCard })));
const StreamCard = lazy(() => import('./audit-streams/stream-card.tsx').then((module) => ({ default: module.StreamCard })));

/** The one list of what has a page and a card of its own, told by the form of its id. */
export const objectKinds: readonly ObjectKind[] = [
  { prefixes: ['ACC'], page: 'account', only: (session) => session.account?.id, Card: AccountCard },
  { prefixes: ['ACC'], page: 'accounts', Card: AccountCard },
  { prefixes: ['USR', 'AUSR'], page: 'users', Card: MemberCard },
  { prefixes: ['UGR'], page: 'groups', Card: GroupCard },
  { prefixes: ['BUY'], page: 'buyers', Card: BuyerCard },
  { prefixes: ['LCE'], page: 'licensees', Card: LicenseeCard },
  { prefixes: ['SEL'], page: 'sellers', Card: SellerCard },
  { prefixes: ['TKN'], page: 'api-tokens', Card: TokenCard },
  { prefixes: ['AST'], page: 'audit-streams', Card: StreamCard },
];

export interface ObjectPage {
  path: string;
  Card: ObjectKind['Card'];
}

/** Where the object of this id is shown to this person, and its card. Nothing when it has no page that she may open. */
export function objectPage(id: string, session: Session): ObjectPage | undefined {
  const prefix = id.split('-', 1)[0] ?? '';
  for (const { prefixes, page, only, Card } of objectKinds) {
    const { path, permission } = pageOf(page);
    if (!prefixes.includes(prefix) || !allows(session, permission) || (only && only(session) !== id)) continue;
    return { path: only ? path : `${path}/${id}`, Card };
  }
  return undefined;
}

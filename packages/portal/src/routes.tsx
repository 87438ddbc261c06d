import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { Suspense } from 'react';
import { parseSearch, readSearch, writeSearch } from './search.ts';
import { Crash, NotFound, PageCrash } from './shell/routes-fallback.tsx';
import { Loading } from './ui/loading.tsx';

const root = createRootRoute({
  component: () => (
    <Suspense fallback={<Loading />}>
      <Outlet />
    </Suspense>
  ),
  validateSearch: readSearch,
  notFoundComponent: NotFound,
  errorComponent: Crash,
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  errorComponent: Crash,
});

/** A page inside the shell, loaded when it is opened. Its path must be in the registry. */
const page = (path: string, component: RouteComponent) =>
  createRoute({ getParentRoute: () => shell, path, component, errorComponent: PageCrash });
/** A page without the shell: nobody has to be signed in. */
const outside = (path: string, component: RouteComponent) => createRoute({ getParentRoute: () => root, path, component });

const settings = '/administration/settings';

const tree = root.addChildren([
  shell.addChildren([
    page(
      '/',
      lazyRouteComponent(() => import('./shell/home-page.tsx'), 'HomePage'),
    ),
    page(
      `${settings}/account`,
      lazyRouteComponent(() => import('./accounts/account-page.tsx'), 'AccountPage'),
    ),
    page(
      `${settings}/accounts`,
      lazyRouteComponent(() => import('./accounts/accounts-page.tsx'), 'AccountsPage'),
    ),
    page(
      `${settings}/accounts/$id`,
      lazyRouteComponent(() => import('./accounts/any-account-page.tsx'), 'AnyAccountPage'),
    ),
    page(
      `${settings}/buyers`,
      lazyRouteComponent(() => import('./buyers/list-page.tsx'), 'BuyersPage'),
    ),
    page(
      `${settings}/buyers/$id`,
      lazyRouteComponent(() => import('./buyers/detail-page.tsx'), 'BuyerPage'),
    ),
    page(
      `${settings}/licensees`,
      lazyRouteComponent(() => import('./licensees/list-page.tsx'), 'LicenseesPage'),
    ),
    page(
      `${settings}/licensees/$id`,
      lazyRouteComponent(() => import('./licensees/detail-page.tsx'), 'LicenseePage'),
    ),
    page(
      `${settings}/sellers`,
      lazyRouteComponent(() => import('./sellers/list-page.tsx'), 'SellersPage'),
    ),
    page(
      `${settings}/sellers/$id`,
      lazyRouteComponent(() => import('./sellers/detail-page.tsx'), 'SellerPage'),
    ),
    page(
      `${settings}/erp-links`,
      lazyRouteComponent(() => import('./erp-links/list-page.tsx'), 'ErpLinksPage'),
    ),
    page(
      `${settings}/erp`,
      lazyRouteComponent(() => import('./erp-runs/list-page.tsx'), 'ErpPage'),
    ),
    page(
      `${settings}/cloud-tenants`,
      lazyRouteComponent(() => import('./cloud-tenants/list-page.tsx'), 'CloudTenantsPage'),
    ),
    page(
      `${settings}/users`,
      lazyRouteComponent(() => import('./account-users/list-page.tsx'), 'UsersPage'),
    ),
    page(
      `${settings}/users/import`,
      lazyRouteComponent(() => import('./user-imports/start-page.tsx'), 'ImportStartPage'),
    ),
    page(
      `${settings}/users/import/$id`,
      lazyRouteComponent(() => import('./user-imports/import-page.tsx'), 'ImportPage'),
    ),
    page(
      `${settings}/users/$id`,
      lazyRouteComponent(() => import('./account-users/detail-page.tsx'), 'UserPage'),
    ),
    page(
      `${settings}/groups`,
      lazyRouteComponent(() => import('./user-groups/list-page.tsx'), 'GroupsPage'),
    ),
    page(
      `${settings}/groups/$id`,
      lazyRouteComponent(() => import('./user-groups/detail-page.tsx'), 'GroupPage'),
    ),
    page(
      `${settings}/api-tokens`,
      lazyRouteComponent(() => import('./api-tokens/list-page.tsx'), 'TokensPage'),
    ),
    page(
      `${settings}/api-tokens/$id`,
      lazyRouteComponent(() => import('./api-tokens/details-page.tsx'), 'TokenPage'),
    ),
    page(
      `${settings}/audit-trail`,
      lazyRouteComponent(() => import('./audit-records/audit-trail-page.tsx'), 'AuditTrailPage'),
    ),
    page(
      `${settings}/audit-trail/retention`,
      lazyRouteComponent(() => import('./audit-settings/retention-page.tsx'), 'RetentionPage'),
    ),
    page(
      `${settings}/audit-trail/integrity`,
      lazyRouteComponent(() => import('./audit-log/integrity-page.tsx'), 'IntegrityPage'),
    ),
    page(
      `${settings}/audit-trail/$id`,
      lazyRouteComponent(() => import('./audit-records/record-page.tsx'), 'RecordPage'),
    ),
    page(
      `${settings}/audit-streams`,
      lazyRouteComponent(() => import('./audit-streams/list-page.tsx'), 'AuditStreamsPage'),
    ),
    page(
      `${settings}/audit-streams/$id`,
      lazyRouteComponent(() => import('./audit-streams/detail-page.tsx'), 'AuditStreamPage'),
    ),
    page(
      `${settings}/event-types`,
      lazyRouteComponent(() => import('./event-types/list-page.tsx'), 'EventTypesPage'),
    ),
    page(
      `${settings}/mails`,
      lazyRouteComponent(() => import('./mails/mails-page.tsx'), 'MailsPage'),
    ),
    page(
      '/profile',
      lazyRouteComponent(() => import('./users/profile-page.tsx'), 'ProfilePage'),
    ),
  ]),
  outside(
    '/sign-in',
    lazyRouteComponent(() => import('./sessions/sign-in-page.tsx'), 'SignInPage'),
  ),
  outside(
    '/forgot-password',
    lazyRouteComponent(() => import('./password-resets/forgot-page.tsx'), 'ForgotPage'),
  ),
  outside(
    '/reset-password',
    lazyRouteComponent(() => import('./password-resets/reset-page.tsx'), 'ResetPage'),
  ),
  outside(
    '/accept-invite',
    lazyRouteComponent(() => import('./invitations/accept-page.tsx'), 'AcceptPage'),
  ),
  outside(
    '/mailbox',
    lazyRouteComponent(() => import('./mails/mailbox-page.tsx'), 'MailboxPage'),
  ),
]);

/** The portal's router; tests hand in a memory history. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    scrollRestoration: true,
    ...(history ? { history } : {}),
  });
}

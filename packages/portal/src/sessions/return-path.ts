/**
 * Where to go after signing in: the wanted path when it is one of this portal, else home. Other origins are refused however they are spelled
 * (`//host`, `/\host`), or the sign-in page would send people wherever a link says.
 */
export function returnPath(wanted: unknown, origin = location.origin): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted) || !URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  // Back to the sign-in page would look as if it had not worked.
  if (url.origin !== origin || url.pathname.startsWith('//') || url.pathname.replace(/\/$/, '') === '/sign-in') return '/';
  return url.pathname + url.search + url.hash;
}

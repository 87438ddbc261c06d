import { domainToASCII } from 'node:url';

/**
 * Why an address cannot be a login, as the end of a sentence; undefined when it can. Accepted: at most 320 characters, one `@`, before it up to 64 bytes
 * of letters, digits and .!#$%&'*+/=?^_`{|}~- (no dot at either end), after it a domain of at least two labels, international ones included.
 * Stricter than RFC 5321 (no quoted local part, no address literal); looser in one point, see below.
 */
export function addressFault(address: string): string | undefined {
  if (address.length > 320) return 'is longer than 320 characters';
  if (/\s/u.test(address)) return 'contains white space';
  const [local = '', domain = '', ...more] = address.split('@');
  if (!address.includes('@')) return 'has no @';
  if (more.length > 0) return 'has more than one @';
  if (local === '') return 'has nothing before the @';
  if (Buffer.byteLength(local) > 64) return 'has more than 64 bytes before the @';
  if (!/^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]+$/u.test(local)) return 'has a character before the @ that a login cannot have';
  // Two dots in a row are against RFC 5321 too, but mail hosts have given out such addresses and deliver to them.
  if (local.startsWith('.') || local.endsWith('.')) return 'has a dot at the start or right before the @';
  // Full-width letters, ligatures and the like: two addresses would look alike and be two people.
  if (address.normalize('NFC') !== address.normalize('NFKC')) return 'contains look-alike characters';
  return domainFault(domain);
}

/** The form in which two addresses are the same login. */
export function addressKey(address: string): string {
  return address.normalize('NFC').toLowerCase();
}

function domainFault(domain: string): string | undefined {
  if (domain === '') return 'has nothing after the @';
  const labels = domain.split('.');
  if (labels.length < 2) return 'has no dot after the @';
  if (labels.some((label) => !/^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u.test(label)))
    return 'has a domain that cannot exist';
  const ascii = domainToASCII(domain);
  if (ascii === '' || ascii.length > 253 || ascii.split('.').some((label) => label.length > 63)) return 'has a domain that cannot exist';
  return /\p{L}/u.test(labels.at(-1) ?? '') ? undefined : 'has a domain that cannot exist';
}

// Of RFC 5424, under the names that syslog programs use.
const names = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
  ...Array.from({ length: 8 }, (_, n) => `local${n}`),
];

/** `13 (audit)` */
export const facilityName = (code: number): string => `${code} (${names[code] ?? 'unknown'})`;

export const facilities: readonly { value: string; label: string }[] = names.map((_, code) => ({
  value: String(code),
  label: facilityName(code),
}));

/** The bars of the decisions, with what was found elsewhere. Times are CPU milliseconds of server and database together for one request. */
export const bars = {
  whoAmI: { what: 'token → who am I, with modules, expiry, last used', elsewhere: '2.9 ms', bar: 0.4, unit: 'ms' },
  usersFirst: { what: 'first 50 of 100,000 users with total', elsewhere: '8.8 ms', bar: 1.0, unit: 'ms' },
  usersLast: { what: 'last page, as a multiple of the first', elsewhere: '22 ms', bar: 1.3, unit: 'x' },
  usersSearch: { what: 'substring search in name or e-mail', elsewhere: '42 ms', bar: 4, unit: 'ms' },
  auditLatest: { what: 'latest 50 audit records', elsewhere: '12.8 ms', bar: 1, unit: 'ms' },
  auditActor: { what: '… of one actor', elsewhere: '12.8 ms', bar: 1, unit: 'ms' },
  auditAbsent: { what: '… of an actor without any', elsewhere: '12.8 ms', bar: 1, unit: 'ms' },
  auditObject: { what: '… of one object', elsewhere: '12.8 ms', bar: 1, unit: 'ms' },
  auditObjects: { what: '… of another object each time', elsewhere: '12.8 ms', unit: 'ms' },
  auditEvent: { what: '… of one event', elsewhere: '12.8 ms', bar: 1, unit: 'ms' },
  auditText: { what: '… by free text', elsewhere: '–', unit: 'ms' },
  auditAddress: { what: '… of one IP address', elsewhere: '–', unit: 'ms' },
  auditCount: { what: 'first exact count of all records of an account', elsewhere: '–', unit: 's' },
  auditTree: { what: 'records taken into the tree, salted, hashed, signed', elsewhere: '–', unit: '/s', more: true },
  change: { what: 'change + audit record, durable', elsewhere: '–', bar: 2000, unit: '/s', more: true },
  proved: { what: 'the last of these changes proved by a signed tree', elsewhere: '–', unit: 's' },
  licensees: { what: 'first 50 of 100,000 licensees, filtered by buyer', elsewhere: '–', bar: 1.0, unit: 'ms' },
  licenseeCreate: { what: 'create licensee + audit record, durable', elsewhere: '–', unit: '/s', more: true },
  import: { what: 'import of users with password hashes', elsewhere: '70/s', bar: 10_000, unit: '/s', more: true },
  coldStart: { what: 'cold start, warm database, to the first 200 (CPU)', elsewhere: '1.1 s', bar: 0.8, unit: 's' },
  idleMemory: { what: 'idle memory, server + embedded database', elsewhere: '118 MB without database', bar: 180, unit: 'MB' },
} as const;

export type BarName = keyof typeof bars;
export type Bar = { what: string; elsewhere: string; bar?: number; unit: string; more?: true };

import { describe, expect, test } from 'vitest';
import { type Decision, decide } from '../core/state-machine.ts';
import { addressFault, checkedLookup } from './addresses.ts';
import { backoffSeconds, rewindFaults, type StreamStatus, streamStates, targetFaults } from './rules.ts';

const no = 'refused';
const outcome = (decision: Decision<StreamStatus>) => ('refused' in decision ? no : decision.to);

describe('every state and action of a stream', () => {
  test.each([
    ['create', { New: 'Enabled', Enabled: no, Disabled: no, Deleted: no }],
    ['enable', { New: no, Enabled: no, Disabled: 'Enabled', Deleted: no }],
    ['disable', { New: no, Enabled: 'Disabled', Disabled: no, Deleted: no }],
    ['delete', { New: no, Enabled: 'Deleted', Disabled: 'Deleted', Deleted: no }],
  ] as const)('%s', (action, expected) => {
    for (const [status, wanted] of Object.entries(expected) as [StreamStatus | 'New', string][]) {
      expect(outcome(decide(streamStates, { status, action, by: 'operations' })), status).toBe(wanted);
      expect(outcome(decide(streamStates, { status, action, by: 'client' })), `${status} by a client`).toBe(no);
    }
  });
});

test('a stream that fails waits longer each time, at most five minutes, for ever', () => {
  expect([1, 2, 3, 4, 9, 10, 1_000].map(backoffSeconds)).toEqual([1, 2, 4, 8, 256, 300, 300]);
});

describe('a target', () => {
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
  const ca = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  test.each([
    ['webhook', { url: 'https://logs.example.com/in?source=a' }],
    ['webhook', { url: 'http://localhost:9000/in', secret, ca }],
    ['webhook', { url: 'http://[::1]:9000/in', secret: null, ca: null }],
    ['webhook', { url: 'https://10.0.0.5/in' }],
    ['syslog', { host: 'logs.example.com' }],
    ['syslog', { host: 'logs.example.com', port: 6515, facility: 10, ca }],
    ['file', { name: 'trail' }],
  ] as const)('of a %s may be %o', (kind, target) => {
    expect(targetFaults(kind, target)).toEqual({});
  });

  test.each([
    ['webhook', {}, 'url'],
    ['webhook', { url: 'http://logs.example.com/in' }, 'url'],
    ['webhook', { url: 'ftp://logs.example.com/in' }, 'url'],
    ['webhook', { url: 'https://ada:secret@logs.example.com/in' }, 'url'],
    ['webhook', { url: 'not an address' }, 'url'],
    ['webhook', { url: 'https://x.example', secret: 'hunter2' }, 'secret'],
    ['webhook', { url: 'https://x.example', secret: `whsec_${Buffer.alloc(23).toString('base64')}` }, 'secret'],
    ['webhook', { url: 'https://x.example', secret: `whsec_${Buffer.alloc(65).toString('base64')}` }, 'secret'],
    ['webhook', { url: 'https://x.example', host: 'y.example' }, 'host'],
    ['syslog', { host: 'y.example', ca: 'nothing' }, 'ca'],
    ['syslog', { host: 'y.example', ca: `${ca}-----BEGIN PRIVATE KEY-----\n` }, 'ca'],
    ['syslog', { host: 'y.example', secret }, 'secret'],
    ['syslog', {}, 'host'],
    ['file', {}, 'name'],
    ['file', { name: 'trail', url: 'https://x.example' }, 'url'],
  ] as const)('of a %s may not be %o, and the field is named', (kind, target, field) => {
    const faults = targetFaults(kind, target);
    expect(Object.keys(faults)).toEqual([`target.${field}`]);
    // What was given may hold a password.
    expect(JSON.stringify(faults)).not.toMatch(/hunter2|ada|whsec_[A-Za-z0-9+/]{6}/);
  });
});

test.each([
  [{ to: 'beginning' }, {}],
  [{ to: 'end' }, {}],
  [{ since: '2026-01-31T23:00:00.000Z' }, {}],
  [{ position: 10 }, {}],
  [{ position: 11 }, { position: ['The log ends at 10.'] }],
  [{}, { body: [expect.any(String)] }],
  [{ position: 1, to: 'end' }, { to: [expect.any(String)] }],
] as const)('going on from %o in a log of ten entries: %o', (body, expected) => {
  expect(rewindFaults(body, 10)).toEqual(expected);
});

describe('an address', () => {
  test.each([
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fd00:ec2::254',
    '64:ff9b::a9fe:a9fe',
  ])('of this link is never connected to: %s', (address) => {
    expect(addressFault(address)).toMatch(/cloud metadata/);
  });

  test.each(['10.0.0.5', '192.168.1.1', '127.0.0.1', '::1', 'fd12::1', '203.0.113.9', '2001:db8::1', 'logs.example.com'])(
    'of one’s own network or of the world may be: %s',
    (address) => {
      expect(addressFault(address)).toBeUndefined();
    },
  );

  test('of another machine is not connected to in plain text, whatever a name says', () => {
    expect(addressFault('10.0.0.5', true)).toMatch(/plain http/);
    expect(addressFault('127.0.0.1', true)).toBeUndefined();
  });

  test('is judged when the name is resolved, and one bad address of several is enough', async () => {
    const resolving = (...addresses: string[]) =>
      new Promise((resolve) => {
        const fake = ((_: string, __: object, done: (error: null, found: object[]) => void) =>
          done(
            null,
            addresses.map((address) => ({ address, family: 4 })),
          )) as never;
        checkedLookup(false, fake)('logs.example.com', {}, (error, address) => resolve(error?.message ?? address));
      });
    expect(await resolving('203.0.113.9')).toBe('203.0.113.9');
    expect(await resolving('203.0.113.9', '169.254.169.254')).toMatch(/169\.254\.169\.254 is a link-local address/);
  });
});

import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that no stream may reach: link-local ones answer cloud metadata, which holds credentials. */
const refused = new BlockList();
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('fe80::', 10, 'ipv6');
// The same service under addresses that are not link-local: AWS over IPv6, and IPv4 as NAT64 writes it.
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isIn = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Why an address may not be connected to, as the end of a sentence; nothing when it may. */
export function addressFault(address: string, onlyLoopback = false): string | undefined {
  // A zone (`fe80::1%eth0`) is no part of the address.
  const plain = address.split('%', 1)[0]!;
  if (isIP(plain) === 0) return undefined;
  if (isIn(refused, plain)) return `${plain} is a link-local address, where cloud metadata is served; streams never go there`;
  if (onlyLoopback && !isIn(loopback, plain)) return `plain http is for this machine only, and ${plain} is another one`;
  return undefined;
}

/** The error of an address that was refused; its message is for people. */
export class AddressRefused extends Error {}

/** A look-up for a connection: what a name resolves to is judged at the moment of connecting, not when the stream was made. */
export const checkedLookup =
  (onlyLoopback = false, resolve: typeof lookup = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = found as unknown as LookupAddress[];
      if (error) return callback(error, '', 0);
      const fault = addresses.map(({ address }) => addressFault(address, onlyLoopback)).find((one) => one !== undefined);
      if (fault) return callback(new AddressRefused(fault), '', 0);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

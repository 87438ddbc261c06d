import { isIP } from 'node:net';

// Writes small MMDB files for tests, after the public specification of the format (https://maxmind.github.io/MaxMind-DB/).

type Value = string | number | readonly Value[] | { readonly [key: string]: Value };
/** A node's child: a further node, data, or nothing. */
type Child = { node: number } | { data: number } | undefined;

const sizeBytes = (size: number): number[] => (size < 29 ? [] : [size - 29]);
const control = (type: number, size: number): Buffer => {
  const first = Math.min(size, 29);
  return Buffer.from(type > 7 ? [first, type - 7, ...sizeBytes(size)] : [(type << 5) | first, ...sizeBytes(size)]);
};

function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)]);
  const entries = Object.entries(value as Record<string, Value>);
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([key, inner]) => [encode(key), encode(inner)])]);
}

function bitsOf(network: string, version: 4 | 6): string {
  const [address = '', prefix = ''] = network.split('/');
  const isV4 = isIP(address) === 4;
  const bits = isV4
    ? address.split('.').map((part) => Number(part).toString(2).padStart(8, '0'))
    : hextetsOf(address).map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0'));
  // In a tree of IPv6 an IPv4 address has 96 zeros before it.
  return (isV4 && version === 6 ? '0'.repeat(96) : '') + bits.join('').slice(0, Number(prefix));
}

function hextetsOf(address: string): string[] {
  const [head = '', tail = ''] = address.split('::');
  const [left, right] = [head, tail].map((part) => (part ? part.split(':') : []));
  return [...left!, ...Array<string>(8 - left!.length - right!.length).fill('0'), ...right!];
}

/** The bytes of an MMDB file with these networks (`203.0.113.0/24`, `2001:db8::/32`), which must not overlap. */
export function mmdbOf(networks: Readonly<Record<string, Value>>, version: 4 | 6 = 6): Buffer {
  const nodes: [Child, Child][] = [[undefined, undefined]];
  const data: Buffer[] = [];
  let size = 0;
  for (const [network, value] of Object.entries(networks)) {
    const bits = bitsOf(network, version);
    let at = 0;
    for (const [i, bit] of [...bits].entries()) {
      const child = nodes[at]![Number(bit)];
      if (i === bits.length - 1) nodes[at]![Number(bit)] = { data: size };
      else if (child && 'node' in child) at = child.node;
      else {
        nodes[at]![Number(bit)] = { node: nodes.length };
        at = nodes.push([undefined, undefined]) - 1;
      }
    }
    data.push(encode(value));
    size += data.at(-1)!.length;
  }
  const tree = Buffer.alloc(nodes.length * 8);
  const pointerOf = (child: Child) => (child === undefined ? nodes.length : 'node' in child ? child.node : nodes.length + 16 + child.data);
  for (const [i, children] of nodes.entries())
    for (const [side, child] of children.entries()) tree.writeUInt32BE(pointerOf(child), i * 8 + side * 4);
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 0,
    database_type: 'Test-City',
    description: { en: 'Made by a test' },
    ip_version: version,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 32,
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}

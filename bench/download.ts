import { performance } from 'node:perf_hooks';

// One client that takes an export as fast as it comes, in a process of its own: `node bench/download.ts <address> <token>`. Prints what it got.
const [address = '', token = ''] = process.argv.slice(2);
const began = performance.now();
const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
const firstByte = performance.now() - began;
let bytes = 0;
let records = 0;
for await (const piece of answer.body) {
  bytes += piece.length;
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) records++;
}
const total = Number(answer.headers.get('tenantry-total'));
console.log(JSON.stringify({ bytes, lines: records, total, firstByteMs: firstByte, seconds: (performance.now() - began) / 1000 }));

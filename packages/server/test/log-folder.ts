import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkpointOf, tilePath, tileWidth, widthIn } from '@tenantry/tlog';

/** The files of a log of this size, as C2SP tlog-tiles names them. */
export function tilesOf(size: number): string[] {
  const levels: (number | 'entries')[] = ['entries'];
  for (let level = 0; size >= tileWidth ** level && size > 0; level++) levels.push(level);
  return levels.flatMap((level) => {
    const paths: string[] = [];
    for (let number = 0; widthIn(level, number, size) > 0; number++)
      paths.push(tilePath({ level, number, width: widthIn(level, number, size) }));
    return paths;
  });
}

/** Copies a log into a folder, as anybody who mirrors it would. Answers the paths. */
export async function copyLog(read: (path: string) => Promise<Uint8Array>, folder: string): Promise<string[]> {
  const checkpoint = await read('checkpoint');
  const { size } = checkpointOf(Buffer.from(checkpoint).toString());
  const paths = tilesOf(size);
  const files = new Map<string, Uint8Array>([
    ['checkpoint', checkpoint],
    ['key', await read('key')],
  ]);
  for (const path of paths) files.set(path, await read(path));
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return [...files.keys()];
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { jsonLines } from './lines.ts';
import { type ErpSource, ErpSourceError } from './source.ts';

/** JSON Lines in a file that the ERP exports. */
export const fileSource = (path: string): ErpSource => ({
  kind: 'file',
  async open() {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw unreadable(path, error);
    });
    if (!found.isFile()) throw new ErpSourceError(`${path} is not a file.`);
    return { entries: jsonLines(chunksOf(path)) };
  },
});

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

const unreadable = (path: string, error: NodeJS.ErrnoException) =>
  new ErpSourceError(error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${error.code ?? error.message}).`);

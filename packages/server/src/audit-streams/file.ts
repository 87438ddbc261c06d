import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Target, TargetError } from './target.ts';

export interface FileSettings {
  name: string;
}

export interface FileFolder {
  path: string;
  /** Made when it is missing. One that an operator named is not: an unmounted disk would silently become a folder. */
  isOurs: boolean;
}

export interface FileLimits {
  /** A part that has grown to this is left, and the next one begun. */
  partBytesMax: number;
  now(): Date;
  open: typeof open;
}

const usual: FileLimits = { partBytesMax: 100 * 1024 ** 2, now: () => new Date(), open };

/** Lines at the end of `<name>-<day>.jsonl`, on the disk before they count as delivered. */
export function fileTarget({ name }: FileSettings, folder: FileFolder, limits: Partial<FileLimits> = {}): Target {
  const bounds = { ...usual, ...limits };
  return {
    async send({ lines }) {
      const text = lines.map((line) => `${line.text}\n`).join('');
      try {
        if (folder.isOurs) await mkdir(folder.path, { recursive: true, mode: 0o750 });
        const path = await partFor(name, folder.path, bounds);
        await append(path, Buffer.from(text), bounds);
        await syncFolder(folder.path);
        return `${path} has it.`;
      } catch (error) {
        throw new TargetError(sentence(error, folder.path));
      }
    },
    release: () => undefined,
  };
}

/** Today's part that has room. */
async function partFor(name: string, folder: string, { now, partBytesMax }: FileLimits): Promise<string> {
  const day = now().toISOString().slice(0, 10);
  for (let part = 1; ; part++) {
    const path = join(folder, `${name}-${day}${part > 1 ? `.${part}` : ''}.jsonl`);
    const stats = await lstat(path).catch((error): Stats | undefined => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!stats || stats.size < partBytesMax) return path;
  }
}

async function append(path: string, bytes: Buffer, limits: FileLimits): Promise<void> {
  // Never through a link, which could lead anywhere.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
  const file = await limits.open(path, flags, 0o640);
  try {
    const whole = await cutTornLine(file);
    try {
      await file.appendFile(bytes);
      await file.sync();
    } catch (error) {
      // Half a batch on a full disk: none of it counts as delivered, and half a line would spoil the next one.
      await file.truncate(whole).catch(() => undefined);
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** That there is a new file is a fact of its folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  await folder.sync().finally(() => folder.close());
}

/** A process that died while writing left a line without an end; it was not delivered and comes again. Answers where the lines end. */
async function cutTornLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const piece = Buffer.alloc(64 * 1024);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - piece.length);
    const { bytesRead } = await file.read(piece, 0, end - start, start);
    const at = piece.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at >= 0) return cutTo(file, size, start + at + 1);
    end = start;
  }
  return cutTo(file, size, 0);
}

async function cutTo(file: FileHandle, size: number, end: number): Promise<number> {
  if (end < size) await file.truncate(end);
  return end;
}

function sentence(error: unknown, folder: string): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `The folder ${folder} does not exist.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The server may not write into the folder ${folder}.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the folder ${folder} is full.`;
    case 'ELOOP':
      return `The file in the folder ${folder} is a link; streams write into files only.`;
    default:
      return `The folder ${folder} cannot be written to (${code || 'unknown error'}).`;
  }
}

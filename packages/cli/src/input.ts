import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Terminal } from './terminal.ts';

/** The JSON of `--body`: the text itself, `@file`, or `-` for standard input. */
export async function jsonFrom(given: string, terminal: Terminal): Promise<unknown> {
  const text = given === '-' ? await terminal.readInput() : given.startsWith('@') ? await textOf(given.slice(1)) : given;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`--body is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** The file of `--file`, given as a path or as `part=path`. */
export async function fileFrom(given: string, part: string): Promise<File> {
  const path = given.startsWith(`${part}=`) ? given.slice(part.length + 1) : given;
  return new File([await readable(path, openAsBlob(path))], basename(path));
}

/** What a file holds; a sentence when it cannot be read. */
export const bytesOf = (path: string): Promise<Uint8Array> => readable(path, readFile(path));

const textOf = (path: string): Promise<string> => readable(path, readFile(path, 'utf8'));

async function readable<T>(path: string, reading: Promise<T>): Promise<T> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${error.code ?? error.message}).`, {
      cause: error,
    });
  });
}

import { createHash } from 'node:crypto';
import { type Sql, sql, type Transaction } from './database.ts';
import { invalid } from './problem.ts';
import type { UploadedFile } from './upload.ts';

const pixelsMax = 40_000_000;
const edgeMax = 512;

/**
 * Stores an uploaded picture and answers its hash. Always re-encoded: that strips metadata and anything hidden in the file.
 * Throws 400 for what is no JPG or PNG, whatever its name says, and for what unpacks to too many pixels.
 */
export async function storePicture(tx: Transaction, file: UploadedFile, property: string): Promise<string> {
  const { bytes } = file;
  if (!isPng(bytes) && !isJpeg(bytes))
    throw invalid({ [property]: ['Must be a JPG or PNG picture.'] }, 'The picture is not a JPG or PNG file.');
  const { default: sharp } = await import('sharp');
  let webp: Buffer;
  try {
    webp = await sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error' })
      .rotate()
      .resize(edgeMax, edgeMax, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 85 })
      .toBuffer();
  } catch {
    throw invalid({ [property]: [`Is damaged or larger than ${pixelsMax / 1_000_000} million pixels.`] }, 'The picture cannot be read.');
  }
  const hash = createHash('sha256').update(webp).digest('hex').slice(0, 40);
  await tx.query(
    sql`insert into pictures (hash, content_type, bytes) values (${hash}, 'image/webp', ${webp}) on conflict (hash) do nothing`,
  );
  return hash;
}

/** What a change makes of an object's picture: an uploaded file becomes it, `icon: null` takes it away, anything else leaves it. */
export async function changedPicture(
  tx: Transaction,
  file: UploadedFile | undefined,
  icon: string | null | undefined,
  property: string,
): Promise<{ picture?: string | null }> {
  if (file) return { picture: await storePicture(tx, file, property) };
  return icon === null ? { picture: null } : {};
}

/** How the trail sums up a change, which may have been about the logo. */
export const pictureSummary = (picture: string | null | undefined, noun: string, otherwise: string): string =>
  picture === undefined ? otherwise : `Logo ${picture === null ? 'removed from' : 'updated for'} ${noun}`;

const isPng = (bytes: Buffer) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
const isJpeg = (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));

/** Where a picture lives for ever: its address is its content. */
export const pictureUrl = (hash: string): string => `/public/v1/pictures/${hash}.webp`;

/** Initials on a colour that stays the same for a name. */
export const initialsUrl = (name: string): string => {
  const letters = initialsOf(name);
  const hue = createHash('sha256').update(name).digest()[0]! % 12;
  return `/public/v1/pictures/initials/${hue}-${encodeURIComponent(letters)}.svg`;
};

export const iconUrl = (picture: string | null, name: string): string => (picture ? pictureUrl(picture) : initialsUrl(name));

/** The first letters of the first and last word, in any script. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].flatMap((word) => (word ? [...word][0]! : []));
  return letters.join('').toUpperCase().slice(0, 4) || '?';
}

/** The picture behind a hash, as the role that may look up exactly one. */
export const pictureByHash = (hash: string): Sql<{ content_type: string; bytes: Buffer }> => sql`select * from auth_picture(${hash})`;

/** An SVG of ours with two letters; nothing a user sends gets into it but those letters. */
export function initialsSvg(hue: number, letters: string): string | undefined {
  if (!Number.isInteger(hue) || hue < 0 || hue > 11 || !/^[\p{L}\p{N}?]{1,4}$/u.test(letters)) return undefined;
  // Lightness below 40 % keeps white letters readable on every hue.
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="${letters}"><rect width="64" height="64" fill="hsl(${hue * 30} 45% 36%)"/><text x="32" y="33" fill="#fff" font-family="system-ui, sans-serif" font-size="${letters.length > 2 ? 20 : 26}" font-weight="600" text-anchor="middle" dominant-baseline="central">${letters}</text></svg>`;
}

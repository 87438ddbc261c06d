import type { FastifyRequest } from 'fastify';
import { invalid, Problem } from './problem.ts';

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

export interface ReadBody {
  /** The JSON text; undefined when nothing was sent. */
  text: string | undefined;
  file?: UploadedFile;
}

export const uploadBytesMax = 5 * 1024 * 1024;

/** The body as text and file: JSON, or `multipart/form-data` with a JSON part and, perhaps, a file part (contract 4.1). */
export async function readBody(request: FastifyRequest, multipart: { part: string; file: string } | undefined): Promise<ReadBody> {
  if (!request.isMultipart()) return { text: decode(request.body as Buffer | undefined) };
  if (!multipart) throw new Problem('unsupported-media-type', 'This operation takes application/json.');
  const found: ReadBody = { text: undefined };
  try {
    for await (const part of request.parts({ limits: { fileSize: uploadBytesMax, files: 2, fields: 10, fieldSize: 1_000_000 } })) {
      if (part.fieldname === multipart.part) found.text = part.type === 'file' ? decode(await part.toBuffer()) : textOf(part.value);
      else if (part.fieldname === multipart.file && part.type === 'file')
        found.file = { name: part.filename ?? '', bytes: await part.toBuffer() };
      else throw invalid({ [part.fieldname]: [`Is not a part of this form; it has "${multipart.part}" and "${multipart.file}".`] });
    }
  } catch (error) {
    throw problemOfForm(error);
  }
  if (found.text === undefined && !found.file)
    throw invalid({ [multipart.part]: ['Must be given.'] }, `The form has no part "${multipart.part}".`);
  return found;
}

/** Everything that was sent, so that two requests can be told apart: another picture makes another request. */
export const sentBytes = ({ text = '', file }: ReadBody): Buffer | string =>
  file ? Buffer.concat([Buffer.from(`${text}\0`), file.bytes]) : text;

/** The form's reader parses parts that say they are JSON; here text is wanted, so that there is one place that judges bodies. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer | undefined): string | undefined {
  if (!bytes || bytes.length === 0) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid({ body: ['Is not valid UTF-8.'] }, 'The body is not valid UTF-8.');
  }
}

function problemOfForm(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new Problem('too-large', 'The file is larger than 5 MB.');
  if (code === 'FST_INVALID_JSON_FIELD_ERROR')
    return invalid({ body: ['Is not valid JSON.'] }, 'The JSON part of the form is not valid JSON.');
  if (code?.startsWith('FST_') && code !== 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return invalid({ body: [message ?? 'Is not a readable form.'] }, 'The form has too many or too large parts.');
  return invalid({ body: ['Is not a readable multipart form.'] }, `The multipart form cannot be read: ${message ?? 'it ends too early'}.`);
}

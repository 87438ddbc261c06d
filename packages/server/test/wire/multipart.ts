export interface Part {
  name: string;
  type?: string;
  fileName?: string;
  content: string | Buffer;
}

const boundary = '----wire-boundary';

/** A form as bytes, with the header that goes with it. */
export function partsOf(parts: readonly Part[]): { payload: Buffer; headers: Record<string, string> } {
  const pieces = parts.flatMap(({ name, type, fileName, content }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n`,
    `${type ? `Content-Type: ${type}\r\n` : ''}\r\n`,
    content,
    '\r\n',
  ]);
  return {
    payload: Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

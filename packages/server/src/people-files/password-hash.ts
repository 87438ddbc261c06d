/**
 * Whether a cell is an argon2id hash that the sign-in can verify: PHC string, version 19, parameters in order. Bounds above (1 GiB, 32 passes, 16 lanes)
 * keep one row from making every sign-in of that person exhaust the server.
 */
export function isArgon2idHash(cell: string): boolean {
  if (cell.length > 255) return false;
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u.exec(cell);
  if (!match) return false;
  const [memoryKib = 0, passes = 0, lanes = 0] = match.slice(1, 4).map(Number);
  if (passes < 1 || passes > 32 || lanes < 1 || lanes > 16 || memoryKib < 8 * lanes || memoryKib > 1024 * 1024) return false;
  return within(match[4], 8, 48) && within(match[5], 16, 64);
}

// Unpadded base64: one character beyond a group of four decodes to nothing.
function within(base64: string | undefined, bytesMin: number, bytesMax: number): boolean {
  if (base64 === undefined || base64.length % 4 === 1) return false;
  const bytes = Math.floor((base64.length * 3) / 4);
  return bytes >= bytesMin && bytes <= bytesMax;
}

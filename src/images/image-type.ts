/** The formats that are taken. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

const latin1 = new TextDecoder('latin1');

const startsWith = (bytes: Uint8Array, magic: number[]) =>
  magic.every((byte, at) => bytes[at] === byte);

const isWebp = (bytes: Uint8Array) =>
  latin1.decode(bytes.subarray(0, 4)) === 'RIFF' && latin1.decode(bytes.subarray(8, 12)) === 'WEBP';

/** The format by its first bytes, whatever a header or a name says. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  return isWebp(bytes) ? 'image/webp' : undefined;
}

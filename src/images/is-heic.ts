/** Brands of the formats that phones of Apple and others save photos in. */
const BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

const latin1 = new TextDecoder('latin1');

/** Tells a HEIC photo by its first bytes. */
export function isHeic(bytes: Uint8Array): boolean {
  if (latin1.decode(bytes.subarray(4, 8)) !== 'ftyp') return false;
  return BRANDS.includes(latin1.decode(bytes.subarray(8, 12)));
}

import type { Upload } from '../../src/demo/bot-api/files.ts';
import { loadSharp } from '../../src/images/sharp.ts';
import { seeded } from '../../src/pictures/seeded.ts';

const SIDE = 512;
const TILES = 12;

/** Tiles of chance colours: in focus, and like no other seed's; JPEG. */
export async function mosaic(seed: string, side = SIDE): Promise<Buffer> {
  const sharp = await loadSharp();
  const { next } = seeded(seed);
  const tiles = Buffer.from(Array.from({ length: TILES * TILES * 3 }, () => next() * 256));
  return sharp(tiles, { raw: { width: TILES, height: TILES, channels: 3 } })
    .resize(side, side, { kernel: 'nearest' })
    .jpeg({ quality: 80 })
    .toBuffer();
}

const file = (name: string, mime: string, bytes: Uint8Array): Upload => ({ bytes, name, mime });
const jpeg = (bytes: Uint8Array) => file('photo.jpg', 'image/jpeg', bytes);

export interface Mixed {
  /** What becomes of it: the state of its row, or null where there is to be none. */
  readonly state: 'good' | 'doubtful' | 'refused' | null;
  readonly issues: readonly string[];
  readonly upload: Upload;
}

const good = (upload: Upload): Mixed => ({ state: 'good', issues: [], upload });

const refused = (issue: string, upload: Upload): Mixed => ({
  state: 'refused',
  issues: [issue],
  upload,
});

const textBytes = (words: string) => new TextEncoder().encode(words);

const heic = (name: string) =>
  refused('heic', file(name, 'image/heic', textBytes(`\0\0\0\x18ftypheic ${name}`)));

async function tenPhotos(tiles: readonly Buffer[]): Promise<Mixed[]> {
  const sharp = await loadSharp();
  const blurred = await sharp(await mosaic('blurred'))
    .blur(20)
    .jpeg()
    .toBuffer();
  const small = async (side: number) =>
    refused('too-small', jpeg(await mosaic(`small ${side}`, side)));
  const [first, second, third] = tiles.map((bytes) => good(jpeg(bytes)));
  if (!first || !second || !third) throw new Error('nothing was drawn');
  const again = ({ upload }: Mixed): Mixed => ({ state: null, issues: ['duplicate'], upload });
  return [
    first,
    second,
    again(first),
    await small(300),
    third,
    again(second),
    await small(310),
    again(first),
    await small(320),
    { state: 'doubtful', issues: ['blurred'], upload: jpeg(blurred) },
  ];
}

async function tenFiles(like: Buffer): Promise<Mixed[]> {
  const sharp = await loadSharp();
  const png = await sharp(await mosaic('png'))
    .png()
    .toBuffer();
  const long = await sharp(like).resize(2100, 520, { fit: 'fill' }).jpeg().toBuffer();
  const alike = await sharp(like).jpeg({ quality: 50 }).toBuffer();
  return [
    heic('IMG_1.HEIC'),
    good(jpeg(await mosaic('file 1'))),
    refused('format', jpeg(textBytes('This is no picture.'))),
    { state: 'doubtful', issues: ['alike'], upload: jpeg(alike) },
    { state: null, issues: [], upload: file('notes.txt', 'text/plain', textBytes('Buy milk')) },
    refused('format', jpeg(textBytes('Nor will this be one.'))),
    heic('IMG_2.HEIC'),
    refused('too-long', jpeg(long)),
    refused('format', jpeg(textBytes('Nor is this.'))),
    good(file('scan.png', 'image/png', png)),
  ];
}

/** Ten sent as photos, and ten as files: what people send when they choose all at once. */
export async function mixedPhotos(): Promise<{
  readonly photos: readonly Mixed[];
  readonly files: readonly Mixed[];
}> {
  const tiles = await Promise.all([1, 2, 3].map((n) => mosaic(`tiles ${n}`)));
  const [like] = tiles;
  if (!like) throw new Error('nothing was drawn');
  return { photos: await tenPhotos(tiles), files: await tenFiles(like) };
}

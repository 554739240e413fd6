import { drawBlack, drawPicture, type PersonInPicture } from '../draw-picture.ts';
import type { Size } from '../sizes.ts';
import type { Studio } from '../studio.ts';
import { readWishes } from '../wishes.ts';

/** A checked input, in the words the painter needs. */
export interface Order {
  prompt: string;
  count: number;
  size: Size;
  format: 'jpeg' | 'png' | 'webp';
  seed: number | bigint | null;
}

/** The fields that most endpoints name alike. */
interface Asked {
  prompt: string;
  seed?: Order['seed'] | undefined;
  num_images: number;
  output_format: Order['format'];
}

/** An input in the painter's words. `size` null: the picture that is changed has it. */
export const ordered = <S extends Size | null>(
  { prompt, num_images: count, output_format: format, seed = null }: Asked,
  size: S,
): Omit<Order, 'size'> & { size: S } => ({ prompt, count, size, format, seed });

/** What is painted: the description may leave out words that name a person. */
export interface Painted extends Order {
  seed: number | bigint;
  /** All black, as FLUX-type models answer an unsafe description. */
  unsafe: boolean;
  personAt?: (index: number) => PersonInPicture | undefined;
}

const BROKEN_FILE = new TextEncoder().encode('<html><body>502 Bad Gateway</body></html>');

function draw({ prompt, seed, size, format, unsafe, personAt }: Painted, index: number) {
  if (unsafe) return drawBlack(size, format);
  const person = personAt?.(index);
  return drawPicture({
    description: prompt,
    seed: `${seed}/${index}`,
    size,
    format,
    ...(person ? { person } : {}),
  });
}

/** Keeps a made picture and describes it, unless a test wants it spoilt. */
export function savePicture(
  bytes: Uint8Array,
  contentType: string,
  size: Size,
  { job, save }: Studio,
) {
  const kept = job.fileFault === 'broken' ? BROKEN_FILE : bytes;
  return { ...save(kept, contentType), width: size.width, height: size.height };
}

/** How many pictures a job yields: fewer than ordered where its description or a test says so. */
export function countOf({ prompt, count }: Pick<Order, 'prompt' | 'count'>, { job }: Studio) {
  if (job.fileFault === 'empty') return 0;
  return count - (readWishes(prompt).partial && count > 1 ? 1 : 0);
}

/** Paints all pictures of an order, one after the other. */
export async function paintAll(painted: Painted, studio: Studio) {
  const images = [];
  for (let index = 0; index < countOf(painted, studio); index += 1) {
    const bytes = await draw(painted, index);
    images.push(savePicture(bytes, `image/${painted.format}`, painted.size, studio));
  }
  return images;
}

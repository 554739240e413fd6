import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadSharp } from '../../src/images/sharp.ts';
import type { BackdropName } from '../../src/pictures/paintings/backdrops.ts';
import type { MoodName } from '../../src/pictures/paintings/mood.ts';
import { paint } from '../../src/pictures/paintings/paint.ts';
import { rasterize } from '../../src/pictures/rasterize.ts';

const MOODS: readonly MoodName[] = ['day', 'winter', 'night'];
const BACKDROPS: readonly BackdropName[] = ['meadow', 'city', 'mountains', 'forest'];

/** A drawn portrait, another for each number, that passes the checks; JPEG. */
export const portrait = (n: number, size = { width: 768, height: 768 }): Promise<Uint8Array> =>
  rasterize(
    paint(
      {
        seed: `portrait ${n}`,
        mood: MOODS[n % MOODS.length] ?? 'day',
        backdrop: BACKDROPS[n % BACKDROPS.length] ?? 'meadow',
        figures: ['portrait'],
      },
      size,
    ),
  );

/** A photo of several people that the package of the weights ships; 1 to 6. */
export const groupPhoto = (n: number): string => {
  const { resolve } = createRequire(import.meta.url);
  const manifest = resolve('@vladmandic/face-api/package.json');
  return join(dirname(manifest), `demo/sample${n}.jpg`);
};

/** One colour all over. */
export async function plain(colour: string, width = 800, height = 600): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

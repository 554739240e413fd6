import { BACKDROPS, type BackdropName } from '../pictures/paintings/backdrops.ts';
import { portrait } from '../pictures/paintings/figures/portrait.ts';
import { MOODS, type MoodName } from '../pictures/paintings/mood.ts';
import { weather } from '../pictures/paintings/sky.ts';
import { rasterize } from '../pictures/rasterize.ts';
import { type Seeded, seeded } from '../pictures/seeded.ts';
import { at, drawing, glowGradient, group, verticalGradient } from '../pictures/svg.ts';

/** A moment of the drawn person's life. */
interface Moment {
  readonly backdrop: BackdropName;
  readonly mood: MoodName;
  /** Where they stand: a share of the width. */
  readonly across: number;
  /** How near they are. */
  readonly scale: number;
  /** Degrees. */
  readonly tilt: number;
  readonly wide?: true;
}

const MOMENTS: readonly Moment[] = [
  { backdrop: 'sea', mood: 'day', across: 0.5, scale: 1.7, tilt: 0 },
  { backdrop: 'city', mood: 'sunset', across: 0.36, scale: 1.45, tilt: -4 },
  { backdrop: 'meadow', mood: 'day', across: 0.62, scale: 1.5, tilt: 5 },
  { backdrop: 'mountains', mood: 'dawn', across: 0.3, scale: 1.5, tilt: 2, wide: true },
  { backdrop: 'forest', mood: 'autumn', across: 0.52, scale: 1.95, tilt: -3 },
  { backdrop: 'plain', mood: 'winter', across: 0.42, scale: 1.6, tilt: 3 },
  { backdrop: 'sea', mood: 'sunset', across: 0.7, scale: 1.55, tilt: -5, wide: true },
  { backdrop: 'city', mood: 'day', across: 0.6, scale: 2.05, tilt: 4 },
  { backdrop: 'meadow', mood: 'autumn', across: 0.34, scale: 1.75, tilt: -2 },
  { backdrop: 'mountains', mood: 'sunset', across: 0.56, scale: 1.4, tilt: 6 },
  { backdrop: 'forest', mood: 'winter', across: 0.66, scale: 1.6, tilt: -6, wide: true },
  { backdrop: 'plain', mood: 'dawn', across: 0.5, scale: 2.2, tilt: 1 },
];

/** As many as a press sends: more than an avatar needs, and than an album holds. */
export const EXAMPLES = MOMENTS.length;

const TALL = { width: 864, height: 1080 };
const SHORTER_SIDE = 1000;
/** Faces that the photo checks are sure of, as shares of the skins and hairs the figure picks from. */
const FACES = [
  { skin: 0.2, hair: 0.1 },
  { skin: 0.5, hair: 0.4 },
  { skin: 0.2, hair: 0.9 },
  { skin: 0.9, hair: 0.4 },
  { skin: 0.5, hair: 0.1 },
] as const;
const COATS = [0.1, 0.5, 0.9] as const;

/** Chance that falls as it is told, once for each share (from 0 up to 1). */
function fixed(shares: readonly number[]): Seeded {
  const left = [...shares];
  const next = () => left.shift() ?? 0;
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}

/** The same face and hair in every moment, in another coat. */
function looksOf(personId: number, index: number): Seeded {
  const { skin, hair } = FACES[(personId - 1) % FACES.length] ?? FACES[0];
  return fixed([skin, hair, COATS[index % COATS.length] ?? 0]);
}

function draw(moment: Moment, personId: number, index: number): string {
  const size = moment.wide ? { width: TALL.height, height: TALL.width } : TALL;
  const unit = SHORTER_SIDE / Math.min(size.width, size.height);
  const view = { width: size.width * unit, height: size.height * unit };
  const mood = MOODS[moment.mood];
  const canvas = { ...view, mood, random: seeded(`${personId}/${index}`) };
  const { drawn } = BACKDROPS[moment.backdrop](canvas);
  const figure = portrait({ ...canvas, random: looksOf(personId, index) });
  const definitions = [
    verticalGradient('sky', mood.sky),
    verticalGradient('water', mood.water),
    glowGradient('glow', mood.glow, 0.85),
  ];
  const person = group(`rotate(${moment.tilt})`, figure);
  const foot = view.height * 1.02;
  return drawing(
    size,
    view,
    definitions,
    drawn,
    at(view.width * moment.across, foot, moment.scale, person),
    weather(canvas),
  );
}

/** One of the photos (JPEG) of a drawn person, the same whenever it is asked for; null: no such. */
export async function drawExamplePhoto(
  personId: number,
  index: number,
): Promise<Uint8Array | null> {
  const moment = MOMENTS[index];
  return moment ? rasterize(draw(moment, personId, index)) : null;
}

import { portrait } from '../../paintings/figures/portrait.ts';
import { MOODS, type Mood } from '../../paintings/mood.ts';
import { seeded } from '../../seeded.ts';
import { at, el, group, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams, softShadow } from '../parts.ts';

interface Snapshot {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly sky: string;
  /** How large the person is, and where they stand. */
  readonly person: readonly [scale: number, left: number];
  readonly mood: Mood;
}

/** An instant photo of the same person, each on another day. */
const snapshot = ({ x, y, turn, sky, person: [scale, left], mood }: Snapshot): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    rect(-112, -128, 240, 290, C.plum, { rx: 12, opacity: 0.14 }),
    rect(-120, -140, 240, 290, C.paper, { rx: 12 }),
    rect(-98, -118, 196, 204, sky, { rx: 6 }),
    el(
      'svg',
      { x: -98, y: -118, width: 196, height: 204, viewBox: '0 0 196 204' },
      at(left, 206, scale, portrait({ width: 196, height: 204, mood, random: seeded(3) })),
    ),
  );

export function photos(): string {
  const { day } = MOODS;
  const mood = { ...day, accent: C.coral };
  return (
    softShadow(930, 650, 250) +
    snapshot({ x: 806, y: 290, turn: -12, sky: '#ffd7ae', person: [0.42, 80], mood }) +
    snapshot({ x: 1124, y: 276, turn: 10, sky: '#cde6ea', person: [0.4, 124], mood }) +
    snapshot({ x: 872, y: 484, turn: 6, sky: '#d9e8c9', person: [0.46, 108], mood }) +
    snapshot({ x: 1080, y: 474, turn: -5, sky: '#e3d8f0', person: [0.44, 98], mood }) +
    gleams([690, 500, 26], [960, 130, 30], [1230, 450, 24])
  );
}

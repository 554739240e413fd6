import type { Seeded } from '../seeded.ts';
import type { Mood } from './mood.ts';

/** What a painter is given: a view whose shorter side is 1000 units, the light, and chance. */
export interface Canvas {
  width: number;
  height: number;
  mood: Mood;
  random: Seeded;
}

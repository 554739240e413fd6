import { bird } from './figures/bird.ts';
import { boat } from './figures/boat.ts';
import { bouquet } from './figures/bouquet.ts';
import { car } from './figures/car.ts';
import { cat } from './figures/cat.ts';
import { christmasTree } from './figures/christmas-tree.ts';
import { dog } from './figures/dog.ts';
import { house } from './figures/house.ts';
import { portrait } from './figures/portrait.ts';
import { robot } from './figures/robot.ts';
import { rocket } from './figures/rocket.ts';

/** Every figure stands on its origin and is about 400 units high, so that a painting can place and scale it alike. */
export const FIGURES = {
  cat,
  dog,
  house,
  robot,
  car,
  bird,
  bouquet,
  portrait,
  boat,
  rocket,
  fir: christmasTree,
};
export type FigureName = keyof typeof FIGURES;

import { city } from './backdrops/city.ts';
import { forest } from './backdrops/forest.ts';
import { meadow } from './backdrops/meadow.ts';
import { mountains } from './backdrops/mountains.ts';
import { plain } from './backdrops/plain.ts';
import { sea } from './backdrops/sea.ts';
import { space } from './backdrops/space.ts';

export const BACKDROPS = { sea, mountains, forest, city, meadow, plain, space };
export type BackdropName = keyof typeof BACKDROPS;

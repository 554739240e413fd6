import type { Outcome } from '../job.ts';
import type { Studio } from '../studio.ts';
import { readWishes } from '../wishes.ts';
import { type Family, resultOf, troubleOf } from './family.ts';
import { type Order, type Painted, paintAll } from './pictures.ts';

/** Paints an order and words the result; `more` says who is in the pictures. */
export async function paintOrder(
  family: Family,
  order: Order,
  studio: Studio,
  more: Pick<Painted, 'personAt'> & { said?: string } = {},
): Promise<Outcome> {
  const { said = order.prompt, ...people } = more;
  const trouble = troubleOf(said, family);
  if (trouble) return trouble;
  const made = {
    prompt: said,
    seed: order.seed ?? studio.makeSeed(),
    unsafe: readWishes(said).refuse,
  };
  const images = await paintAll({ ...order, ...made, ...people, prompt: order.prompt }, studio);
  return resultOf(family, images, made);
}

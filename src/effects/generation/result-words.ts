import type { Generation, Image } from '../../../db/schema.ts';
import { type Message, type Paid, result, resultSheet } from '../../telegram/screens/messages.ts';
import type { Say } from '../../telegram/words.ts';

/** Pictures that were not made give their coins back at the settlement, so they count already. */
export function paidOf(
  { unit_price: unit, count, training_id }: Generation,
  made: number,
  available: number,
): Paid {
  const coinsBack = unit * (count - made);
  const left = available + coinsBack;
  return {
    cost: unit * made,
    left,
    leftPictures: unit > 0 ? Math.floor(left / unit) : 0,
    ordered: count,
    made,
    coinsBack,
    included: training_id !== null,
  };
}

/** What is written under a result, with its buttons. */
export function resultWords(pictures: readonly Image[], paid: Paid, t: Say): Message {
  const [first, ...others] = pictures;
  if (!first) throw new Error('An order without pictures has nothing to deliver');
  if (others.length === 0)
    return result({ imageId: first.id, favourite: first.favourite_at !== null, ...paid }, t);
  return resultSheet({ imageIds: [first.id, ...others.map(({ id }) => id)], ...paid }, t);
}

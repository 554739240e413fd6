import type { Say } from '../../words.ts';
import type { Capped } from '../data.ts';

/** "12 pictures", "more than 1000 pictures". */
export const amountOf = ({ count, isMore }: Capped, t: Say): string =>
  t(isMore ? 'pictures-more' : 'pictures', { pictures: count });

/** "12", "1000+". */
export const brief = ({ count, isMore }: Capped, t: Say): string =>
  t(isMore ? 'count-more' : 'count', { count });

import { generationById } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import { settlementOf } from '../../../db/settlements.ts';
import { closeGeneration } from '../../../db/unclosed.ts';
import type { End } from '../../../machines/generation.ts';
import { failure } from '../../telegram/screens/messages.ts';
import type { Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';

export interface SayEndNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly now: () => number;
}

export type Ending = { readonly id: string; readonly end: End; readonly code: string | null };

/**
 * Tells the person how an order ended, other than well, and then that nothing more is owed. Whoever
 * cannot be reached is told on their return: until then the order stays unclosed.
 */
export function createSayEnd({ db, reach, words, now }: SayEndNeeds) {
  const say = async (person: Reachable, { id, end, code }: Ending): Promise<boolean> => {
    if (end === 'succeeded') return true;
    if (person.unreachable_at !== null) return false;
    const { released: coinsBack = 0 } = (await settlementOf(db, id)) ?? {};
    const note = failure({ end, code, coinsBack, generationId: id }, words(languageOf(person)));
    await reach.tell(person, note, { isSilent: end === 'cancelled' });
    const after = await reach.byId(person.id);
    return after === null || after.unreachable_at === null;
  };

  return async (ending: Ending): Promise<void> => {
    const generation = await generationById(db, ending.id);
    if (!generation || generation.closed_at !== null) return;
    const person = await reach.byId(generation.person_id);
    if (!person || (await say(person, ending))) await closeGeneration(db, ending.id, now());
  };
}

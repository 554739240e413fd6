import { avatarById } from '../../../db/avatars.ts';
import { firstPictureOf } from '../../../db/first-pictures.ts';
import { generationById } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Generation } from '../../../db/schema.ts';
import { settlementOf } from '../../../db/settlements.ts';
import { closeGeneration } from '../../../db/unclosed.ts';
import type { End } from '../../../machines/generation.ts';
import { firstPictureFailed } from '../../telegram/screens/first-picture-words.ts';
import { failure, type Message } from '../../telegram/screens/messages.ts';
import type { Say, Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { tellEnd } from '../tell-end.ts';

export interface SayEndNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly now: () => number;
}

/** Ends after which a first picture is made again. */
const LET_DOWN: readonly End[] = ['failed', 'refused', 'timed_out'];

export type Ending = { readonly id: string; readonly end: End; readonly code: string | null };

type Unhappy = Ending & { readonly end: Exclude<End, 'succeeded'> };

/**
 * Tells the person how an order ended, other than well, and then that nothing more is owed. Whoever
 * cannot be reached is told on their return: until then the order stays unclosed.
 */
export function createSayEnd({ db, reach, words, now }: SayEndNeeds) {
  /** Of one that the price of a ready avatar includes, when nobody but us let it down. */
  const firstPictureNote = async (
    { avatar_id: avatarId, training_id: trainingId }: Generation,
    end: Ending['end'],
    t: Say,
  ): Promise<Message | null> => {
    if (trainingId === null || avatarId === null || !LET_DOWN.includes(end)) return null;
    if ((await avatarById(db, avatarId))?.state !== 'ready') return null;
    const { state } = await firstPictureOf(db, trainingId, now());
    return firstPictureFailed({ avatarId, isLast: state === 'given-up' }, t);
  };

  const noteOf = async (
    person: Reachable,
    generation: Generation,
    { id, end, code }: Unhappy,
  ): Promise<Message> => {
    const t = words(languageOf(person));
    const firstPicture = await firstPictureNote(generation, end, t);
    if (firstPicture) return firstPicture;
    const { released: coinsBack = 0 } = (await settlementOf(db, id)) ?? {};
    return failure({ end, code, coinsBack, generationId: id }, t);
  };

  /** A success has told itself: its pictures came. */
  const say = async (person: Reachable, generation: Generation, { end, ...more }: Ending) =>
    end === 'succeeded' ||
    tellEnd(reach, person, end, () => noteOf(person, generation, { end, ...more }));

  return async (ending: Ending): Promise<void> => {
    const generation = await generationById(db, ending.id);
    if (!generation || generation.closed_at !== null) return;
    const person = await reach.byId(generation.person_id);
    if (!person || (await say(person, generation, ending)))
      await closeGeneration(db, ending.id, now());
  };
}

import { generationById } from '../../../db/generations.ts';
import { imageOf } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import { makeShare } from '../../../db/shares.ts';
import type { Work } from '../../actors/doers.ts';
import { share } from '../../telegram/screens/messages.ts';
import type { Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach } from '../reach.ts';
import { RetryLater } from '../retry-later.ts';

export interface ShareNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly now: () => number;
  /** Random: 16 characters of `[\w-]`. */
  readonly newToken: () => string;
  /** The bot's name without the @; null: Telegram has not told it yet. */
  readonly botName: () => Promise<string | null>;
}

/** Sends a link that lets others begin with the image's description. */
export function createSendShare({ db, reach, words, now, newToken, botName }: ShareNeeds) {
  return async ({ imageId }: { readonly imageId: string }, { key }: Work): Promise<void> => {
    const person = await reach.byChat(key);
    const image = person && (await imageOf(db, person.id, imageId));
    const generation = image && (await generationById(db, image.generation_id));
    if (!person || !generation) return;
    const name = await botName();
    if (name === null) throw new RetryLater('bot-unnamed');
    const personId = person.id;
    const token = await makeShare(db, { personId, imageId, token: newToken(), now: now() });
    if (token === undefined) return;
    const link = `https://t.me/${name}?start=s_${token}`;
    const { description } = generation;
    await reach.tell(person, share({ link, description }, words(languageOf(person))));
  };
}

import { generationById, generationOf } from '../../../db/generations.ts';
import { imageOf } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import type { Image } from '../../../db/schema.ts';
import type { Work } from '../../actors/doers.ts';
import type { Messenger } from '../../telegram/messenger.ts';
import { originalMissing, resultKeyboard, wholeText } from '../../telegram/screens/messages.ts';
import type { ResultSender } from '../../telegram/send-result.ts';
import type { Words } from '../../telegram/words.ts';
import { FileMissing } from '../file-missing.ts';
import type { PictureFiles } from '../gallery/picture-files.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { RetryLater } from '../retry-later.ts';

export interface PicturesNeeds {
  readonly db: Handle;
  readonly files: Pick<PictureFiles, 'original'>;
  readonly reach: Reach;
  readonly words: Words;
  readonly messenger: Messenger;
  readonly sender: ResultSender;
}

type OfImage = { readonly imageId: string };

/** What a person does with one picture. All of it finds the picture as theirs or does nothing. */
export function createPictureDoers(needs: PicturesNeeds) {
  const { db, files, reach, words, messenger, sender } = needs;

  /** Runs with the person and their picture; neither there: nothing is left to do. */
  const withImage =
    <P extends OfImage>(run: (person: Reachable, image: Image, params: P) => Promise<unknown>) =>
    async (params: P, { key }: Work): Promise<void> => {
      const person = await reach.byChat(key);
      const image = person && (await imageOf(db, person.id, params.imageId));
      if (person && image) await run(person, image, params);
    };

  const tellWhole = (person: Reachable, description: string) =>
    reach.tell(person, wholeText(description, words(languageOf(person))), { isSilent: true });

  const sendOriginal = async (person: Reachable, image: Image) => {
    const sent = await sender.sendOriginal({
      chatId: person.telegram_id,
      imageId: image.id,
      name: image.object_key.slice(image.object_key.lastIndexOf('/') + 1),
      bytes: () => files.original(image),
    });
    if (sent.kind === 'blocked') await reach.blocked(person);
    if (sent.kind === 'later') throw new RetryLater('telegram-unreachable');
  };

  return {
    refreshResult: withImage(
      async (person, image, { messageId }: OfImage & { readonly messageId: number }) => {
        const t = words(languageOf(person));
        const shown = { imageId: image.id, favourite: image.favourite_at !== null };
        const keyboard = resultKeyboard(shown, t);
        await reach.heed(
          person,
          await messenger.setKeyboard(person.telegram_id, messageId, keyboard),
        );
      },
    ),
    sendWholeText: withImage(async (person, image) => {
      const generation = await generationById(db, image.generation_id);
      await tellWhole(person, generation?.description ?? '');
    }),
    sendDraftText: async ({ text }: { readonly text: string }, { key }: Work): Promise<void> => {
      const person = await reach.byChat(key);
      if (person) await tellWhole(person, text);
    },
    sendOrderText: async (
      { generationId }: { readonly generationId: string },
      { key }: Work,
    ): Promise<void> => {
      const person = await reach.byChat(key);
      const generation = person && (await generationOf(db, person.id, generationId));
      if (person && generation?.description) await tellWhole(person, generation.description);
    },
    sendOriginal: withImage(async (person, image) => {
      try {
        await sendOriginal(person, image);
      } catch (error) {
        if (!(error instanceof FileMissing)) throw error;
        await reach.tell(person, originalMissing(words(languageOf(person))));
      }
    }),
  };
}

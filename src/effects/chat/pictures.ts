import { generationById, generationOf } from '../../../db/generations.ts';
import { imageOf } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import type { Image } from '../../../db/schema.ts';
import type { Work } from '../../actors/doers.ts';
import type { Messenger } from '../../telegram/messenger.ts';
import { resultKeyboard, wholeText } from '../../telegram/screens/messages.ts';
import { languageOf } from '../locale-of.ts';
import type { Reachable } from '../reach.ts';
import { createSendOriginal, type SendOriginalNeeds } from './send-original.ts';

export interface PicturesNeeds extends SendOriginalNeeds {
  readonly db: Handle;
  readonly messenger: Messenger;
}

type OfImage = { readonly imageId: string };

/** What a person does with one picture. All of it finds the picture as theirs or does nothing. */
export function createPictureDoers(needs: PicturesNeeds) {
  const { db, reach, words, messenger } = needs;

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
    sendOriginal: withImage(createSendOriginal(needs)),
  };
}

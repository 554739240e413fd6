import { markDelivered, noteMessages } from '../../../db/deliveries.ts';
import { generationById, setResultMessage } from '../../../db/generations.ts';
import { imagesOfGeneration, picturesMade } from '../../../db/images.ts';
import { balances } from '../../../db/ledger.ts';
import type { Handle } from '../../../db/open.ts';
import type { Generation, Image } from '../../../db/schema.ts';
import type { ImageStore } from '../../images/image-store.ts';
import type { ResultSender, Sent } from '../../telegram/send-result.ts';
import type { Words } from '../../telegram/words.ts';
import { FileMissing } from '../file-missing.ts';
import type { PictureFiles } from '../gallery/picture-files.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { createResultFiles } from './result-files.ts';
import { paidOf, resultWords } from './result-words.ts';

export interface DeliverNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly reach: Reach;
  readonly words: Words;
  readonly sender: ResultSender;
  readonly now: () => number;
  /** Why a result did not go out, for the operator. */
  readonly onUndeliverable: (generationId: string, description: string) => void;
  readonly files: Pick<PictureFiles, 'notice'>;
}

export interface Delivered {
  readonly kind: 'delivered' | 'unreachable' | 'later';
}

/** Sends the pictures. What Telegram accepted is marked at once; an unknown outcome is sent again. */
export function createDeliver(needs: DeliverNeeds) {
  const { db, images, reach, words, sender, now, onUndeliverable, files } = needs;
  const resultFiles = createResultFiles(images);

  /** Tried again until time is up, then the coins go back: meanwhile the file is looked for. */
  const tellMissing = async (error: unknown): Promise<never> => {
    if (error instanceof FileMissing) await files.notice(error.imageId);
    throw error;
  };

  const send = async (person: Reachable, generation: Generation, pictures: readonly Image[]) => {
    await resultFiles.assertSheet(pictures);
    const t = words(languageOf(person));
    const paid = paidOf(
      generation,
      await picturesMade(db, generation.id),
      (await balances(db, person.id)).available,
    );
    const { html, keyboard } = resultWords(pictures, paid, t);
    return sender.send({
      chatId: person.telegram_id,
      replyTo: generation.source_message_id,
      generationId: generation.id,
      pictures: pictures.map((image) => ({
        imageId: image.id,
        bytes: () => resultFiles.picture(image),
      })),
      sheet: () => resultFiles.sheet(pictures),
      caption: html,
      keyboard,
      isAlbumSent: pictures.every(({ delivered_at }) => delivered_at !== null),
    });
  };

  const heed = async (
    person: Reachable,
    { id }: Generation,
    pictures: readonly Image[],
    sent: Sent,
  ): Promise<Delivered> => {
    const arrived = sent.kind === 'delivered' || sent.kind === 'without-buttons';
    const imageIds = pictures.map((image) => image.id);
    if (arrived) {
      await markDelivered(db, imageIds, now());
      await noteMessages(db, imageIds, sent.messageIds);
    }
    if (sent.kind === 'delivered') await setResultMessage(db, id, sent.buttonsId);
    const because = sent.kind === 'without-buttons' ? sent.because : sent;
    if (because.kind === 'refused') onUndeliverable(id, because.description);
    if (because.kind === 'blocked') {
      await reach.blocked(person);
      return { kind: arrived ? 'delivered' : 'unreachable' };
    }
    return { kind: sent.kind === 'delivered' ? 'delivered' : 'later' };
  };

  return async ({ id }: { id: string }): Promise<Delivered> => {
    const generation = await generationById(db, id);
    const person = generation && (await reach.byId(generation.person_id));
    if (!generation || !person) return { kind: 'unreachable' };
    if (generation.result_message_id !== null || generation.end_state !== null)
      return { kind: 'delivered' };
    const pictures = await imagesOfGeneration(db, person.id, id);
    if (wasSeen(pictures)) return { kind: 'delivered' };
    if (person.unreachable_at !== null) return { kind: 'unreachable' };
    const sent = await send(person, generation, pictures).catch(tellMissing);
    return heed(person, generation, pictures, sent);
  };
}

/** A single picture that was opened in the gallery, or pictures that were all deleted there. */
const wasSeen = (pictures: readonly Image[]) =>
  pictures.length === 0 || (pictures.length === 1 && pictures[0]?.delivered_at != null);

import { generationById, setResultMessage } from '../../../db/generations.ts';
import { markDelivered } from '../../../db/holds.ts';
import { imagesOfGeneration, picturesMade } from '../../../db/images.ts';
import { balances } from '../../../db/ledger.ts';
import type { Handle } from '../../../db/open.ts';
import type { Generation, Image } from '../../../db/schema.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import { fitForPhoto } from '../../images/for-telegram.ts';
import type { BucketRole, ImageStore } from '../../images/image-store.ts';
import { drawSheet } from '../../pictures/sheet.ts';
import { type Paid, result, resultSheet } from '../../telegram/screens/messages.ts';
import type { ResultSender, Sent } from '../../telegram/send-result.ts';
import type { Words } from '../../telegram/words.ts';
import { FileMissing } from '../file-missing.ts';
import type { PictureFiles } from '../gallery/picture-files.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';

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

/** Pictures that are read and made to fit at once, of all whose turn to be sent has come. */
const AT_ONCE = 3;

/** Sends the pictures. What Telegram accepted is marked at once; an unknown outcome is sent again. */
export function createDeliver(needs: DeliverNeeds) {
  const { db, images, reach, words, sender, now, onUndeliverable, files } = needs;
  // Not shared with those that fetch: an upload that waits here holds a connection that they need.
  const inTurn = createFewAtOnce(AT_ONCE);

  const bytesOf = async ({ id, bucket }: Image, key: string): Promise<Uint8Array> => {
    const bytes = await images.get(bucket as BucketRole, key);
    if (!bytes) throw new FileMissing(id);
    return bytes;
  };

  const sheetOf = (pictures: readonly Image[]) => async (): Promise<Uint8Array> =>
    drawSheet({
      pictures: await Promise.all(pictures.map((image) => bytesOf(image, image.thumbnail_key))),
    });

  /** Asked before the album goes out: for want of its sheet it would go out with every try. */
  const assertSheet = async (pictures: readonly Image[]) => {
    if (pictures.length === 1) return;
    for (const { id, bucket, thumbnail_key } of pictures)
      if (!(await images.stat(bucket as BucketRole, thumbnail_key))) throw new FileMissing(id);
  };

  /** Tried again until time is up, then the coins go back: meanwhile the file is looked for. */
  const tellMissing = async (error: unknown): Promise<never> => {
    if (error instanceof FileMissing) await files.notice(error.imageId);
    throw error;
  };

  const send = async (person: Reachable, generation: Generation, pictures: readonly Image[]) => {
    await assertSheet(pictures);
    const t = words(languageOf(person));
    const paid = paidOf(
      generation,
      await picturesMade(db, generation.id),
      (await balances(db, person.id)).available,
    );
    const { html, keyboard } = wordsOf(pictures, paid, t);
    return sender.send({
      chatId: person.telegram_id,
      replyTo: generation.source_message_id,
      generationId: generation.id,
      pictures: pictures.map((image) => ({
        imageId: image.id,
        bytes: () => inTurn(async () => fitForPhoto(await bytesOf(image, image.object_key))),
      })),
      sheet: sheetOf(pictures),
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
    if (arrived)
      await markDelivered(
        db,
        pictures.map((image) => image.id),
        now(),
      );
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

/** Pictures that were not made give their coins back at the settlement, so they count already. */
function paidOf({ unit_price: unit, count }: Generation, made: number, available: number): Paid {
  const coinsBack = unit * (count - made);
  const left = available + coinsBack;
  return {
    cost: unit * made,
    left,
    leftPictures: unit > 0 ? Math.floor(left / unit) : 0,
    ordered: count,
    made,
    coinsBack,
  };
}

function wordsOf(pictures: readonly Image[], paid: Paid, t: ReturnType<Words>) {
  const [first, ...others] = pictures;
  if (!first) throw new Error('An order without pictures has nothing to deliver');
  if (others.length === 0)
    return result({ imageId: first.id, favourite: first.favourite_at !== null, ...paid }, t);
  return resultSheet({ imageIds: [first.id, ...others.map(({ id }) => id)], ...paid }, t);
}

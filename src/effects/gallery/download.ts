import { imagesOf } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import type { Image } from '../../../db/schema.ts';
import type { Work } from '../../actors/doers.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import type { Messenger } from '../../telegram/messenger.ts';
import { download, originalMissing } from '../../telegram/screens/messages.ts';
import type { Words } from '../../telegram/words.ts';
import { FileMissing } from '../file-missing.ts';
import { languageOf, timeZoneOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { type Entry, partsOf, zipOf } from '../zip.ts';
import type { PictureFiles } from './picture-files.ts';
import { dayAround } from './time-span.ts';

/** Zips that are in memory at once, each of a part's size twice over. */
const AT_ONCE = 2;

export interface DownloadNeeds {
  readonly db: Handle;
  readonly files: Pick<PictureFiles, 'original'>;
  readonly reach: Reach;
  readonly words: Words;
  readonly messenger: Messenger;
}

/** A picture with the name it bears in the zip. */
type Named = Image & { readonly name: string };

/** Names by day and number, oldest first: `2026-05-31-01.png`. */
export function namesOf(
  images: readonly Pick<Image, 'created_at' | 'object_key'>[],
  timeZone: string,
): readonly string[] {
  const counts = new Map<string, number>();
  return images.map(({ created_at, object_key }) => {
    const { day } = dayAround(created_at, timeZone);
    const number = (counts.get(day) ?? 0) + 1;
    counts.set(day, number);
    const ending = object_key.slice(object_key.lastIndexOf('.'));
    return `${day}-${String(number).padStart(2, '0')}${ending}`;
  });
}

/** Sends the originals of several images in as few zips as Telegram allows. */
export function createSendDownload({ db, files, reach, words, messenger }: DownloadNeeds) {
  const inTurn = createFewAtOnce(AT_ONCE);

  /** Null: its file is lost; the others are sent. */
  const entryOf = async (image: Named): Promise<Entry | null> => {
    try {
      return { name: image.name, bytes: await files.original(image) };
    } catch (error) {
      if (error instanceof FileMissing) return null;
      throw error;
    }
  };

  /** One after another: the store is not asked for fifty files at once. */
  const read = async (part: readonly Named[]): Promise<readonly Entry[]> => {
    const entries: Entry[] = [];
    for (const image of part) {
      const entry = await entryOf(image);
      if (entry) entries.push(entry);
    }
    return entries;
  };

  /** False: nobody takes it. */
  const send = async (
    person: Reachable,
    part: readonly Named[],
    place: { readonly part: number; readonly parts: number },
  ): Promise<boolean> => {
    const t = words(languageOf(person));
    const entries = await read(part);
    const missing = part.length - entries.length;
    if (entries.length === 0) return reach.tell(person, originalMissing(t));
    const note = download({ ...place, pictures: entries.length, missing }, t);
    const name = place.parts === 1 ? 'aisha.zip' : `aisha-${place.part}-${place.parts}.zip`;
    const told = await messenger.sendFile(person.telegram_id, name, zipOf(entries), note);
    return reach.heed(person, told);
  };

  return async (
    { imageIds }: { readonly imageIds: readonly string[] },
    { key }: Work,
  ): Promise<void> => {
    const person = await reach.byChat(key);
    if (!person) return;
    const images = (await imagesOf(db, person.id, imageIds)).toReversed();
    const names = namesOf(images, timeZoneOf(person));
    const parts = partsOf(images.map((image, at) => ({ ...image, name: names[at] ?? image.id })));
    for (const [at, part] of parts.entries()) {
      const place = { part: at + 1, parts: parts.length };
      if (!(await inTurn(() => send(person, part, place)))) return;
    }
  };
}

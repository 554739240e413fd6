import { strToU8 } from 'fflate';
import { PHOTO_BUCKET } from '../../../db/avatar-photos.ts';
import { type Erased, erasePerson } from '../../../db/erase.ts';
import { exportPerson, type PersonExport } from '../../../db/export.ts';
import { openOf } from '../../../db/generations.ts';
import { inTransaction } from '../../../db/handle.ts';
import { forgetActor } from '../../../db/journal.ts';
import type { Handle } from '../../../db/open.ts';
import { openTrainingsOf } from '../../../db/trainings.ts';
import type { Work } from '../../actors/doers.ts';
import { type BucketRole, type ImageStore, roleOf } from '../../images/image-store.ts';
import type { LivingMessage } from '../../telegram/living-message.ts';
import type { Messenger } from '../../telegram/messenger.ts';
import { keysOfAvatar, keysOfPhoto, keysOfPicture } from '../../telegram/picture-key.ts';
import { exported, farewell } from '../../telegram/screens/messages.ts';
import type { Words } from '../../telegram/words.ts';
import type { ForgetFiles } from '../forget-files.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { type Entry, zipped } from '../zip.ts';

export interface OwnDataNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly forgetFiles: ForgetFiles;
  readonly reach: Reach;
  readonly words: Words;
  readonly living: LivingMessage;
  readonly messenger: Messenger;
  readonly now: () => number;
  readonly newId: () => string;
  /** These orders were ended by the erasure; their actors learn it. */
  readonly onErased: (generationIds: readonly string[]) => Promise<void>;
  /** As are these trainings'. */
  readonly onTrainingsErased: (trainingIds: readonly string[]) => Promise<void>;
  /** Forgets the chat's record. */
  readonly forget: (key: string) => Promise<void>;
}

interface Kept {
  readonly bucket: BucketRole;
  readonly key: string;
  readonly folder: string;
}

/** An avatar's weights are of use to nobody but FAL, and too large for Telegram. */
function filesOf({ images, photos, avatars }: PersonExport): readonly Kept[] {
  const pictures = images.map((image) => ({
    bucket: roleOf(image),
    key: image.object_key,
    folder: 'pictures',
  }));
  const keys = [
    ...photos.map((photo) => photo.object_key),
    ...avatars.map((avatar) => avatar.preview_key),
  ].flatMap((key) => key ?? []);
  const ofAvatars = [...new Set(keys)].map((key) => ({
    bucket: PHOTO_BUCKET,
    key,
    folder: 'photos',
  }));
  return [...pictures, ...ofAvatars];
}

/** Everything by which Telegram may have been given what is erased. */
const keysOf = ({ pictures, avatarIds, photoIds }: Erased): readonly string[] => [
  ...pictures.flatMap(({ id, generation_id }) => keysOfPicture(id, generation_id)),
  ...avatarIds.flatMap(keysOfAvatar),
  ...photoIds.flatMap(keysOfPhoto),
];

/** What people can do with all that is kept of them: take it along, or have it erased. */
export function createOwnDataDoers(needs: OwnDataNeeds) {
  const { db, images, forgetFiles, reach, words, living, messenger, now, newId } = needs;
  const { onErased, onTrainingsErased, forget } = needs;

  /** One after another, so that memory holds one part and not a whole gallery. */
  async function* entriesOf(personId: string): AsyncGenerator<Entry> {
    const kept = await exportPerson(db, personId);
    yield { name: 'data.json', bytes: strToU8(JSON.stringify(kept, null, 2)) };
    for (const { bucket, key, folder } of filesOf(kept)) {
      const bytes = await images.get(bucket, key);
      if (bytes) yield { name: `${folder}/${key.split('/').slice(1).join('-')}`, bytes };
    }
  }

  /** The screen and the cards of orders under way: afterwards nobody knows where they are. */
  const clearChat = async ({ id: personId, telegram_id: telegramId }: Reachable) => {
    const open = [...(await openOf(db, personId)), ...(await openTrainingsOf(db, personId))];
    for (const { card_message_id } of open)
      if (card_message_id !== null) await messenger.remove(telegramId, card_message_id);
    await living.remove({ personId, telegramId });
  };

  return {
    sendExport: async (_: object, { key }: Work): Promise<void> => {
      const person = await reach.byChat(key);
      if (!person) return;
      const t = words(languageOf(person));
      let number = 0;
      for await (const zip of zipped(entriesOf(person.id))) {
        number += 1;
        const name = `aisha-${number}.zip`;
        const told = await messenger.sendFile(person.telegram_id, name, zip, exported(t));
        if (!(await reach.heed(person, told))) return;
      }
    },
    erase: async ({ personId }: { personId: string }, { key }: Work): Promise<null> => {
      const person = await reach.byId(personId);
      if (person) await clearChat(person);
      const gone = await inTransaction(db, async (tx) => {
        const erased = await erasePerson(tx, { personId, now: now(), newId });
        await forgetFiles(keysOf(erased), tx);
        return erased;
      });
      await onErased(gone.ended.map(({ generationId }) => generationId));
      await onTrainingsErased(gone.endedTrainings);
      await forget(key);
      // A press meanwhile may have made one more line since the erasure.
      await forgetActor(db, key);
      // The last words may be lost: nothing is kept that could repeat them.
      if (person) await messenger.send(person.telegram_id, farewell(words(languageOf(person))));
      return null;
    },
  };
}

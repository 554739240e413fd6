import { usablePhotos } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { doom } from './doomed-objects.ts';
import { DbError } from './errors.ts';
import { forgetPhotos } from './forget-photos.ts';
import { type Handle, inTransaction } from './handle.ts';
import { lockPerson } from './lock-person.ts';
import type { Avatar, Millis, Training, TrainingEnd } from './schema.ts';
import { type Coins, settledCoins, settleHold } from './settle-hold.ts';
import { WEIGHTS_BUCKET } from './trainings.ts';

export type TrainingSettling = {
  trainingId: string;
  end: TrainingEnd;
  errorCode?: string;
  now: Millis;
  newId: () => string;
};

/** How a training ended, in coins. */
export type TrainingSettlement = Coins & {
  /** Whether this call ended it; if not, the rest tells how it had ended before. */
  won: boolean;
  end: TrainingEnd;
  /** Photos that went with it: forget what else goes by these ids. */
  photoIds: string[];
};

/**
 * Ends a training and settles its hold, once. A success makes the avatar ready, and the main one if
 * there is none; its photos go, but for the one that stands for it, unless the person keeps them.
 * Any other end gives the coins back and leaves the draft as it was. Throws `training_unknown`, and
 * `nothing_delivered` for a success without weights.
 */
export async function settleTraining(
  db: Handle,
  settling: TrainingSettling,
): Promise<TrainingSettlement> {
  return inTransaction(db, async (tx) => {
    const training = await lockTraining(tx, settling.trainingId);
    const { id, person_id: personId, end_state: ended } = training;
    if (ended) return { won: false, end: ended, photoIds: [], ...(await coinsOf(tx, id)) };
    const avatar = await lockAvatar(tx, personId, training.avatar_id);
    const end = trueEnd(settling, training, avatar);
    await endTraining(tx, id, end, settling);
    const delivered = end === 'succeeded' ? 1 : 0;
    const coins = await settleHold(tx, { ...settling, id, personId, delivered });
    const photoIds = avatar ? await leaveTraining(tx, avatar, end, settling.now) : [];
    return { won: true, end, photoIds, ...coins };
  });
}

/** The person first, then what is theirs: as whoever deletes or erases locks them. */
async function lockTraining(tx: Handle, id: string): Promise<Training> {
  const found = await tx
    .selectFrom('trainings')
    .select('person_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new DbError('training_unknown', `no training ${id}`);
  await lockPerson(tx, found.person_id);
  return tx
    .selectFrom('trainings')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function coinsOf(tx: Handle, id: string): Promise<Coins> {
  const { captured, released } = await settledCoins(tx, id);
  return { captured, released };
}

/** An avatar that is no longer there cannot become ready, so nobody pays for it. */
function trueEnd(
  { end }: TrainingSettling,
  { id, stored_at }: Training,
  avatar: Avatar | undefined,
): TrainingEnd {
  if (end !== 'succeeded') return end;
  if (avatar?.state !== 'training') return 'cancelled';
  if (stored_at === null || avatar.weights_key === null)
    throw new DbError('nothing_delivered', `no weights of ${id} are stored`);
  return end;
}

async function endTraining(
  tx: Handle,
  id: string,
  end: TrainingEnd,
  { errorCode, now }: TrainingSettling,
) {
  await tx
    .updateTable('trainings')
    .set({ end_state: end, ended_at: now, error_code: errorCode ?? null, archive_url: null })
    .where('id', '=', id)
    .execute();
}

async function leaveTraining(
  tx: Handle,
  avatar: Avatar,
  end: TrainingEnd,
  now: Millis,
): Promise<string[]> {
  if (avatar.state !== 'training') return [];
  if (end === 'succeeded') return makeReady(tx, avatar, now);
  await backToDraft(tx, avatar, now);
  return [];
}

async function makeReady(
  tx: Handle,
  { id, person_id, keep_photos }: Avatar,
  now: Millis,
): Promise<string[]> {
  const photos = await usablePhotos(tx, id);
  const preview = photos.find(({ state }) => state === 'good') ?? photos[0];
  const previewKey = preview?.object_key ?? null;
  await tx
    .updateTable('avatars')
    .set({ state: 'ready', ready_at: now, preview_key: previewKey })
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('people')
    .set({ main_avatar_id: id })
    .where('id', '=', person_id)
    .where('main_avatar_id', 'is', null)
    .execute();
  return keep_photos === 1 ? [] : forgetPhotos(tx, id, now, previewKey);
}

async function backToDraft(tx: Handle, { id, weights_key }: Avatar, now: Millis) {
  if (weights_key !== null) await doom(tx, [{ bucket: WEIGHTS_BUCKET, key: weights_key }], now);
  await tx
    .updateTable('avatars')
    .set({
      state: 'draft',
      // The thirty days of an idle draft begin when it is the person's turn again.
      touched_at: now,
      weights_key: null,
      weights_sha256: null,
      weights_bytes: null,
      weights_url: null,
    })
    .where('id', '=', id)
    .execute();
}

import type { Db } from '../../db/open.ts';
import { startTraining, type TrainingOrder } from '../../db/start-training.ts';
import { setArchive, weightsStored } from '../../db/trainings.ts';
import { draftFor, type Owner, photographed } from './avatars-with-photos.ts';
import { newId, START } from './people-with-coins.ts';

/** An order for the avatar's first training at 150 coins, with what is told otherwise. */
export const trainingOf = (owner: Owner, more: Partial<TrainingOrder> = {}): TrainingOrder => ({
  ...owner,
  id: newId(),
  n: 1,
  preset: 'balanced',
  price: 150,
  waitUntil: START + 3_600_000,
  now: START,
  newId,
  ...more,
});

/** A draft with this many good photos. */
export async function draftWithPhotos(db: Db, personId: string, photos = 10): Promise<Owner> {
  const owner = { personId, avatarId: await draftFor(db, personId) };
  await photographed(db, owner, photos);
  return owner;
}

/** Starts a training for someone who can pay, and returns its id. */
export async function startedTraining(
  db: Db,
  owner: Owner,
  more: Partial<TrainingOrder> = {},
): Promise<string> {
  const outcome = await startTraining(db.kysely, trainingOf(owner, more));
  if (outcome.kind !== 'started') throw new Error(`it was not started: ${outcome.kind}`);
  return outcome.trainingId;
}

/** As if its photos lay at FAL. */
export const packed = ({ kysely }: Db, id: string) =>
  setArchive(kysely, id, `https://v3.fal.media/files/${id}.zip`);

/** As if its weights lay in the store. */
export const withWeights = ({ kysely }: Db, trainingId: string) =>
  weightsStored(kysely, {
    trainingId,
    key: `weights/${trainingId}`,
    sha256: 'a'.repeat(64),
    bytes: 5000,
    now: START + 60_000,
  });

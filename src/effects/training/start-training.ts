import { avatarOf } from '../../../db/avatars.ts';
import { availableBalance } from '../../../db/ledger.ts';
import { modelsOff } from '../../../db/models.ts';
import type { Handle } from '../../../db/open.ts';
import type { Avatar } from '../../../db/schema.ts';
import { type StartedTraining, startTraining } from '../../../db/start-training.ts';
import type { TrainingStarted } from '../../../machines/chat/types.ts';
import { findPreset, presetPrice, TRAINER_ENDPOINT } from '../../fal/training-presets.ts';
import type { Outages } from '../outages.ts';

export interface StartTrainingNeeds {
  readonly db: Handle;
  readonly outages: Pick<Outages, 'letThrough'>;
  readonly now: () => number;
  readonly newId: () => string;
  /** AVATAR_PRICE, of the balanced preset. */
  readonly avatarPrice: number;
  /** TRAINING_PRESET, of whoever chose none. */
  readonly trainingPreset: string;
  /** How long it may wait in our line. */
  readonly waitMs: number;
  /** Begins the training's actor; the sweep does it if this is lost. */
  readonly beginTraining: (trainingId: string) => Promise<unknown>;
}

export interface TrainingPress {
  readonly personId: string;
  readonly avatarId: string;
  /** The training that the button pays for, 1 the avatar's first. */
  readonly n: number;
  /** As it stood on the button. */
  readonly price: number;
}

/** Holds the price and begins the training, once for each button. */
export function createStartTraining(needs: StartTrainingNeeds) {
  const { db, outages, now, newId, waitMs, beginTraining } = needs;

  const settled = ({ preset }: Avatar) => {
    const found = findPreset(preset ?? needs.trainingPreset) ?? findPreset(needs.trainingPreset);
    if (!found) throw new Error(`There is no training preset ${needs.trainingPreset}`);
    return { preset: found.id, price: presetPrice(found, needs.avatarPrice) };
  };

  /** Not while FAL does not know the trainer, or refuses the operator. */
  const isPossible = async () => {
    const off = await modelsOff(db);
    return !off.some(({ model }) => model === TRAINER_ENDPOINT) && outages.letThrough();
  };

  const heed = async (started: StartedTraining, avatar: Avatar): Promise<TrainingStarted> => {
    switch (started.kind) {
      case 'already':
        // An old button: nobody is told that something has begun.
        if (started.isOver) return { kind: avatar.state === 'draft' ? 'changed' : 'gone' };
        await beginTraining(started.trainingId);
        return { kind: 'started' };
      case 'started':
        await beginTraining(started.trainingId);
        return { kind: 'started' };
      case 'insufficient':
        return { kind: 'short', needs: started.needs, has: started.has };
      default:
        return started;
    }
  };

  /** Of a draft that is for sale as the button says; else the transaction tells what is the case. */
  const refusal = async (avatar: Avatar, price: number): Promise<TrainingStarted | null> => {
    if (avatar.state !== 'draft') return null;
    if (price !== settled(avatar).price) return { kind: 'changed' };
    const has = await availableBalance(db, avatar.person_id);
    if (has < price) return { kind: 'short', needs: price, has };
    return (await isPossible()) ? null : { kind: 'outage' };
  };

  return async ({ personId, avatarId, n, price }: TrainingPress): Promise<TrainingStarted> => {
    const avatar = await avatarOf(db, personId, avatarId);
    if (!avatar) return { kind: 'gone' };
    const refused = await refusal(avatar, price);
    if (refused) return refused;
    const started = await startTraining(db, {
      id: newId(),
      personId,
      avatarId,
      n,
      preset: settled(avatar).preset,
      price,
      waitUntil: now() + waitMs,
      now: now(),
      newId,
    });
    return heed(started, avatar);
  };
}

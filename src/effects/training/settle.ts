import { DbError, type Handle } from '../../../db/open.ts';
import { settleTraining, type TrainingSettlement } from '../../../db/settle-training.ts';
import type { TrainingEnd } from '../../../machines/avatar.ts';
import { keysOfPhoto } from '../../telegram/picture-key.ts';
import type { ForgetFiles } from '../forget-files.ts';

export interface SettleTrainingNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly newId: () => string;
  /** Telegram's copies of photos that are gone. */
  readonly forgetFiles: ForgetFiles;
  /** A training is over; told once for each. */
  readonly onTrained: (end: TrainingEnd) => void;
}

export interface TrainingEnding {
  readonly id: string;
  readonly end: TrainingEnd;
  readonly code: string | null;
}

/** Ends a training in SQL, once. */
export function createSettleTraining(needs: SettleTrainingNeeds) {
  const { db, now, newId, forgetFiles, onTrained } = needs;

  const write = ({ id, end, code }: TrainingEnding) =>
    settleTraining(db, {
      trainingId: id,
      end,
      now: now(),
      newId,
      ...(code === null ? {} : { errorCode: code }),
    });

  /** Success without stored weights is none, whatever the chart believed. */
  const writeTruly = (ending: TrainingEnding): Promise<TrainingSettlement> =>
    write(ending).catch((error: unknown) => {
      if (error instanceof DbError && error.code === 'nothing_delivered')
        return write({ ...ending, end: 'failed', code: 'bad-file' });
      throw error;
    });

  return async (ending: TrainingEnding): Promise<TrainingSettlement> => {
    const settlement = await writeTruly(ending);
    if (settlement.won) onTrained(settlement.end);
    await forgetFiles(settlement.photoIds.flatMap(keysOfPhoto));
    return settlement;
  };
}

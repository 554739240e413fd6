import { avatarById } from '../../../db/avatars.ts';
import type { Training } from '../../../db/schema.ts';
import { trainingById } from '../../../db/trainings.ts';
import type { TrainingSubmitted } from '../../../machines/avatar.ts';
import type { FalError } from '../../fal/errors.ts';
import { findPreset, TRAINER_ENDPOINT, trainingInput } from '../../fal/training-presets.ts';
import { createPostAttempt, type Posted, type PostNeeds } from '../attempts/post-attempt.ts';
import { trainingFailure } from './fal-answer.ts';

export interface SubmitTrainingNeeds extends PostNeeds {
  /** The operator's key or billing failed, or FAL dropped the trainer. */
  readonly onRefused: (error: FalError) => Promise<void>;
}

/** Posts an attempt of a training, once. */
export function createSubmitTraining(needs: SubmitTrainingNeeds) {
  const { db } = needs;
  const attempts = createPostAttempt(needs);

  const inputOf = async ({ avatar_id, archive_url, preset: presetId }: Training) => {
    const avatar = await avatarById(db, avatar_id);
    const preset = findPreset(presetId);
    if (!avatar || !preset || archive_url === null) return null;
    return trainingInput({
      archiveUrl: archive_url,
      triggerPhrase: avatar.trigger_phrase,
      preset,
    });
  };

  const heed = async (posted: Posted): Promise<TrainingSubmitted> => {
    if (posted.kind !== 'refused') return posted;
    if (posted.error) await needs.onRefused(posted.error);
    return declined(posted.code);
  };

  return async ({
    id,
    attempt: n,
  }: {
    id: string;
    attempt: number;
  }): Promise<TrainingSubmitted> => {
    const training = await trainingById(db, id);
    if (!training || training.end_state !== null) return declined('internal');
    const input = await inputOf(training);
    if (!input) return declined('internal');
    return heed(
      await attempts.post({
        orderId: id,
        n,
        endpoint: TRAINER_ENDPOINT,
        input,
        isOver: async () => (await trainingById(db, id))?.end_state != null,
      }),
    );
  };
}

const declined = (code: string): TrainingSubmitted => ({
  ...trainingFailure(code),
  kind: 'declined',
});

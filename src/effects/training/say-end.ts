import { avatarById } from '../../../db/avatars.ts';
import type { Handle } from '../../../db/open.ts';
import type { Training } from '../../../db/schema.ts';
import { settlementOf } from '../../../db/settlements.ts';
import { closeTraining, trainingById } from '../../../db/trainings.ts';
import { avatarReady, trainingFailed } from '../../telegram/screens/training-messages.ts';
import type { Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach, Reachable } from '../reach.ts';
import { tellEnd } from '../tell-end.ts';
import type { FirstPicture } from './first-picture.ts';
import type { TrainingEnding } from './settle.ts';

export interface SayTrainingEndNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly now: () => number;
  readonly firstPicture: Pick<FirstPicture, 'order'>;
  /** The avatar's screen, where the person has it open, is no longer right. */
  readonly onMoved: (telegramId: number, avatarId: string, isOver: boolean) => Promise<void>;
}

/**
 * Tells the person how a training ended, begins the first picture of one that succeeded, and then
 * that nothing more is owed. Whoever cannot be reached is told on their return.
 */
export function createSayTrainingEnd(needs: SayTrainingEndNeeds) {
  const { db, reach, words, now, firstPicture, onMoved } = needs;

  const noteOf = async (person: Reachable, training: Training, { end, code }: TrainingEnding) => {
    const t = words(languageOf(person));
    const avatar = await avatarById(db, training.avatar_id);
    const { captured = 0, released = 0 } = (await settlementOf(db, training.id)) ?? {};
    const named = { avatarId: training.avatar_id, avatarName: avatar?.name ?? '' };
    if (end !== 'succeeded') return trainingFailed({ ...named, end, code, coinsBack: released }, t);
    return avatarReady(
      {
        ...named,
        coins: captured,
        isMain: person.main_avatar_id === training.avatar_id,
        photosKept: avatar?.keep_photos === 1,
      },
      t,
    );
  };

  return async (ending: TrainingEnding): Promise<void> => {
    const training = await trainingById(db, ending.id);
    if (!training || training.closed_at !== null) return;
    const person = await reach.byId(training.person_id);
    if (person) await onMoved(person.telegram_id, training.avatar_id, true);
    const isTold =
      person === null ||
      (await tellEnd(reach, person, ending.end, () => noteOf(person, training, ending)));
    if (ending.end === 'succeeded') await firstPicture.order(training);
    if (isTold) await closeTraining(db, ending.id, now());
  };
}

import { avatarById } from '../../../db/avatars.ts';
import { trainingsOwing } from '../../../db/first-pictures.ts';
import { startGeneration } from '../../../db/holds.ts';
import { modelsOff } from '../../../db/models.ts';
import type { Handle } from '../../../db/open.ts';
import { outages } from '../../../db/outages.ts';
import type { Training } from '../../../db/schema.ts';
import type { Chore } from '../../actors/sweep.ts';
import { findStyle } from '../../fal/styles.ts';
import type { Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach } from '../reach.ts';

/** A portrait that everybody likes of themselves, and that fits whoever is shown. */
const STYLE = 'studio';
const MODEL = 'me';

const BATCH = 20;

export interface FirstPictureNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly now: () => number;
  readonly newId: () => string;
  readonly waitMs: number;
  /** Begins the actor of an order of pictures. */
  readonly beginOrder: (generationId: string) => Promise<unknown>;
  readonly onFirstPictureFailed: (trainingId: string, error: unknown) => void;
}

/** Orders the picture that the price of a training includes, until one is given. */
export function createFirstPicture(needs: FirstPictureNeeds) {
  const { db, reach, words, now, newId, waitMs, beginOrder } = needs;

  const order = async ({ id: trainingId, avatar_id, person_id }: Training): Promise<void> => {
    const person = await reach.byId(person_id);
    const avatar = await avatarById(db, avatar_id);
    const style = findStyle(STYLE);
    if (!person || !style || avatar?.state !== 'ready') return;
    const id = newId();
    const started = await startGeneration(db, {
      id,
      personId: person_id,
      model: MODEL,
      shape: style.shape ?? '3:4',
      count: 1,
      unitPrice: 0,
      description: words(languageOf(person))(style.titleKey),
      sourceMessageId: null,
      avatarId: avatar_id,
      style: style.id,
      trainingId,
      waitUntil: now() + waitMs,
      now: now(),
      newId,
    });
    if (started.kind === 'started') await beginOrder(id);
  };

  const canBeMade = async (): Promise<boolean> =>
    (await outages(db)).length === 0 && !(await modelsOff(db)).some(({ model }) => model === MODEL);

  /**
   * Whatever was lost between the end of a training and its picture, or failed a while ago. No try
   * is wasted while nothing can be made for anybody.
   */
  const missed: Chore = {
    name: 'first-pictures',
    everyMs: 5000,
    run: async () => {
      const owing = await trainingsOwing(db, now(), BATCH);
      if (owing.length === 0 || !(await canBeMade())) return;
      for (const training of owing)
        await order(training).catch((error) => needs.onFirstPictureFailed(training.id, error));
    },
  };

  return { order, missed };
}

export type FirstPicture = ReturnType<typeof createFirstPicture>;

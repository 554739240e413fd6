import { nanoid } from 'nanoid';
import type { TrainingEnd } from '../../../machines/avatar.ts';
import type { End } from '../../../machines/generation.ts';
import { createAdmission } from '../../effects/attempts/admission.ts';
import { createTranslate } from '../../effects/create/translate.ts';
import { createDrafts } from '../../effects/drafts.ts';
import { createFalInputs } from '../../effects/fal-inputs.ts';
import { createPictureFiles } from '../../effects/gallery/picture-files.ts';
import { createCards } from '../../effects/generation/cards.ts';
import { createLooks } from '../../effects/looks.ts';
import { createOutages } from '../../effects/outages.ts';
import { createReach } from '../../effects/reach.ts';
import { createTrainingCards } from '../../effects/training/cards.ts';
import { createFirstPicture } from '../../effects/training/first-picture.ts';
import { createAsk } from '../../fal/ask.ts';
import { factsOf } from '../../log.ts';
import type { CoreNeeds } from './core-needs.ts';
import { defaultModel } from './default-model.ts';
import type { GenerationActors } from './generation-actors.ts';
import type { TrainingActors } from './training-actors.ts';
import { troubleWords } from './trouble-words.ts';

/** A picture in the store that no row owns is removed so long after its order's deadline. */
const ORPHAN_GRACE_MS = 5 * 60_000;
/** Somebody waits for these words. */
const ASK_MS = 45_000;
const ASK_EVERY_MS = 700;

/** What the doers and the chores share: each is there once. */
export function createServices(
  needs: CoreNeeds,
  actors: GenerationActors,
  trainings: TrainingActors,
) {
  const { config, places, telegramSide, falSide, words, log, metrics, alert, now } = needs;
  const { trainingSeconds } = needs;
  const { kysely: db } = places.db;
  const { images } = places;
  const { forgetFiles, messenger, sender, living, card } = telegramSide;
  const { queue, fetchImage, fetchWeights } = falSide;
  const { IMAGE_PRICE: imagePrice, FAL_CONCURRENCY: concurrency } = config;
  const looks = createLooks({ db, imagePrice, defaultModel: defaultModel(config) });
  const reach = createReach({ db, messenger, now });
  const ask = createAsk({ queue, timeoutMs: ASK_MS, everyMs: ASK_EVERY_MS });
  const orphanMs = config.imageDeadlineMs + ORPHAN_GRACE_MS;
  const platform = {
    db,
    images,
    words,
    now,
    forgetFiles,
    messenger,
    sender,
    living,
    trainingSeconds,
  };

  return {
    ...platform,
    queue,
    fetchImage,
    fetchWeights,
    looks,
    reach,
    orphanMs,
    weightsOrphanMs: config.trainingDeadlineMs + ORPHAN_GRACE_MS,
    newId: () => nanoid(),
    onEnded: (end: End) => metrics.ends.inc({ end }),
    onTrained: (end: TrainingEnd) => metrics.trainings.inc({ end }),
    inputs: createFalInputs({ db, images, files: falSide.files }),
    ask,
    translateTo: createTranslate({
      ask,
      model: config.TRANSLATE_MODEL,
      onFailed: (message) => log.warn('A description was not translated', { message }),
    }),
    drafts: createDrafts({ db, looks, concurrency }),
    outages: createOutages({
      db,
      now,
      onTrouble: (trouble) => alert(trouble.kind, troubleWords(trouble)),
    }),
    cards: createCards({
      db,
      reach,
      words,
      card,
      now,
      onError: (error) => log.warn('A card was not drawn', factsOf(error)),
    }),
    admission: createAdmission({
      db,
      now,
      concurrency,
      deadlineMs: config.imageDeadlineMs,
      trainingDeadlineMs: config.trainingDeadlineMs,
      onAdmitted: async ({ id, kind }) => {
        const { tell } = kind === 'training' ? trainings : actors;
        await tell(id, { type: 'admitted' });
      },
    }),
    trainingCards: createTrainingCards({
      ...platform,
      reach,
      card: telegramSide.trainingCard,
      onError: (error) => log.warn('A card was not drawn', factsOf(error)),
    }),
    firstPicture: createFirstPicture({
      ...platform,
      reach,
      newId: () => nanoid(),
      waitMs: config.imageWaitMs,
      beginOrder: (id) => actors.begin({ id, attempt: 1 }),
      onFirstPictureFailed: (training, error) =>
        log.error('A first picture was not begun', { training, ...factsOf(error) }),
    }),
    files: createPictureFiles({
      ...platform,
      fetchImage,
      orphanMs,
      onMissing: ({ message }) => alert('file-missing', message),
      onError: (image, error) =>
        log.error('A missing file was not looked for', { image, ...factsOf(error) }),
    }),
  };
}

export type Services = ReturnType<typeof createServices>;

import * as v from 'valibot';
import { FAILURES } from '../answers.ts';
import { type Archive, openArchive } from '../archive.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { address, flag, whole } from '../fields.ts';
import type { Outcome } from '../job.ts';
import { drawFace } from '../person.ts';
import type { FileRef, Studio } from '../studio.ts';
import { writeWeights } from '../weights.ts';

interface Lesson {
  readonly archive: string;
  readonly trigger: string;
  readonly steps: number;
}

const WEIGHTS_NAME = 'pytorch_lora_weights.safetensors';
const ZIP_AT = ['images_data_url'] as const;
/** Pictures of one training differ in which face they show. */
const FACES_KEPT = 4;
const STAGES = 10;
/** Before the first step: fetching, unpacking, cropping. */
const PREPARING = 0.1;

const portrait = v.pipe(
  v.strictObject({
    images_data_url: address,
    trigger_phrase: v.optional(v.nullable(v.string())),
    steps: v.optional(whole(1, 10_000), 2500),
    learning_rate: v.optional(v.pipe(v.number(), v.minValue(0.000_001), v.maxValue(0.001))),
    multiresolution_training: flag,
    subject_crop: flag,
    create_masks: flag,
    data_archive_format: v.optional(v.string()),
    resume_from_checkpoint: v.optional(v.string()),
  }),
  v.transform(
    (input): Lesson => ({
      archive: input.images_data_url,
      trigger: input.trigger_phrase ?? '',
      steps: input.steps,
    }),
  ),
);

const fast = v.pipe(
  v.strictObject({
    images_data_url: address,
    trigger_word: v.optional(v.nullable(v.string())),
    steps: v.optional(whole(1, 10_000), 1000),
    is_style: flag,
    create_masks: flag,
    is_input_format_already_preprocessed: flag,
    data_archive_format: v.optional(v.string()),
  }),
  v.transform(
    (input): Lesson => ({
      archive: input.images_data_url,
      trigger: input.trigger_word ?? '',
      steps: input.steps,
    }),
  ),
);

async function train(steps: number, { say, pass, job }: Studio): Promise<void> {
  await pass(PREPARING);
  for (let stage = 1; stage <= STAGES; stage += 1) {
    await pass((1 - PREPARING) / STAGES);
    say(`Training: step ${Math.round((steps * stage) / STAGES)} of ${steps}`);
    if (job.trainingFault === 'fails' && stage === STAGES / 2) return;
  }
}

async function learnFaces({ images }: Archive): Promise<Uint8Array[]> {
  const faces: Uint8Array[] = [];
  for (const open of images) {
    const face = await drawFace(open()).catch(() => null);
    if (face) faces.push(face);
    if (faces.length === FACES_KEPT) break;
  }
  return faces;
}

/** The weights of a training, spoilt as a test or the demo's page asked. */
function keepWeights(weights: Uint8Array, { job, save }: Studio): FileRef {
  const type = 'application/octet-stream';
  if (job.trainingFault === 'wrong-bytes') {
    return save(
      new TextEncoder().encode('<html><body>Not Found</body></html>'),
      type,
      WEIGHTS_NAME,
    );
  }
  const file = save(weights, type, WEIGHTS_NAME);
  return job.trainingFault === 'broken-link' ? { ...file, url: `${file.url}.gone` } : file;
}

async function trainPerson(lesson: Lesson, least: number, studio: Studio): Promise<Outcome> {
  const { job, say, fetch, save, weightsBytes } = studio;
  say('Downloading the archive');
  const archive = openArchive(await fetch(lesson.archive, ZIP_AT));
  if (!archive) return FAILURES.noArchive(ZIP_AT);
  const found = archive.images.length;
  if (found < least) return FAILURES.fewImages(ZIP_AT, least, found);
  say(`Preparing ${found} images`);
  const faces = await learnFaces(archive);
  if (faces.length === 0) return FAILURES.noImage(ZIP_AT);
  await train(lesson.steps, studio);
  if (job.trainingFault === 'fails') return FAILURES.broken;
  const config = new TextEncoder().encode(JSON.stringify({ ...lesson, images: found }));
  const config_file = save(config, 'application/json', 'config.json');
  if (job.trainingFault === 'no-weights') return { status: 200, body: { config_file } };
  const weights = writeWeights({ trigger: lesson.trigger, faces }, weightsBytes);
  return {
    status: 200,
    body: { diffusers_lora_file: keepWeights(weights, studio), config_file },
  };
}

const training = (schema: v.GenericSchema<unknown, Lesson>, least: number): Endpoint =>
  endpoint(schema, (lesson, studio) => trainPerson(lesson, least, studio), 'training');

export const TRAINING: Record<string, Endpoint> = {
  'fal-ai/flux-lora-portrait-trainer': training(portrait, 10),
  'fal-ai/flux-lora-fast-training': training(fast, 4),
};

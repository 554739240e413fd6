import type { Endpoint } from './endpoint.ts';
import { CUTTING } from './endpoints/cut-out.ts';
import { EDITING } from './endpoints/edit.ts';
import { FLUX_LORA } from './endpoints/flux-lora.ts';
import { SPEECH } from './endpoints/speech.ts';
import { TEXT_TO_IMAGE } from './endpoints/text-to-image.ts';
import { TRAINING } from './endpoints/training.ts';
import { ENLARGING } from './endpoints/upscale.ts';
import { WORDS } from './endpoints/words.ts';

/** Every endpoint the stand-in knows, by its id. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries({
    ...TEXT_TO_IMAGE,
    ...TRAINING,
    ...FLUX_LORA,
    ...EDITING,
    ...ENLARGING,
    ...CUTTING,
    ...WORDS,
    ...SPEECH,
  }),
);

import type { Endpoint } from './endpoint.ts';
import { FLUX_LORA } from './endpoints/flux-lora.ts';
import { TEXT_TO_IMAGE } from './endpoints/text-to-image.ts';
import { TRAINING } from './endpoints/training.ts';

/** Every endpoint the stand-in knows, by its id. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries({ ...TEXT_TO_IMAGE, ...TRAINING, ...FLUX_LORA }),
);

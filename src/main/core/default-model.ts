import type { Config } from '../../config.ts';
import { DEFAULT_MODEL_ID, MODELS, type Model } from '../../fal/catalogue.ts';

/** By the id of the catalogue, or by FAL's own name of the model. */
export function defaultModel({ DEFAULT_MODEL: name = DEFAULT_MODEL_ID }: Config): Model {
  const models = MODELS.filter(({ use }) => use === 'describe');
  const model = models.find(({ id, endpoint }) => id === name || endpoint === name);
  if (!model) throw new Error(`DEFAULT_MODEL is none of: ${models.map(({ id }) => id).join(', ')}`);
  return model;
}

import { createHash } from 'node:crypto';

/** As long as the ids that chance makes. */
const LENGTH = 21;

/**
 * The id of what an effect makes, the same each time it is repeated. An effect's own id tells whose
 * chat it is of; its hash does not, since a random part of it is known to nobody.
 */
export const idOfEffect = (effectId: string): string =>
  createHash('sha256').update(effectId).digest('base64url').slice(0, LENGTH);

import { FAILURES } from '../answers.ts';
import type { Outcome } from '../job.ts';
import { readWishes } from '../wishes.ts';

/** How a model words its result and its refusal. */
export type Family = 'google' | 'flux' | 'seedream';

interface Made {
  readonly prompt: string;
  readonly seed: number | bigint;
  readonly unsafe: boolean;
}

const BODIES: Record<Family, (images: unknown[], made: Made) => unknown> = {
  google: (images) => ({ images, description: '' }),
  seedream: (images, { seed }) => ({ images, seed }),
  flux: (images, { seed, prompt, unsafe }) => ({
    images,
    timings: { inference: 1.2 },
    seed,
    has_nsfw_concepts: images.map(() => unsafe),
    prompt,
  }),
};

/** The trouble that a description asks for, in the manner of its family; null: go on. */
export function troubleOf(prompt: string, family: Family): Outcome | null {
  const { fail, refuse } = readWishes(prompt);
  if (fail) return FAILURES.broken;
  return refuse && family !== 'flux' ? FAILURES.refused : null;
}

/** A result in a family's words. */
export const resultOf = (family: Family, images: unknown[], made: Made): Outcome => ({
  status: 200,
  body: BODIES[family](images, made),
});

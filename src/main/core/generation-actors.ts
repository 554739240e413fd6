import type { GenerationEvent, GenerationInput } from '../../../machines/generation.ts';
import type { Shell } from '../../actors/shell.ts';

const keyOf = (id: string) => `generation:${id}`;

/** The actors of orders, called by the orders' ids. */
export function createGenerationActors(shell: Shell) {
  /** With an input, one that is gone is begun anew. */
  const tell = (id: string, event: GenerationEvent, input?: GenerationInput) =>
    shell.dispatch(keyOf(id), { kind: 'event', event }, input && { input });

  return {
    begin: (input: GenerationInput) => shell.begin(keyOf(input.id), input),
    tell,
    isGone: async (id: string) => (await shell.peek(keyOf(id))) === null,
    /** Pictures may reach this person (again): whatever waits for that goes on. */
    wake: async (id: string) => void (await tell(id, { type: 'reachable' })),
  };
}

export type GenerationActors = ReturnType<typeof createGenerationActors>;

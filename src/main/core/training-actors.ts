import type { TrainingEvent, TrainingInput } from '../../../machines/avatar.ts';
import type { Shell } from '../../actors/shell.ts';

const keyOf = (id: string) => `avatar:${id}`;

/** The actors of trainings, called by the trainings' ids. */
export const createTrainingActors = (shell: Shell) => ({
  begin: (input: TrainingInput) => shell.begin(keyOf(input.id), input),
  /** With an input, one that is gone is begun anew. */
  tell: (id: string, event: TrainingEvent, input?: TrainingInput) =>
    shell.dispatch(keyOf(id), { kind: 'event', event }, input && { input }),
  isGone: async (id: string) => (await shell.peek(keyOf(id))) === null,
});

export type TrainingActors = ReturnType<typeof createTrainingActors>;

import type { Shell } from '../../actors/shell.ts';
import type { CoreNeeds } from './core-needs.ts';
import type { GenerationActors } from './generation-actors.ts';
import type { Services } from './services.ts';
import type { TrainingActors } from './training-actors.ts';

/** What doers and chores are made of. */
export interface Parts extends CoreNeeds {
  readonly shell: Shell;
  readonly actors: GenerationActors;
  readonly trainings: TrainingActors;
  readonly services: Services;
}

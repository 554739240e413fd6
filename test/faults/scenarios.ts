import type { Scenario } from './scenario.ts';
import { kills } from './scenarios/kills.ts';

/** Every way in which the world is broken, in the order in which they run. */
export const scenarios: readonly Scenario[] = [...kills];

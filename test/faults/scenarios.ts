import type { Scenario } from './scenario.ts';
import { failpoints } from './scenarios/failpoints.ts';
import { kills } from './scenarios/kills.ts';
import { servers } from './scenarios/servers.ts';

/** Every way in which the world is broken, in the order in which they run. */
export const scenarios: readonly Scenario[] = [...kills, ...failpoints, ...servers];

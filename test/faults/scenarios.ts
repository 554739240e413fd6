import type { Scenario } from './scenario.ts';
import { failpoints } from './scenarios/failpoints.ts';
import { falScenarios } from './scenarios/fal.ts';
import { kills } from './scenarios/kills.ts';
import { records } from './scenarios/records.ts';
import { servers } from './scenarios/servers.ts';
import { several } from './scenarios/several.ts';
import { telegramScenarios } from './scenarios/telegram.ts';
import { world } from './scenarios/world.ts';

/** Every way in which the world is broken, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  ...kills,
  ...failpoints,
  ...servers,
  ...falScenarios,
  ...telegramScenarios,
  ...several,
  ...world,
  ...records,
];

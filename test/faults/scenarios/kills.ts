import { served } from '../../journeys/backing.ts';
import { openCrowd } from '../crowd.ts';
import { hurry } from '../hurry.ts';
import { serversRefusal } from '../refusals.ts';
import type { Play, Scenario } from '../scenario.ts';
import type { OpenStage } from '../stage.ts';

const LONGEST_LIFE_MS = 1500;
/** Others wait so long for what a killed process had begun. */
const LEASE_MS = 2000;
const SLOW = { queueMs: 50, renderMs: 150 };

const life = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function killAgainAndAgain(play: Play, options: OpenStage, kills: number): Promise<void> {
  const { random, open, tell } = play;
  const stage = await open({
    ...options,
    stages: SLOW,
    env: () => ({ FAULT_LEASE_MS: String(LEASE_MS) }),
  });
  stage.forgive({ presses: true });
  const crowd = openCrowd({ stage, random, people: 6, pauseMs: 50 });
  for (let done = 0; done < kills; done += 1) {
    await Promise.race([life(random.next() * LONGEST_LIFE_MS), crowd.lives]);
    const place = random.below(stage.instances.length);
    await stage.end(place, 'SIGKILL');
    if (stage.instances.length > 1) await life(random.next() * LONGEST_LIFE_MS);
    await stage.start(place);
  }
  await crowd.over();
  if (options.backing === undefined) await hurry(stage);
  tell(`${kills} kills, ${crowd.ordered()} orders`);
}

/** kill -9 at random moments. */
export const kills: readonly Scenario[] = [
  {
    name: 'kill-sqlite',
    says: 'kill -9 of the only process, on SQLite, loses and doubles nothing',
    inShort: true,
    run: (play) => killAgainAndAgain(play, {}, play.isShort ? 2 : 15),
  },
  {
    name: 'kill-served',
    says: 'kill -9 of the only process, on PostgreSQL and Redis, loses and doubles nothing',
    refusal: serversRefusal,
    run: (play) => killAgainAndAgain(play, { backing: served }, play.isShort ? 2 : 15),
  },
  {
    name: 'kill-two',
    says: 'kill -9 of either of two processes loses and doubles nothing',
    refusal: serversRefusal,
    inShort: true,
    run: (play) =>
      killAgainAndAgain(play, { backing: served, instances: 2 }, play.isShort ? 2 : 15),
  },
];

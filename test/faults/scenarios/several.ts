import assert from 'node:assert/strict';
import { served } from '../../journeys/backing.ts';
import { openCrowd } from '../crowd.ts';
import { hurry } from '../hurry.ts';
import { serversRefusal } from '../refusals.ts';
import type { Play, Scenario } from '../scenario.ts';

const SLOW = { queueMs: 50, renderMs: 150 };
const LEASE = () => ({ FAULT_LEASE_MS: '2000' });
/** What is promised to whoever deploys. */
const STOPPED_MS = 10_000;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Every update and webhook reaches both processes at the same moment. */
async function race({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ backing: served, instances: 2, everywhere: true, stages: SLOW });
  const crowd = openCrowd({ stage, random, people: 4 });
  await Promise.race([pass(isShort ? 3000 : 20_000), crowd.lives]);
  await crowd.over();
  tell(`${crowd.ordered()} orders`);
}

/** A process stands still for longer than its leases, and goes on as if nothing had been. */
async function freeze({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ backing: served, instances: 2, stages: SLOW, env: LEASE });
  stage.forgive({ presses: true });
  const crowd = openCrowd({ stage, random, people: 6 });
  for (let n = 0; n < (isShort ? 1 : 6); n += 1) {
    await Promise.race([pass(random.between(300, 1000)), crowd.lives]);
    const frozen = stage.instances[random.below(2)];
    frozen?.signal('SIGSTOP');
    await pass(random.between(3000, 6000));
    frozen?.signal('SIGCONT');
  }
  await crowd.over();
  tell(`${crowd.ordered()} orders`);
}

async function stopAndStart(play: Play, instances: number, rounds: number): Promise<void> {
  const { open, random, tell } = play;
  const backing = instances > 1 ? { backing: served } : {};
  const stage = await open({ ...backing, instances, stages: SLOW });
  stage.forgive({ presses: true });
  const crowd = openCrowd({ stage, random, people: 6 });
  let longest = 0;
  for (let n = 0; n < rounds; n += 1) {
    await Promise.race([pass(random.between(300, 1500)), crowd.lives]);
    const place = n % instances;
    const from = performance.now();
    assert.equal(await stage.end(place, 'SIGTERM'), 0, 'it did not end in order');
    longest = Math.max(longest, performance.now() - from);
    await stage.start(place);
  }
  await crowd.over();
  if (instances === 1) await hurry(stage);
  assert.ok(longest < STOPPED_MS, `a process took ${longest} ms to stop`);
  tell(`${crowd.ordered()} orders, stopped within ${(longest / 1000).toFixed(1)} s`);
}

/** More than one process, and how they come and go. */
export const several: readonly Scenario[] = [
  {
    name: 'race',
    says: 'two processes that get every update and webhook at once do each once',
    refusal: serversRefusal,
    inShort: true,
    run: race,
  },
  {
    name: 'freeze',
    says: 'a process that stood still for longer than its leases does nothing twice',
    refusal: serversRefusal,
    run: freeze,
  },
  {
    name: 'sigterm-sqlite',
    says: 'SIGTERM under load drains, and the next process goes on',
    run: (play) => stopAndStart(play, 1, play.isShort ? 1 : 6),
  },
  {
    name: 'sigterm-rolling',
    says: 'two processes are replaced one after the other under load',
    refusal: serversRefusal,
    run: (play) => stopAndStart(play, 2, play.isShort ? 2 : 8),
  },
];

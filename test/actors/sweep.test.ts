import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Chore, createSweep, type SweepNeeds } from '../../src/actors/sweep.ts';
import { eventually } from '../eventually.ts';
import { gate } from './open-shell.ts';

const MINUTE_MS = 60_000;

function chore(name: string, everyMs: number, run: () => Promise<void> = async () => {}) {
  const counted = { runs: 0 };
  const one: Chore = {
    name,
    everyMs,
    run: () => {
      counted.runs += 1;
      return run();
    },
  };
  return { one, counted };
}

function sweeping(chores: readonly Chore[], more: Partial<SweepNeeds> = {}) {
  const errors: [string, unknown][] = [];
  const clock = { now: 0 };
  const sweep = createSweep({
    chores,
    isLeader: async () => true,
    now: () => clock.now,
    onError: (name, error) => errors.push([name, error]),
    ...more,
  });
  sweep.start();
  return { sweep, errors, clock };
}

/** The sweep looks at its chores every second. */
const patiently = { timeoutMs: 10_000 };

describe('the sweep', () => {
  it('does each chore at its own times', async () => {
    const often = chore('often', 5000);
    const seldom = chore('seldom', MINUTE_MS);
    const { sweep, clock, errors } = sweeping([often.one, seldom.one]);
    await eventually(() => (often.counted.runs === 1 && seldom.counted.runs === 1) || undefined);
    clock.now = 4999;
    const ticks = chore('ticks', 0);
    const other = sweeping([ticks.one]);
    await eventually(() => ticks.counted.runs >= 3 || undefined, patiently);
    assert.equal(often.counted.runs, 1);
    clock.now = 5000;
    await eventually(() => often.counted.runs === 2 || undefined, patiently);
    assert.equal(seldom.counted.runs, 1);
    clock.now = MINUTE_MS;
    await eventually(() => seldom.counted.runs === 2 || undefined, patiently);
    assert.equal(often.counted.runs, 3);
    await Promise.all([sweep.stop(), other.sweep.stop()]);
    assert.deepEqual(errors, []);
  });

  it('lets no chore be held up by one that fails, throws or hangs', async () => {
    const hang = gate();
    const failing = chore('failing', 0, () => Promise.reject(new Error('failed')));
    const throwing = chore('throwing', 0, () => {
      throw new Error('thrown');
    });
    const hanging = chore('hanging', 0, () => hang.promise);
    const good = chore('good', 0);
    const { sweep, errors } = sweeping([failing.one, throwing.one, hanging.one, good.one]);
    await eventually(() => good.counted.runs >= 3 || undefined, patiently);
    assert.equal(hanging.counted.runs, 1);
    assert.ok(failing.counted.runs >= 2 && throwing.counted.runs >= 2);
    assert.deepEqual(new Set(errors.map(([name]) => name)), new Set(['failing', 'throwing']));
    hang.resolve();
    await sweep.stop();
  });

  it('begins no chore again while it is under way', async () => {
    const hang = gate();
    const slow = chore('slow', 0, () => hang.promise);
    const good = chore('good', 0);
    const { sweep } = sweeping([slow.one, good.one]);
    await eventually(() => good.counted.runs >= 2 || undefined, patiently);
    assert.equal(slow.counted.runs, 1);
    hang.resolve();
    await eventually(() => slow.counted.runs >= 2 || undefined, patiently);
    await sweep.stop();
  });

  it('works on the leader only, also when leadership changes or cannot be told', async () => {
    const one = chore('one', 0);
    let asked = 0;
    const answers = [
      async () => false,
      async () => {
        throw new Error('the database is away');
      },
      async () => true,
    ];
    const { sweep, errors } = sweeping([one.one], {
      isLeader: () => {
        const answer = answers[asked++] ?? (async () => true);
        if (asked <= 2) assert.equal(one.counted.runs, 0);
        return answer();
      },
    });
    await eventually(() => one.counted.runs >= 1 || undefined, patiently);
    assert.ok(asked >= 3);
    assert.deepEqual(
      errors.map(([name]) => name),
      ['leadership'],
    );
    await sweep.stop();
  });

  it('begins nothing when it was stopped while it asked whether it leads', async () => {
    const leads = Promise.withResolvers<boolean>();
    const { one, counted } = chore('a', MINUTE_MS);
    const { sweep } = sweeping([one], { isLeader: () => leads.promise });
    const stopped = sweep.stop();
    sweep.start();
    leads.resolve(true);
    await stopped;
    assert.equal(counted.runs, 0);
  });

  it('stops after the chores under way, and begins none afterwards', async () => {
    const hang = gate();
    const slow = chore('slow', 0, () => hang.promise);
    const { sweep } = sweeping([slow.one]);
    await eventually(() => slow.counted.runs === 1 || undefined);
    let isStopped = false;
    const stopped = sweep.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isStopped, false);
    hang.resolve();
    await stopped;
    assert.equal(slow.counted.runs, 1);
  });
});

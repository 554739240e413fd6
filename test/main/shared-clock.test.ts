import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createSharedClock } from '../../src/main/shared-clock.ts';
import { eventually } from '../eventually.ts';

const HALF_A_MINUTE_MS = 30_000;

/** A store whose clock says this, and a stopwatch that the test moves. */
function openTime(store: { at: number; tookMs?: number; isAway?: boolean }) {
  let elapsed = 0;
  let asked = 0;
  return {
    asked: () => asked,
    pass: (ms: number) => {
      elapsed += ms;
      store.at += ms;
    },
    needs: {
      ask: async () => {
        asked += 1;
        if (store.isAway) throw new Error('the store is away');
        elapsed += store.tookMs ?? 0;
        return store.at;
      },
      elapsed: () => elapsed,
    },
  };
}

it('the shared clock says what the store says, and goes on by itself', async () => {
  const time = openTime({ at: 5_000_000 });
  const now = await createSharedClock(time.needs);
  assert.equal(now(), 5_000_000);
  time.pass(1234);
  assert.equal(now(), 5_001_234);
  assert.equal(time.asked(), 1, 'the store is not asked each time');
});

it('the shared clock follows a store whose clock is set', async () => {
  const store = { at: 5_000_000 };
  const time = openTime(store);
  const now = await createSharedClock(time.needs);
  store.at += 3_600_000;
  time.pass(HALF_A_MINUTE_MS);
  await eventually(() => (now() === 8_630_000 ? true : undefined));
  assert.equal(time.asked(), 2);
});

it('the shared clock goes on while the store is away, and asks again later', async () => {
  const store = { at: 5_000_000, isAway: false };
  const time = openTime(store);
  const now = await createSharedClock(time.needs);
  store.isAway = true;
  time.pass(HALF_A_MINUTE_MS);
  assert.equal(now(), 5_030_000);
  await eventually(() => (time.asked() === 2 ? true : undefined));
  assert.equal(now(), 5_030_000);
  store.isAway = false;
  time.pass(HALF_A_MINUTE_MS);
  assert.equal(now(), 5_060_000);
  await eventually(() => (time.asked() === 3 ? true : undefined));
});

it('the shared clock believes no answer that was long under way', async () => {
  const store = { at: 5_000_000, tookMs: 0 };
  const time = openTime(store);
  const now = await createSharedClock(time.needs);
  store.tookMs = 8000;
  time.pass(HALF_A_MINUTE_MS);
  now();
  await eventually(() => (time.asked() === 2 ? true : undefined));
  assert.equal(now(), 5_038_000);
});

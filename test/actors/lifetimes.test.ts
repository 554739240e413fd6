import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createShell } from '../../src/actors/shell.ts';
import { charts } from '../../src/main/charts.ts';
import { saveOf } from '../contracts/actor-store.ts';
import { eachStore, type Place } from './each-store.ts';
import { event, newEpoch } from './open-shell.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

async function openShell({ connect }: Place) {
  const store = await connect();
  const needs = { store, charts, newEpoch, leaseMs: 10_000, random: () => 0 };
  return { store, shell: createShell(needs) };
}

async function livesFor({ lifetimeMs }: Place, key: string, days: number) {
  const lifetime = (await lifetimeMs(key)) ?? Number.POSITIVE_INFINITY;
  const wanted = days * DAY_MS;
  assert.ok(lifetime <= wanted && lifetime > wanted - MINUTE_MS, `${key}: ${lifetime} ms`);
}

eachStore('the charts of this release', (within) => {
  it(
    "keep a person's place for 90 days from their last press",
    within(async (place) => {
      const { store, shell } = await openShell(place);
      const first = { input: { personId: '1' } };
      const home = (on: string) => event('home', { on: 'living' }, on);
      await shell.dispatch('chat:1', home('update 1'), first);
      await livesFor(place, 'chat:1', 90);
      const record = await store.load('chat:1');
      assert.ok(record);
      const { epoch, step } = record;
      const nearItsEnd = { expected: { epoch, step }, record: { ...record, step: step + 1 } };
      await store.save(saveOf('chat:1', 1, { ...nearItsEnd, expiresInMs: MINUTE_MS }));
      await shell.dispatch('chat:1', home('update 2'), first);
      await livesFor(place, 'chat:1', 90);
      await shell.stop(0);
    }),
  );

  for (const kind of ['generation', 'avatar'] as const)
    it(
      `never forget an open ${kind}, and one that is over after 7 days`,
      within(async (place) => {
        const { shell } = await openShell(place);
        const key = `${kind}:1`;
        assert.equal(await shell.begin(key, { id: '1', attempt: 1 }), true);
        assert.equal(await place.lifetimeMs(key), null);
        await shell.dispatch(key, event('expired', { end: 'cancelled', code: 'erased' }));
        assert.equal(await place.lifetimeMs(key), null);
        const effectId = (await shell.peek(key))?.tickets['settle'] ?? '';
        const output = { end: 'cancelled' };
        const settled = { kind: 'done', name: 'settle', effectId, output } as const;
        assert.equal((await shell.dispatch(key, settled)).kind, 'taken');
        await livesFor(place, key, 7);
        await shell.stop(0);
      }),
    );
});

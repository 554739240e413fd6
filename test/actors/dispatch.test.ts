import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { StoreError } from '../../src/actors/store-error.ts';
import { eventually } from '../eventually.ts';
import { eachStore } from './each-store.ts';
import { charts, errand } from './errand-chart.ts';
import { event, gate, isIn, look, openShell } from './open-shell.ts';

const KEY = 'errand:1';
const INPUT = { input: {} };

/** A record knows the last 64 deliveries; Telegram never has so many of one person under way. */
const AT_ONCE = 50;

eachStore('dispatch', (within) => {
  it(
    'begins an actor together with its first event, in one save',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = openShell(store);
      const first = await shell.dispatch(KEY, event('go', { text: 'a' }, 'update 1'), INPUT);
      assert.deepEqual(first, { kind: 'taken', replies: [], from: 'idle', to: 'working' });
      const [line, ...more] = await store.journal(10);
      assert.deepEqual({ event: line?.event, step: line?.step }, { event: 'go', step: 2 });
      await eventually(isIn(shell, KEY, 'done'));
      assert.deepEqual(more, []);
      const again = await shell.dispatch(KEY, event('go', { text: 'a' }, 'update 1'), INPUT);
      assert.deepEqual(again, { kind: 'repeated' });
      await shell.stop(1000);
    }),
  );

  it(
    'steps from what it remembers as from what is stored, and knows when another went on',
    within(async ({ connect }) => {
      const store = await connect();
      let loads = 0;
      const counted = {
        ...store,
        load: async (key: string) => {
          loads += 1;
          return store.load(key);
        },
      };
      const shell = openShell(counted);
      const other = openShell(await connect());
      await shell.begin(KEY, {});
      loads = 0;
      await shell.dispatch(KEY, event('tell', { word: 'a' }, 'update 1'));
      await shell.dispatch(KEY, event('tell', { word: 'b' }, 'update 2'));
      assert.equal(loads, 0);
      await other.dispatch(KEY, event('tell', { word: 'c' }, 'update 3'));
      await shell.dispatch(KEY, event('tell', { word: 'd' }, 'update 4'));
      assert.deepEqual((await look(shell, KEY)).context.log, ['a', 'b', 'c', 'd']);
      const again = await shell.dispatch(KEY, event('tell', { word: 'c' }, 'update 3'));
      assert.deepEqual(again, { kind: 'repeated' });
      await store.remove(KEY);
      assert.deepEqual(await shell.dispatch(KEY, event('tell', { word: 'e' })), { kind: 'absent' });
      await Promise.all([shell, other].map((one) => one.stop(1000)));
    }),
  );

  it(
    'answers absent where there is no actor, and writes nothing',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = openShell(store);
      assert.deepEqual(await shell.dispatch(KEY, event('go')), { kind: 'absent' });
      assert.equal(await shell.peek(KEY), null);
      assert.deepEqual(await store.journal(10), []);
      await shell.stop(1000);
    }),
  );

  it(
    'lets one of many begin an actor',
    within(async ({ connect }) => {
      const shells = [openShell(await connect()), openShell(await connect())];
      const begun = await Promise.all([...shells, ...shells].map((one) => one.begin(KEY, {})));
      assert.equal(begun.filter(Boolean).length, 1);
      await Promise.all(shells.map((shell) => shell.stop(1000)));
    }),
  );

  it(
    'loses no first event when two instances begin one actor at the same time',
    within(async ({ connect }) => {
      const shells = [openShell(await connect()), openShell(await connect())];
      const kinds = await Promise.all(
        shells.map((shell, n) => shell.dispatch(KEY, event('tell', { word: `${n}` }), INPUT)),
      );
      assert.deepEqual(
        kinds.map(({ kind }) => kind),
        ['taken', 'taken'],
      );
      const [one] = shells;
      assert.ok(one);
      assert.deepEqual((await look(one, KEY)).context.log.toSorted(), ['0', '1']);
      await Promise.all(shells.map((shell) => shell.stop(1000)));
    }),
  );

  it(
    'takes the answer for the sender from the step',
    within(async ({ connect }) => {
      const shell = openShell(await connect());
      await shell.begin(KEY, {});
      const asked = await shell.dispatch(KEY, event('ask'));
      assert.ok(asked.kind === 'taken');
      assert.deepEqual(asked.replies, [{ type: 'answer', params: { text: 'yes' } }]);
      await shell.stop(1000);
    }),
  );

  it(
    'writes nothing for an event that the state does not take',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = openShell(store);
      await shell.begin(KEY, {});
      assert.deepEqual(await shell.dispatch(KEY, event('unheard')), { kind: 'ignored' });
      const late = { kind: 'done', name: 'work', effectId: 'x', output: {} } as const;
      assert.deepEqual(await shell.dispatch(KEY, late), { kind: 'ignored' });
      assert.equal((await store.journal(10)).length, 1);
      await shell.stop(1000);
    }),
  );

  it(
    'applies the events of one person in the order they came',
    within(async ({ connect }) => {
      const shell = openShell(await connect());
      const words = Array.from({ length: 60 }, (_, n) => `${n}`);
      await Promise.all(words.map((word) => shell.dispatch(KEY, event('tell', { word }), INPUT)));
      assert.deepEqual((await look(shell, KEY)).context.log, words);
      await shell.stop(1000);
    }),
  );

  it(
    'refuses a record of a newer chart and leaves it as it is',
    within(async ({ connect }) => {
      const store = await connect();
      const newer = openShell(store, { charts: { errand: { ...errand, version: 2 } } });
      await newer.begin(KEY, {});
      const before = await store.load(KEY);
      const older = openShell(store);
      await assert.rejects(older.dispatch(KEY, event('tell', { word: 'a' }), INPUT), {
        code: 'newer-record',
      });
      await assert.rejects(older.begin(KEY, {}), { code: 'newer-record' });
      assert.deepEqual(await store.load(KEY), before);
      await Promise.all([newer.stop(1000), older.stop(1000)]);
    }),
  );

  it(
    'begins a new life over a record that cannot be read, and drops results of the old one',
    within(async ({ connect }) => {
      const store = await connect();
      const made = gate<{ made: string }>();
      let runs = 0;
      const work = () => {
        runs += 1;
        return made.promise;
      };
      const before = openShell(store, { doers: { jobs: { work } } });
      await before.dispatch(KEY, event('go', { text: 'old' }), INPUT);
      await eventually(() => runs === 1 || undefined);
      const changed = { errand: { ...errand, version: 2 } };
      const after = openShell(store, { charts: changed });
      assert.equal(await after.peek(KEY), null);
      assert.deepEqual(await after.dispatch(KEY, event('tell')), { kind: 'absent' });
      await after.dispatch(KEY, event('tell', { word: 'new' }), INPUT);
      assert.deepEqual((await look(after, KEY)).context.log, ['new']);
      made.resolve({ made: 'late' });
      await eventually(() => before.running() === 0 || undefined);
      const { value, context } = await look(after, KEY);
      assert.deepEqual({ value, log: context.log }, { value: 'idle', log: ['new'] });
      await Promise.all([before.stop(1000), after.stop(1000)]);
    }),
  );

  it(
    'drops results of a life that was flushed and begun again',
    within(async ({ connect }) => {
      const store = await connect();
      const made = gate<{ made: string }>();
      const shell = openShell(store, {
        doers: {
          jobs: { work: ({ text }) => (text === 'old' ? made.promise : new Promise(() => {})) },
        },
      });
      await shell.dispatch(KEY, event('go', { text: 'old' }), INPUT);
      await store.remove(KEY);
      await shell.dispatch(KEY, event('go', { text: 'new' }), INPUT);
      made.resolve({ made: 'old' });
      await eventually(() => shell.running() === 1 || undefined);
      const { value, context } = await look(shell, KEY);
      assert.deepEqual({ value, log: context.log }, { value: 'working', log: [] });
      await shell.stop(50);
    }),
  );

  it(
    'goes on for the next event after the store refused one',
    within(async ({ connect }) => {
      const store = await connect();
      let isAway = true;
      const shell = openShell({
        ...store,
        save: async (save) => {
          if (isAway) throw new StoreError('store-unreachable', 'away');
          return store.save(save);
        },
      });
      const lost = shell.dispatch(KEY, event('tell', { word: 'a' }), INPUT);
      await assert.rejects(lost, { code: 'store-unreachable' });
      isAway = false;
      await shell.dispatch(KEY, event('tell', { word: 'b' }), INPUT);
      assert.deepEqual((await look(shell, KEY)).context.log, ['b']);
      await shell.stop(1000);
    }),
  );

  it(
    'gives up when the record changes under it again and again',
    within(async ({ connect }) => {
      const store = await connect();
      let saves = 0;
      const save = async () => {
        saves += 1;
        return { kind: 'conflict' } as const;
      };
      const shell = openShell({ ...store, save });
      await assert.rejects(shell.dispatch(KEY, event('go'), INPUT), { code: 'contended' });
      assert.equal(saves, 50);
      await shell.stop(1000);
    }),
  );

  it(
    'loses none of 200 racing events of two instances, and takes none twice',
    within(async ({ connect }) => {
      const shells = [openShell(await connect()), openShell(await connect())] as const;
      let round = 0;
      const arrivals = fc.array(
        fc.record({ at: fc.constantFrom(0, 1), again: fc.constantFrom(null, null, 0, 1) }),
        { minLength: 200, maxLength: 200 },
      );
      await fc.assert(
        fc.asyncProperty(arrivals, async (events) => {
          round += 1;
          const key = `errand:${round}`;
          const send = (at: number, n: number) =>
            shells[at === 0 ? 0 : 1].dispatch(key, event('tell', { word: `${n}` }, `u${n}`), INPUT);
          const outcomes: Awaited<ReturnType<typeof send>>[] = [];
          for (let from = 0; from < events.length; from += AT_ONCE) {
            const racing = events.slice(from, from + AT_ONCE).flatMap(({ at, again }, n) => {
              const first = send(at, from + n);
              return again === null ? [first] : [first, send(again, from + n)];
            });
            outcomes.push(...(await Promise.all(racing)));
          }
          const { log } = (await look(shells[0], key)).context;
          assert.equal(log.length, 200);
          assert.equal(new Set(log).size, 200);
          assert.equal(outcomes.filter(({ kind }) => kind === 'taken').length, 200);
          for (const at of [0, 1]) {
            const once = events.flatMap((one, n) => (one.at === at && one.again === null ? n : []));
            const ordered = log.map(Number).filter((n) => once.includes(n));
            assert.deepEqual(ordered, once);
          }
        }),
        { numRuns: 4, endOnFailure: true },
      );
      await Promise.all(shells.map((shell) => shell.stop(1000)));
    }),
  );

  it(
    'names the actor when no chart is registered for it',
    within(async ({ connect }) => {
      const shell = openShell(await connect(), { charts });
      await assert.rejects(shell.dispatch('ghost:1', event('go'), INPUT), /ghost:1/);
      await shell.stop(1000);
    }),
  );
});

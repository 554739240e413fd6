import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { JobError } from '../../machines/wishes.ts';
import type { ActorStore } from '../../src/actors/actor-store.ts';
import type { Doers } from '../../src/actors/doers.ts';
import { createShell } from '../../src/actors/shell.ts';
import { StoreError } from '../../src/actors/store-error.ts';
import { eventually } from '../eventually.ts';
import { eachStore } from './each-store.ts';
import { charts, errand, idleDoers } from './errand-chart.ts';
import { event, gate, isIn, look, newEpoch, openShell } from './open-shell.ts';

const KEY = 'errand:1';
const INPUT = { input: {} };

const refusal = (error: JobError) => Object.assign(new Error(error.message), error);

/** Retries at once, and tells for how long each was put off. */
function impatient(store: ActorStore) {
  const delays: number[] = [];
  const release: ActorStore['release'] = (id, token, { delayMs, error }) => {
    delays.push(delayMs);
    return store.release(id, token, { delayMs: 0, error });
  };
  return { store: { ...store, release }, delays };
}

/** Retries in a tenth of the time. */
const hasty = (store: ActorStore): ActorStore => ({
  ...store,
  release: (id, token, { delayMs, error }) =>
    store.release(id, token, { delayMs: delayMs / 10, error }),
});

const isEmpty = (store: ActorStore) => async () => {
  const { due, later, leased } = await store.depth();
  return due + later + leased === 0 || undefined;
};

eachStore('the runner', (within) => {
  it(
    'carries out the commands of one actor in order, and jobs beside them',
    within(async ({ connect }) => {
      const store = await connect();
      const said: string[] = [];
      const first = gate();
      const shell = openShell(store, {
        doers: {
          commands: {
            say: async ({ text }) => {
              if (text === '0') await first.promise;
              said.push(text);
            },
          },
        },
      });
      for (let n = 0; n < 6; n++) await shell.dispatch(KEY, event('say', { text: `${n}` }), INPUT);
      await shell.dispatch(KEY, event('go', { text: 'a' }));
      await eventually(isIn(shell, KEY, 'done'));
      assert.deepEqual(said, []);
      first.resolve();
      await eventually(isEmpty(store));
      assert.deepEqual(said, ['0', '1', '2', '3', '4', '5']);
      await shell.stop(1000);
    }),
  );

  it(
    'lets no actor wait for another',
    within(async ({ connect }) => {
      const said: string[] = [];
      const stuck = gate();
      const shell = openShell(await connect(), {
        doers: {
          commands: {
            say: async ({ text }) => {
              if (text === 'stuck') await stuck.promise;
              said.push(text);
            },
          },
        },
      });
      await shell.dispatch('errand:1', event('say', { text: 'stuck' }), INPUT);
      await shell.dispatch('errand:2', event('say', { text: 'free' }), INPUT);
      await eventually(() => said.includes('free') || undefined);
      assert.deepEqual(said, ['free']);
      stuck.resolve();
      await shell.stop(1000);
    }),
  );

  it(
    'draws the newest of the screens that wait, and ends the one it has begun',
    within(async ({ connect }) => {
      const store = await connect();
      const drawn: string[] = [];
      const first = gate();
      const shell = openShell(store, {
        doers: {
          commands: {
            draw: async ({ text }, { signal }) => {
              if (text === '1') await first.promise;
              drawn.push(signal.aborted ? `${text} aborted` : text);
            },
          },
        },
      });
      for (const text of ['1', '2', '3', '4'])
        await shell.dispatch(KEY, event('draw', { text }), INPUT);
      first.resolve();
      await eventually(isEmpty(store));
      assert.deepEqual(drawn, ['1', '4']);
      await shell.stop(1000);
    }),
  );

  it(
    'draws no old screen after a newer one, even where its retry comes later',
    within(async ({ connect }) => {
      const store = await connect();
      const drawn: string[] = [];
      let failures = 0;
      const draw = async ({ text }: { text: string }) => {
        if (text === 'old' && failures++ === 0) throw new Error('busy');
        drawn.push(text);
      };
      const shell = openShell(store, { doers: { commands: { draw } } });
      await shell.dispatch(KEY, event('draw', { text: 'old' }), INPUT);
      await eventually(async () => (await store.depth()).later === 1 || undefined);
      await shell.dispatch(KEY, event('draw', { text: 'new' }));
      await eventually(isEmpty(store));
      assert.deepEqual(drawn, ['new']);
      await shell.stop(1000);
    }),
  );

  it(
    'lets everything after a write wait until its retry is through, whoever tries it',
    within(async ({ connect }) => {
      const [mine, other] = [hasty(await connect()), hasty(await connect())];
      const done: string[] = [];
      let failures = 0;
      const note = async ({ text }: { text: string }) => {
        if (text === 'trash' && failures++ < 2) throw new Error('busy');
        done.push(text);
      };
      const doers = { commands: { say: note, greet: note, draw: note } };
      const shells = [mine, other].map((store) => openShell(store, { doers }));
      const wishes = ['say trash', 'draw old', 'greet you', 'say undo', 'draw new'];
      for (const [turn, wish] of wishes.entries()) {
        const [type = '', text] = wish.split(' ');
        await shells[turn % 2]?.dispatch(KEY, event(type, { text }), INPUT);
      }
      await eventually(isEmpty(mine));
      assert.equal(failures, 3);
      assert.deepEqual(done, ['trash', 'you', 'undo', 'new']);
      await Promise.all(shells.map((shell) => shell.stop(1000)));
    }),
  );

  it(
    'lets nothing wait for a screen or a message that fails',
    within(async ({ connect }) => {
      const said: string[] = [];
      const fail = () => Promise.reject(new Error('Telegram is down'));
      const say = async ({ text }: { text: string }) => void said.push(text);
      const shell = openShell(await connect(), {
        doers: { commands: { draw: fail, greet: fail, say } },
      });
      for (const [type, text] of Object.entries({ draw: 'a', greet: 'b', say: 'c' }))
        await shell.dispatch(KEY, event(type, { text }), INPUT);
      await eventually(() => said.length === 1 || undefined);
      await shell.stop(1000);
    }),
  );

  it(
    'goes on after a write that became a dead letter, which comes back when the operator says so',
    within(async ({ connect }) => {
      const store = await connect();
      const done: string[] = [];
      let isBroken = true;
      const say = async ({ text }: { text: string }) => {
        if (text === 'broken' && isBroken)
          throw refusal({ code: 'broken', message: 'no', retryable: false });
        done.push(text);
      };
      const draw = async ({ text }: { text: string }) => void done.push(text);
      const shell = openShell(store, { doers: { commands: { say, draw } } });
      await shell.dispatch(KEY, event('say', { text: 'broken' }), INPUT);
      await shell.dispatch(KEY, event('say', { text: 'next' }));
      await shell.dispatch(KEY, event('draw', { text: 'screen' }));
      await eventually(isEmpty(store));
      assert.deepEqual(done, ['next', 'screen']);
      isBroken = false;
      const [letter] = await store.deadLetters(1);
      assert.ok(letter && (await store.revive(letter.id)));
      await eventually(() => done.at(-1) === 'broken' || undefined);
      await shell.stop(1000);
    }),
  );

  it(
    'hands back what waited behind a write, for the next process to do in order',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const stuck = gate();
      const before = openShell(store, {
        doers: {
          commands: {
            say: async () => {
              begun.resolve();
              await stuck.promise;
            },
            draw: () => assert.fail('it comes after the write'),
          },
        },
      });
      for (const text of ['1', '2', '3']) await before.dispatch(KEY, event('say', { text }), INPUT);
      await before.dispatch(KEY, event('draw', { text: 'screen' }));
      await begun.promise;
      await before.stop(20);
      const done: string[] = [];
      const note = async ({ text }: { text: string }) => void done.push(text);
      const after = openShell(await connect(), { doers: { commands: { say: note, draw: note } } });
      await eventually(isEmpty(store));
      assert.deepEqual(done, ['1', '2', '3', 'screen']);
      stuck.resolve();
      await after.stop(1000);
    }),
  );

  it(
    'overtakes no write that a killed process left under its lease',
    within(async ({ connect }) => {
      const store = await connect();
      const killed = openShell(
        { ...store, renew: async () => true, claim: async () => [] },
        { leaseMs: 400, doers: { commands: { say: () => new Promise(() => {}) } } },
      );
      await killed.dispatch(KEY, event('say', { text: 'trash' }), INPUT);
      const done: string[] = [];
      const note = async ({ text }: { text: string }) => void done.push(text);
      const shell = openShell(await connect(), { doers: { commands: { say: note, draw: note } } });
      await shell.dispatch(KEY, event('say', { text: 'undo' }));
      await shell.dispatch(KEY, event('draw', { text: 'screen' }));
      await eventually(isEmpty(store));
      assert.deepEqual(done, ['trash', 'undo', 'screen']);
      await Promise.all([shell.stop(1000), killed.stop(0)]);
    }),
  );

  for (const [jitter, factor] of [
    [0, 1],
    [1, 0.5],
  ] as const)
    it(
      `tries a command ten times, each time later (jitter ${jitter}), and then an operator sees it`,
      within(async ({ connect }) => {
        const { store, delays } = impatient(await connect());
        const finals: boolean[] = [];
        const shell = openShell(store, {
          random: () => jitter,
          onFailed: (_, error, final) => {
            assert.deepEqual(error, { code: 'internal', message: 'no luck', retryable: true });
            finals.push(final);
          },
          doers: { commands: { say: () => Promise.reject(new Error('no luck')) } },
        });
        await shell.dispatch(KEY, event('say', { text: 'a' }), INPUT);
        const letter = await eventually(async () => (await store.deadLetters(1))[0]);
        assert.deepEqual(
          { name: letter.name, attempts: letter.attempts, error: letter.error },
          { name: 'say', attempts: 10, error: 'internal: no luck' },
        );
        const full = [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
        assert.deepEqual(
          delays,
          full.map((ms) => ms * factor),
        );
        assert.deepEqual(finals, [...full.map(() => false), true]);
        await shell.stop(1000);
      }),
    );

  it(
    'tries a dead letter again when the operator says so',
    within(async ({ connect }) => {
      const store = await connect();
      let isBroken = true;
      const said: string[] = [];
      const say = async ({ text }: { text: string }) => {
        if (isBroken) throw refusal({ code: 'broken', message: 'no', retryable: false });
        said.push(text);
      };
      const shell = openShell(store, { doers: { commands: { say } } });
      await shell.dispatch(KEY, event('say', { text: 'a' }), INPUT);
      const letter = await eventually(async () => (await store.deadLetters(1))[0]);
      assert.deepEqual(
        { attempts: letter.attempts, error: letter.error },
        { attempts: 1, error: 'broken: no' },
      );
      isBroken = false;
      await store.revive(letter.id);
      await eventually(() => said.length === 1 || undefined);
      await eventually(isEmpty(store));
      await shell.stop(1000);
    }),
  );

  it(
    'tells the chart of a job that failed ten times, as data',
    within(async ({ connect }) => {
      const { store } = impatient(await connect());
      let tries = 0;
      const work = async () => {
        tries += 1;
        throw refusal({ code: 'busy', message: 'later', retryable: true });
      };
      const shell = openShell(store, { doers: { jobs: { work } } });
      await shell.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      await eventually(isIn(shell, KEY, 'failed'));
      assert.equal(tries, 10);
      assert.deepEqual((await look(shell, KEY)).context.log, ['failed busy']);
      await eventually(isEmpty(store));
      assert.deepEqual(await store.deadLetters(1), []);
      await shell.stop(1000);
    }),
  );

  it(
    'ends a job at once that says it is not worth another try',
    within(async ({ connect }) => {
      let tries = 0;
      const work = async () => {
        tries += 1;
        throw refusal({ code: 'refused', message: 'no', retryable: false });
      };
      const shell = openShell(await connect(), { doers: { jobs: { work } } });
      await shell.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      await eventually(isIn(shell, KEY, 'failed'));
      assert.equal(tries, 1);
      await shell.stop(1000);
    }),
  );

  it(
    'keeps its lease while the work takes longer than the lease',
    within(async ({ connect }) => {
      const [mine, other] = [await connect(), await connect()];
      let runs = 0;
      const made = gate<{ made: string }>();
      const work = async () => {
        runs += 1;
        return made.promise;
      };
      const leaseMs = 300;
      const shells = [mine, other].map((store) =>
        openShell(store, { leaseMs, doers: { jobs: { work } } }),
      );
      const [shell] = shells;
      assert.ok(shell);
      await shell.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      const until = (await mine.clock()) + 2 * leaseMs;
      await eventually(async () => (await mine.clock()) > until || undefined);
      assert.equal(runs, 1);
      made.resolve({ made: 'late' });
      await eventually(isIn(shell, KEY, 'done'));
      assert.equal(runs, 1);
      await Promise.all(shells.map((one) => one.stop(1000)));
    }),
  );

  it(
    'keeps the leases of commands that wait for their turn',
    within(async ({ connect }) => {
      const [mine, other] = [await connect(), await connect()];
      const said: string[] = [];
      const first = gate();
      const say = async ({ text }: { text: string }) => {
        said.push(text);
        if (text === '1') await first.promise;
      };
      const leaseMs = 300;
      const shells = [mine, other].map((store) =>
        openShell(store, { leaseMs, doers: { commands: { say } } }),
      );
      const [shell] = shells;
      assert.ok(shell);
      for (const text of ['1', '2']) await shell.dispatch(KEY, event('say', { text }), INPUT);
      const until = (await mine.clock()) + 2 * leaseMs;
      await eventually(async () => (await mine.clock()) > until || undefined);
      assert.deepEqual(said, ['1']);
      first.resolve();
      await eventually(isEmpty(mine));
      assert.deepEqual(said, ['1', '2']);
      await Promise.all(shells.map((one) => one.stop(1000)));
    }),
  );

  it(
    'stops working on what another instance has taken over',
    within(async ({ connect }) => {
      const [mine, other] = [await connect(), await connect()];
      let isAway = true;
      const away: ActorStore['renew'] = async (id, token, leaseMs) => {
        if (isAway) throw new StoreError('store-unreachable', 'away');
        return mine.renew(id, token, leaseMs);
      };
      const aborted = gate<string>();
      const hang = (_: object, { signal }: { signal: AbortSignal }) =>
        new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted.resolve(String(signal.reason.message));
            reject(signal.reason);
          });
        });
      const troubles: unknown[] = [];
      const first = openShell(
        { ...mine, renew: away, claim: async () => [] },
        {
          leaseMs: 150,
          doers: { jobs: { work: hang } },
          onStoreError: (error) => troubles.push(error),
          onFailed: () => assert.fail('a lost lease is no failure'),
        },
      );
      await first.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      const made = gate<{ made: string }>();
      let attempts = -1;
      const second = openShell(other, {
        doers: {
          jobs: {
            work: (_, work) => {
              attempts = work.attempts;
              return made.promise;
            },
          },
        },
      });
      await eventually(() => attempts === 1 || undefined);
      isAway = false;
      assert.equal(await aborted.promise, 'The lease is lost');
      made.resolve({ made: 'b' });
      await eventually(isIn(second, KEY, 'done'));
      assert.deepEqual((await look(second, KEY)).context.log, ['made b']);
      assert.ok(troubles.length > 0);
      await Promise.all([first.stop(1000), second.stop(1000)]);
    }),
  );

  it(
    'aborts a running job whose ticket closes, and takes nothing from it',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const aborted = gate<string>();
      const work = (_: object, { signal }: { signal: AbortSignal }) =>
        new Promise<never>((_, reject) => {
          begun.resolve();
          signal.addEventListener('abort', () => {
            aborted.resolve(String(signal.reason.message));
            reject(signal.reason);
          });
        });
      const shell = openShell(store, {
        doers: { jobs: { work } },
        onFailed: () => assert.fail('an abandoned job is no failure'),
      });
      await shell.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      await begun.promise;
      await shell.dispatch(KEY, event('stop'));
      assert.equal(await aborted.promise, 'The ticket is closed');
      await eventually(isEmpty(store));
      assert.equal((await look(shell, KEY)).value, 'idle');
      await shell.stop(1000);
    }),
  );

  it(
    'rings the timers of its own when they are due, however seldom it polls',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = openShell({ ...store, pollMs: 60_000 });
      const delays = [300, 100, 200, 400];
      await Promise.all(
        delays.map((delayMs) =>
          shell.dispatch(`errand:${delayMs}`, event('wait'), { input: { delayMs } }),
        ),
      );
      for (const delayMs of delays) await eventually(isIn(shell, `errand:${delayMs}`, 'rung'));
      const lines = await store.journal(20);
      for (const delayMs of delays) {
        const [begun, rung] = lines.filter(({ key }) => key === `errand:${delayMs}`);
        assert.ok(begun && rung);
        const late = rung.at - begun.at - delayMs;
        assert.ok(late >= 0 && late < 1000, `${late} ms late`);
      }
      await shell.stop(1000);
    }),
  );

  it(
    'rings a timer that came due while nobody ran',
    within(async ({ connect }) => {
      const store = await connect();
      const before = openShell(store);
      await before.dispatch(KEY, event('wait'), { input: { delayMs: 200 } });
      await before.stop(1000);
      const until = (await store.clock()) + 250;
      await eventually(async () => (await store.clock()) > until || undefined);
      assert.equal((await look(before, KEY)).value, 'waiting');
      const after = openShell(await connect());
      await eventually(isIn(after, KEY, 'rung'));
      await after.stop(1000);
    }),
  );

  it(
    'never rings a timer whose state was left',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = openShell(store);
      await shell.dispatch(KEY, event('wait'), { input: { delayMs: 100 } });
      await shell.dispatch(KEY, event('stop'));
      assert.deepEqual(await isEmpty(store)(), true);
      assert.deepEqual((await look(shell, KEY)).context.log, []);
      await shell.stop(1000);
    }),
  );

  it(
    'goes on with the others when one doer throws, whatever it throws',
    within(async ({ connect }) => {
      const store = await connect();
      const said: string[] = [];
      const throws: Record<string, unknown> = { string: 'no', nothing: undefined, null: null };
      const say = ({ text }: { text: string }): Promise<void> => {
        if (text in throws) throw throws[text];
        said.push(text);
        return Promise.resolve();
      };
      const shell = openShell(store, { doers: { commands: { say } } });
      for (const text of [...Object.keys(throws), 'good', 'also good'])
        await shell.dispatch(`errand:${text}`, event('say', { text }), INPUT);
      await eventually(() => said.length === 2 || undefined);
      assert.deepEqual(said.toSorted(), ['also good', 'good']);
      await shell.stop(1000);
    }),
  );

  it(
    'buries what an older release wished for and nobody does any more, and goes on',
    within(async ({ connect }) => {
      const store = await connect();
      const key = 'ghost:1';
      const effects = (['command', 'command', 'job', 'timer'] as const).map((kind, index) => ({
        id: `${key}/e/1/${index}`,
        kind,
        name: 'haunt',
        ticket: kind === 'command' ? '' : 'haunt',
        order: kind === 'command' ? ('write' as const) : ('any' as const),
        input: {},
        delayMs: 1,
      }));
      await store.save({
        key,
        expected: null,
        record: { version: 1, epoch: 'e', step: 1, snapshot: null, tickets: {}, seen: [] },
        effects,
        closed: [],
        journal: { event: '@begin', from: '', to: '' },
        leaseMs: 1000,
        expiresInMs: null,
      });
      const shell = openShell(impatient(store).store);
      await shell.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      await eventually(isIn(shell, KEY, 'done'));
      const letters = await eventually(async () => {
        const found = await store.deadLetters(10);
        return found.length === 4 ? found : undefined;
      });
      assert.deepEqual(new Set(letters.map(({ key: of }) => of)), new Set([key]));
      await shell.stop(1000);
    }),
  );

  it(
    'leaves the timer of a newer record to a newer process, and counts no try',
    within(async ({ connect }) => {
      const store = await connect();
      const newCharts = { errand: { ...errand, version: 2 } };
      const newer = openShell(store, { charts: newCharts });
      const refused = gate();
      const older = openShell(
        {
          ...store,
          release: async (id, token, again) => {
            assert.equal(again.error, null);
            refused.resolve();
            return hasty(store).release(id, token, again);
          },
        },
        { onFailed: () => assert.fail('it is no failure') },
      );
      await newer.dispatch(KEY, event('wait'), { input: { delayMs: 50 } });
      await newer.stop(1000);
      await refused.promise;
      await older.stop(1000);
      const next = openShell(store, { charts: newCharts });
      await eventually(isIn(next, KEY, 'rung'));
      await next.stop(1000);
    }),
  );

  it(
    'keeps what is wished for before its doers are there',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = createShell({ store, charts, newEpoch, leaseMs: 60_000, random: () => 0 });
      await shell.dispatch(KEY, event('go', { text: 'early' }), INPUT);
      shell.start({ errand: idleDoers as unknown as Doers });
      await eventually(isIn(shell, KEY, 'done'));
      assert.deepEqual(await store.deadLetters(1), []);
      await shell.stop(1000);
    }),
  );

  it(
    'comes back by itself when the store was away',
    within(async ({ connect }) => {
      const store = await connect();
      let isAway = true;
      const troubles: unknown[] = [];
      const claim: ActorStore['claim'] = async (want) => {
        if (isAway) throw new StoreError('store-unreachable', 'away');
        return store.claim(want);
      };
      const shell = openShell(
        { ...store, claim },
        { onStoreError: (error) => troubles.push(error) },
      );
      await shell.dispatch(KEY, event('wait'), { input: { delayMs: 20 } });
      await eventually(() => troubles.length > 2 || undefined);
      isAway = false;
      await eventually(isIn(shell, KEY, 'rung'));
      await shell.stop(1000);
    }),
  );
});

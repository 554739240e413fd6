import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { eventually } from '../eventually.ts';
import { eachStore } from './each-store.ts';
import { event, gate, isIn, look, openShell } from './open-shell.ts';
import { runChild } from './run-child.ts';
import { inScratchFolder } from './scratch-folder.ts';

const KEY = 'errand:1';
const INPUT = { input: {} };
/** Longer than any test: whoever goes on has been handed the lease. */
const LEASE_MS = 600_000;

const errandsUntilKilled = new URL('./errands-until-killed.ts', import.meta.url);

/** Ends when it is told to stop, as a well-behaved job does. */
const untilAborted = (_: object, { signal }: { signal: AbortSignal }) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

eachStore('a shell that stops', (within) => {
  it(
    'ends what it has begun',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const said: string[] = [];
      const end = gate();
      const say = async ({ text }: { text: string }) => {
        begun.resolve();
        await end.promise;
        said.push(text);
      };
      const shell = openShell(store, { doers: { commands: { say } } });
      await shell.dispatch(KEY, event('say', { text: 'a' }), INPUT);
      await begun.promise;
      const stopped = shell.stop(5000);
      end.resolve();
      await stopped;
      assert.deepEqual(said, ['a']);
      assert.equal(shell.running(), 0);
      const { due, leased } = await store.depth();
      assert.deepEqual({ due, leased }, { due: 0, leased: 0 });
    }),
  );

  it(
    'aborts its jobs and hands them to another at once',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const first = openShell(store, {
        leaseMs: LEASE_MS,
        onFailed: () => assert.fail('stopping is no failure'),
        doers: {
          jobs: {
            work: (input, work) => {
              begun.resolve();
              return untilAborted(input, work);
            },
          },
        },
      });
      await first.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      await begun.promise;
      await first.stop(5000);
      const { due, leased } = await store.depth();
      assert.deepEqual({ due, leased }, { due: 1, leased: 0 });
      const attempts: number[] = [];
      const second = openShell(await connect(), {
        doers: {
          jobs: {
            work: async ({ text }, work) => {
              attempts.push(work.attempts);
              return { made: text };
            },
          },
        },
      });
      await eventually(isIn(second, KEY, 'done'));
      assert.deepEqual(attempts, [0]);
      await second.stop(1000);
    }),
  );

  it(
    'hands back what hangs, and what waits behind it, when its time is up',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const first = openShell(store, {
        leaseMs: LEASE_MS,
        doers: {
          commands: {
            say: () => {
              begun.resolve();
              return new Promise(() => {});
            },
          },
        },
      });
      for (const text of ['1', '2', '3']) await first.dispatch(KEY, event('say', { text }), INPUT);
      await begun.promise;
      await first.stop(20);
      const said: string[] = [];
      const second = openShell(await connect(), {
        doers: { commands: { say: async ({ text }) => void said.push(text) } },
      });
      await eventually(() => said.length === 3 || undefined);
      assert.deepEqual(said.toSorted(), ['1', '2', '3']);
      await second.stop(1000);
    }),
  );

  it(
    'hands on what fails while it stops, as if it had not been tried',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const stopping = gate();
      const first = openShell(store, {
        leaseMs: LEASE_MS,
        onFailed: () => assert.fail('stopping is no failure'),
        doers: {
          commands: {
            say: async () => {
              begun.resolve();
              await stopping.promise;
              throw Object.assign(new Error('the line is closed'), { retryable: false });
            },
          },
        },
      });
      await first.dispatch(KEY, event('say', { text: 'a' }), INPUT);
      await begun.promise;
      const stopped = first.stop(5000);
      stopping.resolve();
      await stopped;
      const attempts: number[] = [];
      const second = openShell(await connect(), {
        doers: { commands: { say: async (_, work) => void attempts.push(work.attempts) } },
      });
      await eventually(() => attempts.length === 1 || undefined);
      assert.deepEqual(attempts, [0]);
      await second.stop(1000);
    }),
  );

  it(
    'says nothing of work that ends after it, when the store is closed',
    within(async ({ connect }) => {
      const store = await connect();
      const begun = gate();
      const end = gate();
      const shell = openShell(store, {
        onFailed: () => assert.fail('it is over'),
        onStoreError: () => assert.fail('it is over'),
        doers: {
          commands: {
            say: () => {
              begun.resolve();
              return end.promise;
            },
          },
        },
      });
      await shell.dispatch(KEY, event('say', { text: 'a' }), INPUT);
      await begun.promise;
      await shell.stop(20);
      await store.close();
      end.resolve();
      await eventually(() => shell.running() === 0 || undefined);
    }),
  );

  it(
    'leaves what is still dispatched to another',
    within(async ({ connect }) => {
      const store = await connect();
      const first = openShell(store, { leaseMs: LEASE_MS });
      const late = [first.dispatch(KEY, event('go', { text: 'a' }), INPUT)];
      const stopped = first.stop(1000);
      late.push(first.dispatch('errand:2', event('say', { text: 'b' }), INPUT));
      await Promise.all(late);
      await stopped;
      const said: string[] = [];
      const second = openShell(await connect(), {
        doers: { commands: { say: async ({ text }) => void said.push(text) } },
      });
      await eventually(isIn(second, KEY, 'done'));
      await eventually(() => said.length === 1 || undefined);
      await second.stop(1000);
    }),
  );

  it(
    'drops no result of a job that ends while it stops',
    within(async ({ connect }) => {
      const begun = gate();
      const end = gate<{ made: string }>();
      const shell = openShell(await connect(), {
        doers: {
          jobs: {
            work: () => {
              begun.resolve();
              return end.promise;
            },
          },
        },
      });
      await shell.dispatch(KEY, event('go', { text: 'a' }), INPUT);
      await begun.promise;
      const stopped = shell.stop(5000);
      end.resolve({ made: 'in time' });
      await stopped;
      assert.deepEqual((await look(shell, KEY)).context.log, ['made in time']);
    }),
  );

  it(
    'stops at once when it has nothing to do, or was never started',
    within(async ({ connect }) => {
      const store = await connect();
      const shell = openShell(store);
      await shell.stop(600_000);
      assert.equal(shell.running(), 0);
    }),
  );
});

eachStore('a shell that was killed', (within) => {
  it(
    'is gone on for by another: everything it acknowledged ends, each job at least once',
    within(async ({ address, connect }) => {
      await inScratchFolder(async (folder) => {
        const file = join(folder, 'made.txt');
        writeFileSync(file, '');
        const acknowledged: string[] = [];
        for (let life = 0; life < 2; life++) {
          const child = runChild(errandsUntilKilled, [...address, file, `${life * 30_000}`]);
          await child.printed(20 + life * 60);
          acknowledged.push(...(await child.kill()));
        }
        const store = await connect();
        const shell = openShell(store, {
          doers: {
            jobs: {
              work: async ({ text }) => {
                appendFileSync(file, `${text}\n`);
                return { made: text };
              },
            },
          },
        });
        for (const key of acknowledged) {
          const end = Number(key.split(':')[1]) % 3 === 0 ? 'rung' : 'done';
          await eventually(isIn(shell, key, end), { timeoutMs: 10_000 });
        }
        await eventually(async () => {
          const { due, later, leased, dead } = await store.depth();
          return due + later + leased + dead === 0 || undefined;
        });
        const made = new Set(readFileSync(file, 'utf8').split('\n'));
        for (const key of acknowledged)
          if (Number(key.split(':')[1]) % 3 !== 0) assert.ok(made.has(key), `${key} was lost`);
        await shell.stop(1000);
      });
    }),
  );
});

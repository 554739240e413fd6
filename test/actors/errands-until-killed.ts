/**
 * A process to be killed: begins errand after errand, each a job that appends its text to a file, or
 * a timer, and prints the actor's key once the dispatch is acknowledged.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { argv } from 'node:process';
import { type Address, connectTo } from './each-store.ts';
import { event, openShell } from './open-shell.ts';

const [, , kind = '', where = '', file = '', from = ''] = argv;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const shell = openShell(await connectTo([kind, where] as unknown as Address), {
  leaseMs: 500,
  doers: {
    jobs: {
      work: async ({ text }) => {
        await pause(Math.random() * 40);
        appendFileSync(file, `${text}\n`);
        return { made: text };
      },
    },
  },
});

async function errandsForever(lane: number) {
  for (let n = Number(from) + lane; ; n += 8) {
    const key = `errand:${n}`;
    const errand = n % 3 === 0 ? event('wait') : event('go', { text: key });
    await shell.dispatch(key, errand, { input: { delayMs: 150 } });
    writeSync(1, `${key}\n`);
    await pause(5);
  }
}

await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(errandsForever));

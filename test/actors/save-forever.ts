/**
 * A process to be killed: saves step after step on eight keys at once, each step with the one effect
 * that takes the place of the step's before, and prints `key step` once a save is acknowledged.
 */
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { openSqliteStore } from '../../src/actors/sqlite-store.ts';
import { effect, saveOf } from '../contracts/actor-store.ts';

const store = await openSqliteStore({ path: argv[2] ?? '' });

async function saveForever(key: string) {
  for (let step = ((await store.load(key))?.step ?? -1) + 1; ; step++) {
    const effects = [effect(`${key}/first/${step}/0`, { delayMs: 3_600_000 })];
    const closed = [`${key}/first/${step - 1}/0`];
    const saved = await store.save(saveOf(key, step, { effects, closed }));
    if (saved.kind === 'conflict') throw new Error(`${key} conflicts at ${step}`);
    writeSync(1, `${key} ${step}\n`);
  }
}

await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((id) => saveForever(`chat:${id}`)));

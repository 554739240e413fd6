import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { checkInvariants } from '../../db/invariants.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { takeInstanceLock } from '../../src/actors/instance-lock.ts';
import { inScratchFolder } from '../actors/scratch-folder.ts';
import { postgresPlace, postgresRefusal } from '../databases.ts';
import { furnish } from '../db/furnish.ts';
import { START } from '../db/people-with-coins.ts';
import { eventually } from '../eventually.ts';
import { registerRefusal } from '../without-server.ts';
import { runCommand } from './run-command.ts';

const JOURNAL = 20_000;

async function furnishFile(folder: string, journal: number): Promise<string> {
  const url = `sqlite:${join(folder, 'aisha.db')}`;
  const db = await openDatabase(url);
  await migrateToLatest(db);
  await furnish(db, { journal });
  await db.close();
  return url;
}

async function openTarget(t: TestContext): Promise<string> {
  const { url, remove } = await postgresPlace();
  t.after(remove);
  return url;
}

/** Waits for words of the command. */
const says = (command: ReturnType<typeof runCommand>, words: RegExp) =>
  eventually(() => (words.test(command.output()) ? true : undefined), { timeoutMs: 30_000 }).catch(
    (cause) => {
      throw new Error(`it said:\n${command.output()}`, { cause });
    },
  );

function registerTests() {
  it('is killed in the middle, goes on, and says what it compared', (t) =>
    inScratchFolder(async (folder) => {
      const from = await furnishFile(folder, JOURNAL);
      const to = await openTarget(t);
      const words = ['migrate', 'copy', '--from', from, '--to', to];

      const killed = runCommand(words);
      await says(killed, /^telegram_files: 1 of 1$/m);
      killed.kill();
      await killed.exited;
      const started = runCommand(['migrate'], { DATABASE_URL: to });
      assert.equal(await started.exited, 1);
      assert.match(started.output(), /^copy_unfinished: it holds a part of sqlite:/);

      const resumed = runCommand(words);
      assert.equal(await resumed.exited, 0, resumed.output());
      assert.match(resumed.output(), /^Goes on with the copy that was interrupted$/m);
      assert.match(resumed.output(), /^journal: 20000 of 20000$/m);
      assert.match(
        resumed.output(),
        /^Done: 27 tables with \d{5} rows are the same on both sides/m,
      );
      const db = await openDatabase(to);
      assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
      await db.close();
    }));

  it('is refused while the bot runs on the file, and where there is no such file', (t) =>
    inScratchFolder(async (folder) => {
      const to = await openTarget(t);
      const none = runCommand(['migrate', 'copy', '--from', `sqlite:${join(folder, 'no.db')}`], {
        DATABASE_URL: to,
      });
      assert.equal(await none.exited, 1);
      assert.match(none.output(), /^there is no file /);

      const from = await furnishFile(folder, 1);
      const unlock = takeInstanceLock(join(folder, 'instance.lock'));
      const refused = runCommand(['migrate', 'copy', '--from', from], { DATABASE_URL: to });
      assert.equal(await refused.exited, 1);
      assert.match(refused.output(), /^instance-locked: another instance is running/);
      unlock();
    }));
}

function registerMigrations() {
  it('is done once by processes that start together', async (t) => {
    const DATABASE_URL = await openTarget(t);
    const commands = [1, 2, 3].map(() => runCommand(['migrate'], { DATABASE_URL }));
    for (const { exited, output } of commands) assert.equal(await exited, 0, output());
    const said = commands.map(({ output }) => output().trim()).sort();
    assert.match(said[0] ?? '', /^Migrated: 0001-tables, /);
    assert.deepEqual(said.slice(1), ['The tables are up to date', 'The tables are up to date']);
  });
}

if (postgresRefusal === undefined) {
  describe('migrate', registerMigrations);
  describe('migrate copy', registerTests);
} else registerRefusal('migrate', postgresRefusal);

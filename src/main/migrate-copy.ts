import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyDatabase, type Progress } from '../../db/copy/copy-database.ts';
import { openDatabase } from '../../db/open.ts';
import { takeInstanceLock } from '../actors/instance-lock.ts';
import { type Config, withoutPassword } from '../config.ts';

export const COPY_USAGE =
  'migrate copy --from sqlite:PATH [--to postgres://…]   everything into an empty database (DATABASE_URL)';

/** Copies one installation's database into another, and says how far it is. */
export async function runMigrateCopy(config: Config, words: readonly string[]): Promise<void> {
  const { from, to } = readOrder(config, words);
  const unlock = lockFiles([from, to]);
  const dbs = [await openDatabase(from), await openDatabase(to)] as const;
  try {
    const needs = { from: dbs[0], to: dbs[1], source: withoutPassword(from) };
    const { tables, rows, accounts } = await copyDatabase({ ...needs, onProgress: createTeller() });
    console.log(
      `Done: ${tables} tables with ${rows} rows are the same on both sides, and ${accounts} ` +
        'accounts hold what their transfers sum to.',
    );
  } finally {
    await Promise.all(dbs.map((db) => db.close()));
    for (const giveBack of unlock) giveBack();
  }
}

function readOrder({ DATABASE_URL }: Config, words: readonly string[]) {
  const address = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...words], options: { from: address, to: address } });
  const { from, to = DATABASE_URL } = values;
  if (from === undefined) throw new Error(COPY_USAGE);
  if (from === to) throw new Error('--from and --to are the same database');
  const path = pathOf(from);
  if (path !== null && !existsSync(path)) throw new Error(`there is no file ${path}`);
  return { from, to };
}

const pathOf = (url: string) => (url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null);

/** A file belongs to the instance that runs on it; that must have ended. */
function lockFiles(urls: readonly string[]): readonly (() => void)[] {
  const folders = urls.flatMap((url) => pathOf(url) ?? []).map((path) => dirname(path));
  return [...new Set(folders)].map((folder) => takeInstanceLock(join(folder, 'instance.lock')));
}

const EVERY_MS = 1000;

/** A line for each table, and one a second where it is a large one. */
function createTeller() {
  let toldAt = 0;
  const tell = (line: string) => {
    toldAt = performance.now();
    console.log(line);
  };
  return (progress: Progress) => {
    if (progress.stage === 'resumed') tell('Goes on with the copy that was interrupted');
    if (progress.stage === 'comparing') tell(`Comparing ${progress.table}`);
    if (progress.stage !== 'copying') return;
    const { table, rows, of } = progress;
    if (rows === of || performance.now() - toldAt > EVERY_MS) tell(`${table}: ${rows} of ${of}`);
  };
}

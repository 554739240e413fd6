import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where a bot keeps everything. */
export interface Backend {
  readonly name: string;
  readonly databaseUrl: string;
  /** The folder of the pictures. */
  readonly storage: string;
  /** Variables that name it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A folder that is gone with this process. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aisha-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

export const backend = (
  name: string,
  databaseUrl: string,
  storage: string,
  more: Readonly<Record<string, string>> = {},
): Backend => ({
  name,
  databaseUrl,
  storage,
  environment: { DATABASE_URL: databaseUrl, STORAGE_DIR: storage, ...more },
});

/** A database file, an actors' file and the pictures in a folder. */
export function sqliteBackend(): Backend {
  const folder = scratchFolder();
  return backend('SQLite', `sqlite:${join(folder, 'aisha.db')}`, join(folder, 'storage'));
}

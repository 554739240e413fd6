import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** How long a write waits for an operator's own sqlite shell; the event loop stands still then. */
const BUSY_MS = 250;

/** One entry a version; `user_version` counts how many have been applied. */
export const MIGRATIONS = [
  `
  CREATE TABLE records (
    key TEXT NOT NULL PRIMARY KEY,
    epoch TEXT NOT NULL,
    step INTEGER NOT NULL,
    record TEXT NOT NULL,
    expires_at INTEGER
  ) STRICT;
  CREATE INDEX records_expiring ON records (expires_at) WHERE expires_at IS NOT NULL;

  -- visible_at is the due time or the lease's end; place keeps the order of arrival.
  CREATE TABLE effects (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    effect TEXT NOT NULL,
    visible_at INTEGER NOT NULL,
    token TEXT,
    attempts INTEGER NOT NULL,
    error TEXT,
    dead_at INTEGER
  ) STRICT;
  CREATE INDEX effects_visible ON effects (visible_at) WHERE dead_at IS NULL;
  CREATE INDEX effects_dead ON effects (dead_at) WHERE dead_at IS NOT NULL;
  CREATE INDEX effects_key ON effects (key);

  CREATE TABLE journal (
    place INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    epoch TEXT NOT NULL,
    step INTEGER NOT NULL,
    event TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (key, epoch, step)
  ) STRICT;
  `,
  `
  -- visible_at may be null now: while an older write is unfinished. What an older process left
  -- behind waits for nothing, as it did there.
  ALTER TABLE effects RENAME TO effects_before;
  DROP INDEX effects_visible;
  DROP INDEX effects_dead;
  DROP INDEX effects_key;
  CREATE TABLE effects (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    effect TEXT NOT NULL,
    in_order TEXT NOT NULL CHECK (in_order IN ('write', 'after', 'any')),
    visible_at INTEGER,
    token TEXT,
    attempts INTEGER NOT NULL,
    error TEXT,
    dead_at INTEGER
  ) STRICT;
  INSERT INTO effects
    SELECT place, id, key, effect, 'any', visible_at, token, attempts, error, dead_at
    FROM effects_before;
  DROP TABLE effects_before;
  CREATE INDEX effects_visible ON effects (visible_at) WHERE dead_at IS NULL;
  CREATE INDEX effects_dead ON effects (dead_at) WHERE dead_at IS NOT NULL;
  CREATE INDEX effects_key ON effects (key);
  CREATE INDEX effects_writes ON effects (key, place) WHERE in_order = 'write' AND dead_at IS NULL;
  `,
];

function versionOf(db: DatabaseSync) {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function migrate(db: DatabaseSync, path: string) {
  const found = versionOf(db);
  if (found > MIGRATIONS.length) {
    throw new StoreError('store-too-new', `${path} was written by a newer version of AISHA`);
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < found) continue;
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

/**
 * Opens the actors' own database file, made and migrated when needed. An acknowledged commit is on
 * the disk (`synchronous=FULL`). Throws a StoreError `store-too-new` on a newer file.
 */
export function openActorsDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL;`);
    db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;');
    migrate(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

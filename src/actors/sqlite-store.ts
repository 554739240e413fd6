import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type {
  ActorStore,
  ClaimedEffect,
  DeadLetter,
  Freed,
  QueueDepth,
  Save,
  Saved,
} from './actor-store.ts';
import { createGroupCommit, type Transaction } from './group-commit.ts';
import type { Effect, JournalEntry } from './record.ts';
import { openActorsDatabase } from './sqlite-schema.ts';
import { prepareStatements, type Statements } from './sqlite-statements.ts';
import { StoreError } from './store-error.ts';
import {
  claimedBySaver,
  claimedEffect,
  deadLetter,
  decodeRecord,
  encodeEffect,
  type Fate,
  fatesOf,
  wholeMs,
} from './stored-effect.ts';

const POLL_MS = 1000;
/** Expired records that one claim sweeps away: few enough not to be felt. */
const PURGE_LIMIT = 200;

/** SQLITE_READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB: no fault of the operation. */
const STORAGE_FAILURES = new Set([8, 10, 11, 13, 14, 26]);

interface Clocked {
  readonly sql: Statements;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A text never given before: the fencing token of a save or a claim. */
  readonly newToken: () => string;
}

type Row = Record<string, SQLOutputValue>;

function writeRecord({ sql, now }: Clocked, { key, expected, record, expiresInMs }: Save): boolean {
  const { epoch, step } = record;
  const expiresAt = expiresInMs === null ? null : now() + wholeMs(expiresInMs);
  const row = { key, epoch, step, record: JSON.stringify(record), expiresAt, now: now() };
  if (expected === null) return sql.create.run(row).changes === 1;
  const { epoch: expectedEpoch, step: expectedStep } = expected;
  return sql.advance.run({ ...row, expectedEpoch, expectedStep }).changes === 1;
}

function addEffects({ sql, now }: Clocked, wanted: Save, fates: readonly Fate[], token: string) {
  const { key, effects, leaseMs } = wanted;
  for (const [index, effect] of effects.entries()) {
    const { id, order, delayMs } = effect;
    const fate = fates[index];
    const waitMs = wholeMs(fate === 'leased' ? leaseMs : delayMs);
    sql.addEffect.run({
      id,
      key,
      effect: encodeEffect(key, effect),
      order,
      visibleAt: fate === 'held' ? null : now() + waitMs,
      token: fate === 'leased' ? token : null,
    });
  }
}

const isInOrder = ({ order }: Effect) => order !== 'any';

function save(store: Clocked, wanted: Save): Saved {
  if (!writeRecord(store, wanted)) return { kind: 'conflict' };
  const { sql, now } = store;
  const token = store.newToken();
  for (const id of wanted.closed) sql.closeEffect.run({ id });
  const { key, effects } = wanted;
  const isBehindWrite = effects.some(isInOrder) && sql.anyWrite.get({ key }) !== undefined;
  const fates = fatesOf(effects, isBehindWrite);
  addEffects(store, wanted, fates, token);
  const { epoch, step } = wanted.record;
  sql.addLine.run({ key, epoch, step, ...wanted.journal, now: now() });
  return { kind: 'saved', claimed: claimedBySaver(wanted, fates, token) };
}

type Lease = (row: Row) => ClaimedEffect;

/** Leases effects of one claim: the rows of `visible` or `freed`. */
function leaseFor({ sql, now, newToken }: Clocked, leaseMs: number): Lease {
  const token = newToken();
  const visibleAt = now() + wholeMs(leaseMs);
  return (row) => {
    const attempts = Number(row['attempts']);
    sql.lease.run({ id: String(row['id']), token, attempts, visibleAt });
    return claimedEffect(String(row['effect']), token, attempts);
  };
}

/** Those behind an unfinished write leave the queue until it is over, and make room for others. */
function claim(store: Clocked, want: { limit: number; leaseMs: number }): ClaimedEffect[] {
  const { sql } = store;
  const now = store.now();
  const lease = leaseFor(store, want.leaseMs);
  sql.purge.run({ now, limit: PURGE_LIMIT });
  const claimed: ClaimedEffect[] = [];
  for (let held = -1; held !== 0; ) {
    const visible = sql.visible.all({ now, limit: want.limit - claimed.length });
    const behind = visible.filter(({ isBehind }) => isBehind === 1);
    for (const { id } of behind) sql.hold.run({ id: String(id) });
    claimed.push(...visible.filter(({ isBehind }) => isBehind !== 1).map(lease));
    held = behind.length;
  }
  return claimed;
}

/** The row of an effect that is over now; undefined: the token was stale. */
function freedBy(store: Clocked, row: Row | undefined, leaseMs: number): Freed {
  if (!row) return null;
  if (row['in_order'] !== 'write') return [];
  const freed = store.sql.freed.all({ key: String(row['key']) });
  return freed.map(leaseFor(store, leaseMs));
}

function toDeadLetter(row: Row): DeadLetter {
  const { effect, attempts, error, dead_at } = row;
  return deadLetter(String(effect), {
    attempts: Number(attempts),
    error: String(error),
    at: Number(dead_at),
  });
}

const toDepth = (row: Row | undefined): QueueDepth => ({
  due: Number(row?.['due']),
  later: Number(row?.['later']),
  leased: Number(row?.['leased']),
  dead: Number(row?.['dead']),
  oldestMs: Number(row?.['oldestMs']),
});

const toJournalEntry = (row: Row): JournalEntry => ({
  key: String(row['key']),
  epoch: String(row['epoch']),
  step: Number(row['step']),
  event: String(row['event']),
  from: String(row['from_state']),
  to: String(row['to_state']),
  at: Number(row['at']),
});

/** The low byte is SQLite's primary code, whatever the extended one says. */
const primaryCode = (error: unknown) =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

const transactionOf = (db: DatabaseSync, sql: Statements): Transaction => ({
  begin: () => void sql.begin.run(),
  commit: () => void sql.commit.run(),
  // A full disk makes SQLite roll back by itself.
  rollback: () => void (db.isTransaction && db.exec('ROLLBACK')),
  isStorageFailure: (error) => STORAGE_FAILURES.has(primaryCode(error)),
});

const changed = ({ changes }: { changes: number | bigint }) => Number(changes) > 0;

export interface SqliteStoreOptions {
  /** The file, or `:memory:`. Folders on the way are made. */
  readonly path: string;
  /** Milliseconds since 1970; `Date.now` unless a test steers it. */
  readonly now?: () => number;
  /** A text never given before. */
  readonly newToken?: () => string;
  /** The instance lock is ours, so leases of an earlier process are nobody's: they end at once. */
  readonly isSole?: boolean;
}

/** Keeps actors in a SQLite file of their own. One process at a time: see `takeInstanceLock`. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<ActorStore> {
  const db = openActorsDatabase(options.path);
  if (options.isSole) endLeases(db, (options.now ?? Date.now)());
  return createSqliteStore({ ...options, db });
}

/**
 * What a killed process left behind goes on at once, and not as one more failed try: restarts must
 * not bury what waits. An order that kills the process itself ends at its deadline.
 */
function endLeases(db: DatabaseSync, now: number) {
  db.prepare(
    'UPDATE effects SET token = NULL, visible_at = min(visible_at, ?) WHERE token IS NOT NULL',
  ).run(now);
}

/** The store over a connection from `openActorsDatabase`, which it closes in the end. */
export function createSqliteStore({
  db,
  now = Date.now,
  newToken = () => crypto.randomUUID(),
}: Omit<SqliteStoreOptions, 'path'> & { readonly db: DatabaseSync }): ActorStore {
  const sql = prepareStatements(db);
  const store: Clocked = { sql, now, newToken };
  const group = createGroupCommit(transactionOf(db, sql));
  let isOpen = true;

  const assertOpen = () => {
    if (!isOpen) throw new StoreError('store-closed', 'the actor store is closed');
  };
  const read = async <T>(query: () => T): Promise<T> => {
    assertOpen();
    try {
      return query();
    } catch (cause) {
      throw new StoreError('store-failed', 'the actor store could not be read', cause);
    }
  };
  const write = async <T>(operation: () => T): Promise<T> => {
    assertOpen();
    return group.write(operation);
  };

  return {
    pollMs: POLL_MS,
    load: (key) =>
      read(() => {
        const row = sql.load.get({ key, now: now() });
        return row ? decodeRecord(String(row['record'])) : null;
      }),
    save: (wanted) => write(() => save(store, wanted)),
    claim: (want) => write(() => claim(store, want)),
    renew: (id, token, leaseMs) =>
      write(() => changed(sql.renew.run({ id, token, visibleAt: now() + wholeMs(leaseMs) }))),
    complete: (id, token, leaseMs) =>
      write(() => freedBy(store, sql.complete.get({ id, token }), leaseMs)),
    release: (id, token, { delayMs, error }) =>
      write(() => {
        const visibleAt = now() + wholeMs(delayMs);
        const tries = error === null ? 0 : 1;
        return changed(sql.release.run({ id, token, visibleAt, tries }));
      }),
    bury: (id, token, error, leaseMs) =>
      write(() => freedBy(store, sql.bury.get({ id, token, error, now: now() }), leaseMs)),
    deadLetters: (limit) => read(() => sql.dead.all({ limit }).map(toDeadLetter)),
    revive: (id) => write(() => changed(sql.revive.run({ id, now: now() }))),
    drop: (id) => write(() => changed(sql.drop.run({ id }))),
    depth: () => read(() => toDepth(sql.depth.get({ now: now() }))),
    journal: (limit) => read(() => sql.lines.all({ limit }).map(toJournalEntry)),
    forgetJournal: (entries) =>
      write(() => {
        for (const { key, epoch, step } of entries) sql.forgetLine.run({ key, epoch, step });
      }),
    remove: (key) =>
      write(() => {
        sql.removeRecord.run({ key });
        sql.removeEffects.run({ key });
        sql.removeLines.run({ key });
      }),
    clock: () => read(() => Number(sql.probe.get({ now: now() })?.['now'])),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      group.flush();
      db.close();
    },
  };
}

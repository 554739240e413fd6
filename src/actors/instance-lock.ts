import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** Keeps held locks out of the garbage collector's reach: it would close, and so unlock, them. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only instance, by an exclusive lock on a file of its own (not the
 * database: its readers stay free). The kernel takes the lock back when the process dies, however
 * it dies. Throws a StoreError `instance-locked` at once when another holds it. Not for network
 * file systems, whose locks cannot be trusted.
 */
export function takeInstanceLock(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(path);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw isBusy(cause) ? heldByAnother(path, cause) : cause;
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

/** By its words, since not every runtime gives SQLite's code on `exec`. */
const isBusy = (error: unknown) =>
  error instanceof Error && error.message.includes('database is locked');

const heldByAnother = (path: string, cause: unknown) =>
  new StoreError(
    'instance-locked',
    `another instance is running: ${path} is locked; stop it, or use PostgreSQL and Redis`,
    cause,
  );

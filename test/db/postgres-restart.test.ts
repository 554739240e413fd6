import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { checkInvariants } from '../../db/invariants.ts';
import { balances, transfer } from '../../db/ledger.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { newId, START } from './people-with-coins.ts';

const run = promisify(execFile);

const DEBIAN = '/usr/lib/postgresql';

/** Debian's server programs of the newest version, if they are there. */
function findBinaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort() : [];
  const folder = join(DEBIAN, versions.at(-1) ?? 'none', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

const binaries = findBinaries();

/** PostgreSQL refuses to run as root. */
const asServerUser = (program: string, args: string[]) =>
  userInfo().uid === 0
    ? run('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args])
    : run(program, args);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** A server of its own that can be restarted. */
async function createCluster(bin: string) {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-pg-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  await asServerUser(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-N']);
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  const control = (...args: string[]) =>
    asServerUser(join(bin, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log'), '-w', ...args]);
  await control('-o', settings, 'start');
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    restart: () => control('-o', settings, '-m', 'immediate', 'restart'),
    stop: async () => {
      await control('-m', 'immediate', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Passes bytes on until it is told to stop, like a network that swallows them. */
async function createTunnel(port: number) {
  const { connect } = await import('node:net');
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    sockets.add(near).add(far);
    near.on('data', (bytes) => void (stalled || far.write(bytes)));
    far.on('data', (bytes) => void (stalled || near.write(bytes)));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    port: address.port,
    stall: (on: boolean) => {
      stalled = on;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const gift = (n: number) => ({
  debit: 'grants',
  credit: 'user:a',
  amount: 1,
  kind: 'grant',
  reference: `gift:${n}`,
  now: START,
  newId,
});

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

async function until(isSo: () => boolean) {
  while (!isSo()) await soon();
}

/** Tries until the answer is known, as a lease does. */
async function insist(db: Db, n: number): Promise<void> {
  for (;;) {
    const outcome = await transfer(db.kysely, gift(n)).catch(() => undefined);
    if (outcome) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const skip = binaries === undefined && process.env['CI'] !== 'true' && 'no server programs here';

describe('PostgreSQL that restarts', { skip }, () => {
  it('loses and doubles no coin, and leaves no query without an answer', async () => {
    const cluster = await createCluster(binaries ?? '');
    const db = await openDatabase(cluster.url, { connectTimeoutMs: 2000, poolSize: 8 });
    try {
      await migrateToLatest(db);
      let given = 0;
      let restarting = true;
      const giver = async () => {
        while (restarting) await insist(db, given++);
      };
      const givers = Promise.all(Array.from({ length: 16 }, giver));
      for (let n = 1; n <= 4; n++) {
        await until(() => given > n * 100);
        await cluster.restart();
      }
      restarting = false;
      await givers;
      assert.equal((await balances(db.kysely, 'a')).available, given);
      assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
    } finally {
      await db.close();
      await cluster.stop();
    }
  });

  it('that falls silent is given up after the deadline, and used again when it is back', async () => {
    const cluster = await createCluster(binaries ?? '');
    const tunnel = await createTunnel(cluster.port);
    const url = `postgres://postgres@127.0.0.1:${tunnel.port}/postgres`;
    const limits = { statementTimeoutMs: 200, connectTimeoutMs: 1000, answerGraceMs: 100 };
    const db = await openDatabase(url, limits);
    try {
      await db.ping();
      tunnel.stall(true);
      await assert.rejects(db.ping(), { code: 'query_deadline' });
      await assert.rejects(db.ping(), { code: 'database_unreachable' });
      tunnel.stall(false);
      await db.ping();
    } finally {
      await db.close();
      tunnel.close();
      await cluster.stop();
    }
  });
});

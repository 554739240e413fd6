import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';

const run = promisify(execFile);

const DEBIAN = '/usr/lib/postgresql';

/** Debian's server programs of the newest version, if they are there. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const [newest = 'none'] = versions.sort((a, b) => Number(b) - Number(a));
  const folder = join(DEBIAN, newest, 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

const programs = findPrograms();

/** Why no server of a test's own can be started, or undefined. */
export const clusterRefusal =
  programs === undefined ? `no server programs of PostgreSQL below ${DEBIAN}` : undefined;

/** PostgreSQL refuses to run as root. */
function asServerUser(program: string, args: readonly string[]) {
  const command = [join(programs ?? '', program), ...args];
  if (userInfo().uid !== 0) return run(command[0] ?? '', command.slice(1));
  return run('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', ...command]);
}

/** A PostgreSQL server of a test's own, which may be stopped, started and promoted. */
export interface PostgresCluster {
  readonly port: number;
  readonly url: string;
  start(): Promise<void>;
  /** As a power cut: nobody is waited for, nothing is said. */
  stop(): Promise<void>;
  /** `stop` and `start`, on the same port. */
  restart(): Promise<void>;
  /** A server beside it that follows it; until it is promoted it can only be read. */
  createStandby(): Promise<PostgresCluster>;
  /** Waits for the standby: from then on a commit is answered when the standby has it too. */
  awaitStandby(): Promise<void>;
  /** Makes a standby a server like any other; resolves when it can be written. */
  promote(): Promise<void>;
  /** Stops it, if it runs, and removes its files. */
  remove(): Promise<void>;
}

/** A file system in memory: as durable as any other while the machine runs, and quicker. */
const SHARED_MEMORY = '/dev/shm';

export interface ClusterOptions {
  /** Such as `max_connections=20`. */
  readonly settings?: readonly string[];
  /** Keeps it in memory where there is a file system for that: for tests, not for figures. */
  readonly isInMemory?: boolean;
}

/** Starts an empty server with PostgreSQL's own settings, which is durable. */
export async function createPostgresCluster(
  options: ClusterOptions = {},
): Promise<PostgresCluster> {
  return startCluster(options, (data) =>
    asServerUser('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-N']),
  );
}

/** Deno gives the shared memory to those with all rights only. */
function memoryFolder(): string {
  try {
    return existsSync(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function startCluster(
  clusterOptions: ClusterOptions,
  fill: (data: string) => Promise<unknown>,
): Promise<PostgresCluster> {
  const { settings = [], isInMemory = false } = clusterOptions;
  const parent = isInMemory ? memoryFolder() : tmpdir();
  const folder = await mkdtemp(join(parent, 'aisha-pg-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const options = [...settings, 'listen_addresses=127.0.0.1']
    .map((setting) => `-c ${setting}`)
    .join(' ');
  const control = async (...args: string[]) =>
    void (await asServerUser('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', ...args]));
  const ask = async (statement: string) => {
    const { stdout } = await asServerUser('psql', ['-XAtqc', statement, url]);
    return stdout.trim();
  };

  const cluster: PostgresCluster = {
    port,
    url,
    start: () => control('-o', `-p ${port} -k ${folder} ${options}`, 'start'),
    stop: () => control('-m', 'immediate', 'stop'),
    restart: async () => {
      await cluster.stop();
      await cluster.start();
    },
    createStandby: () =>
      startCluster(clusterOptions, (copy) =>
        asServerUser('pg_basebackup', ['-D', copy, '-d', url, '-R', '-N', '-c', 'fast']),
      ),
    awaitStandby: async () => {
      await ask(`alter system set synchronous_standby_names = '*'`);
      await ask('select pg_reload_conf()');
      const followed = `select count(*) from pg_stat_replication where sync_state = 'sync'`;
      await eventually(async () => ((await ask(followed)) === '1' ? true : undefined));
    },
    promote: () => control('promote'),
    remove: async () => {
      if (existsSync(join(data, 'postmaster.pid'))) await cluster.stop().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await fill(data);
    await cluster.start();
  } catch (error) {
    await cluster.remove();
    throw error;
  }
  return cluster;
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { createTcpProxy, type TcpProxy } from '../actors/tcp-proxy.ts';
import { eventually } from '../eventually.ts';
import { type Backing, embedded, served } from '../journeys/backing.ts';
import { serve } from '../serve.ts';
import { createPostgresCluster, type PostgresCluster } from '../servers/postgres-cluster.ts';
import { createTcpSwitch, type TcpSwitch } from '../servers/tcp-switch.ts';

const REDIS = '/usr/bin/redis-server';

/** Why no Redis of a scenario's own can be started, or undefined. */
export const redisServerRefusal = existsSync(REDIS) ? undefined : `no ${REDIS}`;

/** A Redis that a scenario may kill, flush and stand in front of. */
export interface OwnRedis {
  readonly proxy: TcpProxy;
  start(): Promise<void>;
  /** `kill -9`; what was answered is in its file. */
  kill(): Promise<void>;
  flush(): Promise<void>;
}

/** One that keeps what it answered, as `appendonly yes` does; other settings are Redis's own. */
async function openRedis(folder: string): Promise<OwnRedis> {
  const probe = await serve({ fetch: () => new Response() });
  await probe.close();
  const { port } = probe;
  const url = `redis://127.0.0.1:${port}`;
  const proxy = await createTcpProxy({ host: '127.0.0.1', port });
  let server: ReturnType<typeof spawn> | undefined;

  const answers = async () => {
    const connection = await connectRedis(url, { deadlineMs: 500 });
    await connection.ping();
    await connection.close();
    return true;
  };
  return {
    proxy,
    start: async () => {
      const flags = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', folder];
      server = spawn(REDIS, ['--port', String(port), ...flags], { stdio: 'ignore' });
      await eventually(answers, { timeoutMs: 10_000, everyMs: 20 });
    },
    kill: async () => {
      const killed = server;
      server = undefined;
      if (!killed) return;
      const gone = new Promise((resolve) => killed.once('exit', resolve));
      killed.kill('SIGKILL');
      await gone;
    },
    flush: async () => {
      const connection = await connectRedis(url);
      await connection.send(['FLUSHALL']);
      await connection.close();
    },
  };
}

/** PostgreSQL that is shared, and a Redis of the scenario's own behind a proxy. */
export async function withOwnRedis(): Promise<Backing & { readonly redis: OwnRedis }> {
  const base = await served();
  const folder = await mkdtemp(join(tmpdir(), 'aisha-redis-'));
  const redis = await openRedis(folder);
  await redis.start();
  const url = `redis://127.0.0.1:${redis.proxy.port}`;
  return {
    ...base,
    redis,
    environment: { ...base.environment, REDIS_URL: url },
    loseActors: redis.flush,
    remove: async () => {
      await redis.proxy.close();
      await redis.kill();
      await rm(folder, { recursive: true, force: true });
      await base.remove();
    },
  };
}

/** A PostgreSQL of the scenario's own, and a way to turn its address to a standby. */
export interface OwnPostgres {
  readonly cluster: PostgresCluster;
  readonly address: TcpSwitch;
  /** Only where it was asked for. */
  readonly standby: PostgresCluster | undefined;
}

/** Redis that is shared, and a PostgreSQL of the scenario's own. */
export async function withOwnPostgres(
  wantsStandby = false,
): Promise<Backing & { readonly postgres: OwnPostgres }> {
  const base = await served();
  const cluster = await createPostgresCluster({ isInMemory: true });
  const standby = wantsStandby ? await cluster.createStandby() : undefined;
  if (standby) await cluster.awaitStandby();
  const address = await createTcpSwitch(cluster.port);
  const databaseUrl = `postgres://postgres@127.0.0.1:${address.port}/postgres`;
  return {
    ...base,
    databaseUrl,
    postgres: { cluster, address, standby },
    environment: { ...base.environment, DATABASE_URL: databaseUrl },
    remove: async () => {
      address.close();
      await standby?.remove();
      await cluster.remove();
      await base.remove();
    },
  };
}

/** As `embedded`, all of it in a folder that the scenario chose. */
export async function embeddedIn(folder: string): Promise<Backing> {
  const base = await embedded();
  await base.remove();
  const databaseUrl = `sqlite:${join(folder, 'aisha.db')}`;
  return {
    ...base,
    folder,
    databaseUrl,
    environment: { DATABASE_URL: databaseUrl, STORAGE_DIR: join(folder, 'storage') },
    remove: async () => undefined,
  };
}

import { join } from 'node:path';
import postgres from 'postgres';
import { createPostgresCluster, type PostgresCluster } from '../../servers/postgres-cluster.ts';
import { type Backend, backend, scratchFolder, sqliteBackend } from '../backend.ts';
import { openRedisServer } from './redis-server.ts';
import { openUpstashServer } from './upstash-server.ts';

export const BACKENDS = ['sqlite', 'redis', 'upstash'] as const;

export type BackendName = (typeof BACKENDS)[number];

/** Servers of this run's own, with the settings they come with, and backends on them. */
export interface Servers {
  readonly cluster: PostgresCluster;
  /** An empty backend; on PostgreSQL, `copyOf` another whose database nobody uses now. */
  open(name: BackendName, copyOf?: Backend): Promise<Backend>;
  close(): Promise<void>;
}

export async function openServers(): Promise<Servers> {
  const [cluster, redis] = await Promise.all([createPostgresCluster(), openRedisServer()]);
  const upstash = await openUpstashServer(redis.url);
  let opened = 0;

  const createDatabase = async (copyOf?: Backend): Promise<string> => {
    const url = new URL(cluster.url);
    const template = copyOf ? new URL(copyOf.databaseUrl).pathname.slice(1) : 'template1';
    const client = postgres(url.href, { max: 1 });
    await client.unsafe(`create database bench_${opened} template ${template}`);
    await client.end();
    url.pathname = `/bench_${opened}`;
    return url.href;
  };

  const onPostgres = async (
    name: string,
    store: Readonly<Record<string, string>>,
    copyOf?: Backend,
  ): Promise<Backend> => {
    opened += 1;
    const storage = copyOf?.storage ?? join(scratchFolder(), 'storage');
    const environment = { REDIS_PREFIX: `bench-${opened}:`, ...store };
    return backend(name, await createDatabase(copyOf), storage, environment);
  };

  const opens: Readonly<Record<BackendName, (copyOf?: Backend) => Promise<Backend>>> = {
    sqlite: async () => sqliteBackend(),
    redis: (copyOf) => onPostgres('PostgreSQL + Redis', { REDIS_URL: redis.url }, copyOf),
    upstash: (copyOf) => onPostgres('PostgreSQL + Upstash REST', upstash.environment, copyOf),
  };

  return {
    cluster,
    open: (name, copyOf) => opens[name](copyOf),
    close: async () => {
      await Promise.all([cluster.remove(), upstash.stop()]);
      await redis.stop();
    },
  };
}

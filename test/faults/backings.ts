import { join } from 'node:path';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import type { ImageStore } from '../../src/images/image-store.ts';
import { createTcpProxy, type TcpProxy } from '../actors/tcp-proxy.ts';
import { type Backing, embedded, served } from '../journeys/backing.ts';
import { createPostgresCluster, type PostgresCluster } from '../servers/postgres-cluster.ts';
import { createRedisServer, type RedisServer } from '../servers/redis-server.ts';
import { createTcpSwitch, type TcpSwitch } from '../servers/tcp-switch.ts';
import { type BreakingProxy, createBreakingProxy } from './breaking-proxy.ts';

/** A Redis that a scenario may kill, flush and stand in front of. */
export interface OwnRedis extends RedisServer {
  readonly proxy: TcpProxy;
  flush(): Promise<void>;
}

/** One that has on disk what it has answered. */
async function openRedis(): Promise<OwnRedis> {
  const server = await createRedisServer('everything');
  const proxy = await createTcpProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
  return {
    ...server,
    proxy,
    flush: async () => {
      const connection = await connectRedis(server.url);
      await connection.send(['FLUSHALL']);
      await connection.close();
    },
    remove: async () => {
      await proxy.close();
      await server.remove();
    },
  };
}

/** PostgreSQL that is shared, and a Redis of the scenario's own behind a proxy. */
export async function withOwnRedis(): Promise<Backing & { readonly redis: OwnRedis }> {
  const base = await served();
  const redis = await openRedis();
  const url = `redis://127.0.0.1:${redis.proxy.port}`;
  return {
    ...base,
    redis,
    environment: { ...base.environment, REDIS_URL: url },
    loseActors: redis.flush,
    remove: async () => {
      await redis.remove();
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

/** PostgreSQL and Redis that are shared, and S3 behind a proxy of the scenario's own. */
export async function withOwnS3(): Promise<
  Backing & { readonly proxy: BreakingProxy; readonly images: ImageStore }
> {
  // Looking for the server starts it, which nobody else needs to wait for.
  const { s3Environment, s3Place } = await import('../s3.ts');
  const { createS3Store } = await import('../../src/images/s3-store.ts');
  const base = await served();
  const place = s3Place();
  const proxy = await createBreakingProxy(Number(new URL(place.needs.endpoint).port));
  const S3_ENDPOINT = `http://127.0.0.1:${proxy.port}`;
  return {
    ...base,
    proxy,
    images: await createS3Store(place.needs),
    environment: { ...base.environment, ...s3Environment(place), S3_ENDPOINT },
    remove: async () => {
      proxy.close();
      await place.remove();
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

import { sql } from 'kysely';
import { served } from '../../journeys/backing.ts';
import { clusterRefusal } from '../../servers/postgres-cluster.ts';
import { redisServerRefusal } from '../../servers/redis-server.ts';
import { withOwnPostgres, withOwnRedis } from '../backings.ts';
import { openCrowd } from '../crowd.ts';
import { serversRefusal } from '../refusals.ts';
import type { Play, Scenario } from '../scenario.ts';

const PEOPLE = 6;
/** Between two faults people live so long, in milliseconds. */
const CALM = [300, 1500] as const;
const SLOW = { queueMs: 50, renderMs: 150 };
const CERTAIN_MS = 2000;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The statements that are under way end with an error, as when an operator ends them. */
async function terminate(play: Play): Promise<void> {
  const stage = await play.open({ backing: served, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random: play.random, people: PEOPLE });
  for (let n = 0; n < (play.isShort ? 3 : 12); n += 1) {
    await Promise.race([pass(play.random.between(...CALM)), crowd.lives]);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(stage.db.kysely);
  }
  await crowd.over();
  play.tell(`${crowd.ordered()} orders`);
}

async function restartPostgres(play: Play): Promise<void> {
  const backing = await withOwnPostgres();
  const stage = await play.open({ backing: async () => backing, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random: play.random, people: PEOPLE });
  for (let n = 0; n < (play.isShort ? 2 : 8); n += 1) {
    await Promise.race([pass(play.random.between(...CALM)), crowd.lives]);
    await backing.postgres.cluster.restart();
  }
  await crowd.over();
  play.tell(`${crowd.ordered()} orders`);
}

async function failOver(play: Play): Promise<void> {
  const backing = await withOwnPostgres(true);
  const { cluster, standby, address } = backing.postgres;
  const stage = await play.open({ backing: async () => backing, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random: play.random, people: PEOPLE });
  await Promise.race([pass(play.random.between(1000, 2000)), crowd.lives]);
  await cluster.stop();
  await standby?.promote();
  address.turnTo(standby?.port ?? 0);
  await Promise.race([pass(CERTAIN_MS), crowd.lives]);
  await crowd.over();
  play.tell(`${crowd.ordered()} orders`);
}

async function killRedis(play: Play): Promise<void> {
  const backing = await withOwnRedis();
  const stage = await play.open({ backing: async () => backing, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random: play.random, people: PEOPLE });
  for (let n = 0; n < (play.isShort ? 2 : 8); n += 1) {
    await Promise.race([pass(play.random.between(...CALM)), crowd.lives]);
    await backing.redis.kill();
    await pass(play.random.between(0, 1000));
    await backing.redis.start();
  }
  await crowd.over();
  play.tell(`${crowd.ordered()} orders`);
}

async function flushRedis(play: Play): Promise<void> {
  const backing = await withOwnRedis();
  const stage = await play.open({ backing: async () => backing, instances: 2, stages: SLOW });
  // Navigation that Redis alone held may be lost, and with it the press that waited there.
  stage.forgive({ histories: true, presses: true });
  const { random } = play;
  const people = { people: PEOPLE, impatientMs: 8000, mayRepeat: true };
  const crowd = openCrowd({ stage, random, ...people });
  for (let n = 0; n < (play.isShort ? 2 : 6); n += 1) {
    await Promise.race([pass(random.between(...CALM)), crowd.lives]);
    await backing.redis.flush();
  }
  await crowd.over();
  play.tell(`${crowd.ordered()} orders, ${crowd.repeats()} acts done again`);
}

/** The network to Redis goes dead and comes back; nobody is told. */
async function hushRedis(play: Play): Promise<void> {
  const backing = await withOwnRedis();
  const stage = await play.open({ backing: async () => backing, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random: play.random, people: PEOPLE });
  for (let n = 0; n < (play.isShort ? 1 : 4); n += 1) {
    await Promise.race([pass(play.random.between(...CALM)), crowd.lives]);
    backing.redis.proxy.hush(true);
    await pass(play.random.between(500, 5000));
    backing.redis.proxy.hush(false);
    await pass(play.random.between(500, 1000));
    backing.redis.proxy.cut(true);
    await pass(play.random.between(100, 1000));
    backing.redis.proxy.cut(false);
  }
  await crowd.over();
  play.tell(`${crowd.ordered()} orders`);
}

/** Every answer of Redis comes late, and ever later. */
async function slowRedis(play: Play): Promise<void> {
  const backing = await withOwnRedis();
  const stage = await play.open({ backing: async () => backing, instances: 2, stages: SLOW });
  const crowd = openCrowd({ stage, random: play.random, people: PEOPLE });
  for (let n = 0; n < (play.isShort ? 1 : 4); n += 1) {
    await Promise.race([pass(play.random.between(...CALM)), crowd.lives]);
    for (const byMs of [20, 100, 400]) {
      backing.redis.proxy.slow(byMs);
      await pass(play.random.between(500, 2000));
    }
    backing.redis.proxy.slow(0);
  }
  await crowd.over();
  play.tell(`${crowd.ordered()} orders`);
}

/** The services around the bot break while two processes are at work. */
export const servers: readonly Scenario[] = [
  {
    name: 'postgres-terminate',
    says: 'PostgreSQL ends all connections under load, and nothing is lost or doubled',
    refusal: serversRefusal,
    run: terminate,
  },
  {
    name: 'postgres-restart',
    says: 'PostgreSQL restarts at once under load, and nothing is lost or doubled',
    refusal: serversRefusal ?? clusterRefusal,
    run: restartPostgres,
  },
  {
    name: 'postgres-failover',
    says: 'PostgreSQL fails over to its standby under load, and nothing is lost or doubled',
    refusal: serversRefusal ?? clusterRefusal,
    run: failOver,
  },
  {
    name: 'redis-kill',
    says: 'Redis is killed and started under load, and nothing is lost or doubled',
    refusal: serversRefusal ?? redisServerRefusal,
    run: killRedis,
  },
  {
    name: 'redis-flush',
    says: 'Redis is flushed under load, and no coin, image or order is lost',
    refusal: serversRefusal ?? redisServerRefusal,
    run: flushRedis,
  },
  {
    name: 'redis-slow',
    says: 'Redis answers ever more slowly, and nothing is lost or doubled',
    refusal: serversRefusal ?? redisServerRefusal,
    run: slowRedis,
  },
  {
    name: 'redis-hush',
    says: 'Redis falls silent and is cut off, and nothing is lost or doubled',
    refusal: serversRefusal ?? redisServerRefusal,
    run: hushRedis,
  },
];

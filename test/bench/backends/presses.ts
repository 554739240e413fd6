import { median } from '../figures.ts';
import { percentile, pushSteadily } from '../load.ts';
import { assertTaken, CONNECTIONS, type Pushed, push } from '../measure-presses.ts';
import type { Runtime } from '../runtime.ts';
import type { Server, Stage } from '../stage.ts';
import { createUpdates, menuPresses } from '../updates.ts';
import { type Bench, type Cell, columnOf, type Told } from './bench.ts';

const TARGET_SHARE = 40;

interface Runner {
  readonly stage: Stage;
  readonly bot: Server;
  readonly rounds: Pushed[];
}

const perSecond = (rounds: readonly Pushed[]) => median(rounds.map((round) => round.perSecond));

/** Round by round against another's, so that noise strikes both. */
const shareOf = (rounds: readonly Pushed[], others: readonly Pushed[]): number =>
  median(
    rounds.map((round, nth) => (round.perSecond / (others[nth]?.perSecond ?? Number.NaN)) * 100),
  );

const ms = (latencies: readonly number[]) =>
  [0.5, 0.99].map((share) => percentile(latencies, share).toFixed(1)).join(' / ');

const latenciesOf = (rounds: readonly Pushed[]) =>
  rounds.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);

async function cellsOf(
  { stage, bot, rounds }: Runner,
  floor: readonly Pushed[],
  sizes: Bench['sizes'],
): Promise<Cell[]> {
  const column = columnOf(stage);
  const memory = `${bot.nowMb()} MB`;
  const steady = await pushSteadily(
    bot,
    { connections: CONNECTIONS, perSecond: 100, count: sizes.steady },
    menuPresses(createUpdates(), sizes.people),
  );
  assertTaken(steady);
  const share = shareOf(rounds, floor).toFixed(1);
  const cpu = median(rounds.map(({ cpuUs }) => cpuUs)).toFixed(0);
  return [
    { what: 'durable menu presses/s', column, measured: perSecond(rounds).toFixed(0) },
    {
      what: "share of the same runtime's floor",
      column,
      measured: `${share} % of ${perSecond(floor).toFixed(0)}/s`,
    },
    { what: "the bot's CPU a press", column, measured: `${cpu} µs` },
    { what: 'p50 / p99 at saturation, ms', column, measured: ms(latenciesOf(rounds)) },
    { what: 'p50 / p99 at 100/s, ms', column, measured: ms(steady.latencies) },
    { what: 'memory after them', column, measured: memory },
  ];
}

/** All backends of one runtime and its floor take turns. */
async function measureRuntime(bench: Bench, runtime: Runtime): Promise<Told> {
  const { backends, sizes } = bench;
  const runners: Runner[] = [];
  for (const name of backends) {
    const stage = await bench.stage(name, runtime);
    runners.push({ stage, bot: await stage.bot('start'), rounds: [] });
  }
  const floorServer = await runners[0]?.stage.floor();
  if (!floorServer) return {};
  const floor: Pushed[] = [];
  const all = [
    { bot: floorServer, rounds: floor },
    ...runners.map(({ bot, rounds }) => ({ bot, rounds })),
  ];
  for (const { bot } of all) await push(bot, sizes.people, sizes.roundMs);
  for (let nth = 0; nth < sizes.rounds; nth += 1)
    for (const { bot, rounds } of all) rounds.push(await push(bot, sizes.people, sizes.roundMs));
  const cells: Cell[] = [];
  for (const runner of runners) cells.push(...(await cellsOf(runner, floor, sizes)));
  await Promise.all(all.map(({ bot }) => bot.stop()));
  const sqlite = runners[backends.indexOf('sqlite')];
  if (!sqlite) return { cells };
  const figures = runners
    .filter((runner) => runner !== sqlite)
    .map(({ stage, rounds }) => {
      const share = shareOf(rounds, sqlite.rounds);
      const isTarget = stage.backend.environment['REDIS_URL'] !== undefined;
      return {
        what: `presses/s as a share of SQLite's: ${columnOf(stage)}`,
        measured: `${share.toFixed(0)} %`,
        ...(isTarget && { target: `≥ ${TARGET_SHARE} %`, isMet: share >= TARGET_SHARE }),
      };
    });
  return { cells, figures };
}

/** Durable presses a second, each round beside the floor and the other backends. */
export async function benchPresses(bench: Bench): Promise<Told> {
  const told: Told[] = [];
  for (const runtime of bench.runtimes) told.push(await measureRuntime(bench, runtime));
  return {
    cells: told.flatMap(({ cells = [] }) => cells),
    figures: told.flatMap(({ figures = [] }) => figures),
  };
}

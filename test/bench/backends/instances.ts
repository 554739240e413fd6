import { type Figure, median } from '../figures.ts';
import { type NextBody, pushHard } from '../load.ts';
import { assertTaken, CONNECTIONS } from '../measure-presses.ts';
import type { Server, Stage } from '../stage.ts';
import { createUpdates, menuPresses } from '../updates.ts';
import { type Bench, columnOf, type Told } from './bench.ts';
import { limitCpu } from './cpu-share.ts';

/** Of one processor, for each instance: the rest is for the load, PostgreSQL and Redis. */
const SHARE = 0.2;
const TARGET_RATIO = 1.5;

/** Presses a second taken by all of these; who presses goes now to one, now to another. */
async function pushAll(bots: readonly Server[], { sizes }: Bench): Promise<number> {
  const end = performance.now() + sizes.roundMs;
  const presses = menuPresses(createUpdates(), sizes.people);
  const next: NextBody = () => (performance.now() < end ? presses() : undefined);
  const each = Math.ceil(CONNECTIONS / bots.length);
  const measured = await Promise.all(bots.map((bot) => pushHard(bot, each, next)));
  for (const one of measured) assertTaken(one);
  return measured.reduce((sum, { perSecond }) => sum + perSecond, 0);
}

async function compare(bench: Bench, bots: readonly Server[]) {
  const one = bots.slice(0, 1);
  await pushAll(bots, bench);
  const rounds: Array<{ readonly alone: number; readonly together: number }> = [];
  for (let nth = 0; nth < bench.sizes.rounds; nth += 1)
    rounds.push({ alone: await pushAll(one, bench), together: await pushAll(bots, bench) });
  const alone = median(rounds.map((round) => round.alone));
  const together = median(rounds.map((round) => round.together));
  const ratio = median(rounds.map((round) => round.together / round.alone));
  return {
    ratio,
    told: `${together.toFixed(0)}/s and ${alone.toFixed(0)}/s: ${ratio.toFixed(2)} ×`,
  };
}

async function measure(bench: Bench, stage: Stage): Promise<Figure[]> {
  const bots = [await stage.bot('start'), await stage.bot('start')];
  const where = columnOf(stage);
  const free = await compare(bench, bots);
  const figures: Figure[] = [
    {
      what: `presses/s of two instances and of one, processors shared by all: ${where}`,
      measured: free.told,
    },
  ];
  if (bots.every(({ pid }) => limitCpu(pid, SHARE))) {
    const limited = await compare(bench, bots);
    figures.push({
      what: `the same, each instance with ${SHARE * 100} % of a processor: ${where}`,
      measured: limited.told,
      target: `≥ ${TARGET_RATIO} ×`,
      isMet: limited.ratio >= TARGET_RATIO,
    });
  }
  await Promise.all(bots.map((bot) => bot.stop()));
  return figures;
}

/** What a second instance brings; limited, where the processors do not allow for it otherwise. */
export async function benchInstances(bench: Bench): Promise<Told> {
  const [runtime = 'bun'] = bench.runtimes;
  return { figures: await measure(bench, await bench.stage('redis', runtime)) };
}

import { type Figure, median } from './figures.ts';
import type { Stage } from './stage.ts';

const TIMES = 5;
const TARGET_MS = 1000;

/** From the start of the process to a ready bot, on a database that is there already. */
export async function measureStart(stage: Stage): Promise<Figure[]> {
  const times: number[] = [];
  for (let nth = 0; nth < TIMES; nth += 1) {
    const bot = await stage.bot('start');
    times.push(bot.readyMs);
    await bot.stop();
  }
  const middle = median(times);
  const range = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
  return [
    {
      what: `cold start to ready (median of ${TIMES}, range)`,
      measured: `${middle.toFixed(0)} ms (${range})`,
      target: '< 1000 ms',
      isMet: middle < TARGET_MS,
    },
  ];
}

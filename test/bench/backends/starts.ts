import { median } from '../figures.ts';
import { type Bench, eachStage, type Told } from './bench.ts';

/** From the start of the process to a ready bot, on tables that are there already. */
export const benchStarts = (bench: Bench): Promise<Told> =>
  eachStage(bench, async (stage) => {
    const times: number[] = [];
    for (let nth = 0; nth < bench.sizes.starts; nth += 1) {
      const bot = await stage.bot('start');
      times.push(bot.readyMs);
      await bot.stop();
    }
    return [{ what: 'start to ready', measured: `${median(times).toFixed(0)} ms` }];
  });

import { type Figure, median } from './figures.ts';
import {
  type Compared,
  type Cost,
  compareOne,
  type Galleries,
  type Gallery,
  inTheMiddle,
  type Kind,
  kinds,
  msOf,
} from './gallery-presses.ts';
import { percentile, pushSteadily } from './load.ts';
import { seedGallery } from './seed-gallery.ts';
import type { Server, Stage } from './stage.ts';
import { createUpdates, personNumber } from './updates.ts';

const SMALL = { nth: 0, images: 100 };
const HUGE = { nth: 1, images: 100_000 };
/** People who browse at once, each twice a second. */
const BROWSERS = 50;
const BROWSED = { connections: BROWSERS, perSecond: BROWSERS * 2, count: 1500 };
const TARGET_RATIO = 1.5;

const cpuOf = (costs: readonly Cost[]) => median(costs.map(({ cpuMs }) => cpuMs));

function figureOf({ what }: Kind, { small, huge }: Compared): Figure {
  const ratio = msOf(huge) / msOf(small);
  return {
    what: `${what}: update to screen at 100 and 100,000 images (median), ratio`,
    measured:
      `${msOf(small).toFixed(1)} and ${msOf(huge).toFixed(1)} ms` +
      ` (CPU ${cpuOf(small).toFixed(1)} and ${cpuOf(huge).toFixed(1)} ms), ${ratio.toFixed(2)} ×`,
    target: `≤ ${TARGET_RATIO} ×`,
    isMet: ratio <= TARGET_RATIO,
  };
}

function callsFigure({ huge }: Compared): Figure {
  const calls = median(huge.map(({ callsEach }) => callsEach));
  return {
    what: "Bot API calls an arrow besides the callback's answer",
    measured: calls.toFixed(2),
    target: '1',
    isMet: calls <= 1.005,
  };
}

async function compare(stage: Stage, bot: Server, galleries: Galleries): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of kinds) {
    const compared = await compareOne(stage, bot, galleries, kind);
    figures.push(figureOf(kind, compared));
    if (kind.what === 'arrow') figures.push(callsFigure(compared));
  }
  return figures;
}

/** Each goes on from picture to picture. */
async function browse(bot: Server, galleries: readonly Gallery[]): Promise<Figure> {
  const updates = createUpdates();
  let made = 0;
  const measured = await pushSteadily(bot, BROWSED, () => {
    const gallery = galleries[made % galleries.length];
    const n = Math.floor(made / galleries.length);
    made += 1;
    return gallery && updates.press(gallery.telegramId, `image/${inTheMiddle(gallery, n)}`);
  });
  if (measured.refused > 0) throw new Error(`${measured.refused} presses were not taken`);
  const p99 = percentile(measured.latencies, 0.99);
  const p50 = percentile(measured.latencies, 0.5);
  return {
    what: '50 people browsing at once, two arrows a second each: p50 / p99 to the 200',
    measured: `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`,
    target: '< 80 ms',
    isMet: p99 < 80,
  };
}

/** The same presses in a small gallery and in a huge one, in one process by turns. */
export async function measureGallery(stage: Stage): Promise<Figure[]> {
  const seed = async (nth: number, images: number): Promise<Gallery> => {
    const telegramId = personNumber(nth);
    const { imageIds } = await seedGallery(stage, telegramId, images);
    return { telegramId, imageIds };
  };
  const small = await seed(SMALL.nth, SMALL.images);
  const huge = await seed(HUGE.nth, HUGE.images);
  const browsers: Gallery[] = [huge];
  for (let nth = 2; nth < BROWSERS + 1; nth += 1) browsers.push(await seed(nth, SMALL.images));
  const bot = await stage.bot('open');
  const figures = await compare(stage, bot, { small, huge });
  figures.push(await browse(bot, browsers));
  await bot.stop();
  return figures;
}

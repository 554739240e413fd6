import { MODELS } from '../../src/fal/catalogue.ts';
import { type Figure, median } from './figures.ts';
import { percentile, pushHard, pushSteadily } from './load.ts';
import { seedGallery } from './seed-gallery.ts';
import type { Server, Stage } from './stage.ts';
import { createUpdates, personNumber, type Updates } from './updates.ts';

const SMALL = { nth: 0, images: 100 };
const HUGE = { nth: 1, images: 100_000 };
/** People who browse at once, each twice a second. */
const BROWSERS = 50;
const BROWSED = { connections: BROWSERS, perSecond: BROWSERS * 2, count: 1500 };
const TARGET_RATIO = 1.5;
const ROUNDS = 4;

interface Gallery {
  readonly telegramId: number;
  readonly imageIds: readonly string[];
}

/** What a person does, as the body of an update; `n` counts the presses. */
type Step = (updates: Updates, gallery: Gallery, n: number) => string;

/** An image in the middle of the gallery and on from there, round and round. */
const inTheMiddle = ({ imageIds }: Gallery, n: number): string =>
  imageIds[(Math.floor(imageIds.length / 2) + n) % imageIds.length] ?? '';

const FILTERS = [
  ...MODELS.map(({ id }) => `byLook/${id}`),
  'byShape/3:4',
  'byFavourites/1',
  'clearFilters',
];
const SEARCHES = ['кот', 'лис', 'звёздн небо', 'маяк тума', 'картина 7'];

interface Kind {
  readonly what: string;
  readonly presses: number;
  readonly step: Step;
}

const kinds: readonly Kind[] = [
  {
    what: 'arrow',
    presses: 80,
    step: (updates, gallery, n) =>
      updates.press(gallery.telegramId, `image/${inTheMiddle(gallery, n)}`),
  },
  {
    what: 'filter change',
    presses: 80,
    step: (updates, { telegramId }, n) =>
      updates.press(telegramId, FILTERS[n % FILTERS.length] ?? ''),
  },
  {
    what: 'search',
    presses: 50,
    step: (updates, { telegramId }, n) =>
      updates.command(telegramId, `/find ${SEARCHES[n % SEARCHES.length]}`),
  },
  {
    what: 'grid page',
    presses: 20,
    step: (updates, gallery, n) =>
      updates.press(gallery.telegramId, `grid/${inTheMiddle(gallery, n * 9)}`),
  },
];

interface Cost {
  /** From each update to its screen at the Bot API, ms. */
  readonly times: readonly number[];
  readonly cpuMs: number;
  readonly callsEach: number;
}

/** Sends one update and waits for its screen; tells the milliseconds it took. */
async function untilShown(
  stage: Stage,
  bot: Server,
  { telegramId }: Gallery,
  body: string,
): Promise<number> {
  const shown = await stage.screensOf(telegramId);
  const at = performance.now();
  const bodies = [body].values();
  await pushHard(bot, 1, () => bodies.next().value);
  await stage.screensOf(telegramId, shown + 1);
  return performance.now() - at;
}

/** One after the other, each until its screen has arrived, from the whole gallery on. */
async function cost(
  stage: Stage,
  bot: Server,
  gallery: Gallery,
  { presses, step }: Kind,
): Promise<Cost> {
  const updates = createUpdates();
  await untilShown(stage, bot, gallery, updates.command(gallery.telegramId, '/gallery'));
  await stage.forget();
  const times: number[] = [];
  const cpuBefore = bot.cpuMs();
  for (let n = 0; n < presses; n += 1)
    times.push(await untilShown(stage, bot, gallery, step(updates, gallery, n)));
  const cpuMs = (bot.cpuMs() - cpuBefore) / presses;
  const { calls } = await stage.counts();
  const { answerCallbackQuery: _, ...others } = calls;
  const callsEach = Object.values(others).reduce((a, b) => a + b, 0) / presses;
  return { times, cpuMs, callsEach };
}

interface Compared {
  readonly small: Cost[];
  readonly huge: Cost[];
}

/** The two galleries by turns, so that noise strikes both. */
async function compareOne(
  stage: Stage,
  bot: Server,
  galleries: { readonly small: Gallery; readonly huge: Gallery },
  kind: Kind,
): Promise<Compared> {
  const compared: Compared = { small: [], huge: [] };
  const sizes = ['small', 'huge'] as const;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const size of round % 2 === 0 ? sizes : sizes.toReversed())
      compared[size].push(await cost(stage, bot, galleries[size], kind));
  return compared;
}

const msOf = (costs: readonly Cost[]) => median(costs.flatMap(({ times }) => times));

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

async function compare(
  stage: Stage,
  bot: Server,
  galleries: { readonly small: Gallery; readonly huge: Gallery },
): Promise<Figure[]> {
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

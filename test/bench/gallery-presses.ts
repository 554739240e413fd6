import { MODELS } from '../../src/fal/catalogue.ts';
import { median } from './figures.ts';
import { pushHard } from './load.ts';
import type { Server, Stage } from './stage.ts';
import { createUpdates, type Updates } from './updates.ts';

const ROUNDS = 4;

/** A seeded one. */
export interface Gallery {
  readonly telegramId: number;
  readonly imageIds: readonly string[];
}

/** What a person does, as the body of an update; `n` counts the presses. */
type Step = (updates: Updates, gallery: Gallery, n: number) => string;

/** An image in the middle of the gallery and on from there, round and round. */
export const inTheMiddle = ({ imageIds }: Gallery, n: number): string =>
  imageIds[(Math.floor(imageIds.length / 2) + n) % imageIds.length] ?? '';

const FILTERS = [
  ...MODELS.map(({ id }) => `byLook/${id}`),
  'byShape/3:4',
  'byFavourites/1',
  'clearFilters',
];
const SEARCHES = ['кот', 'лис', 'звёздн небо', 'маяк тума', 'картина 7'];

export interface Kind {
  readonly what: string;
  readonly presses: number;
  readonly step: Step;
}

export const kinds: readonly Kind[] = [
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

export interface Cost {
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

/** What the same presses cost in a small gallery and in a huge one. */
export interface Compared {
  readonly small: Cost[];
  readonly huge: Cost[];
}

export type Galleries = Readonly<Record<'small' | 'huge', Gallery>>;

/** The two galleries by turns, so that noise strikes both. */
export async function compareOne(
  stage: Stage,
  bot: Server,
  galleries: Galleries,
  kind: Kind,
  rounds = ROUNDS,
): Promise<Compared> {
  const compared: Compared = { small: [], huge: [] };
  const sizes = ['small', 'huge'] as const;
  for (let round = 0; round < rounds; round += 1)
    for (const size of round % 2 === 0 ? sizes : sizes.toReversed())
      compared[size].push(await cost(stage, bot, galleries[size], kind));
  return compared;
}

/** Milliseconds, in the middle. */
export const msOf = (costs: readonly Cost[]) => median(costs.flatMap(({ times }) => times));

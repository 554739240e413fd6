import { type Figure, median } from './figures.ts';
import { type Measured, type NextBody, percentile, pushHard, pushSteadily } from './load.ts';
import type { Server, Stage } from './stage.ts';
import { createUpdates, menuPresses } from './updates.ts';

/** As many as `setWebhook` allows Telegram to open. */
export const CONNECTIONS = 100;
const ROUND_MS = 3_000;
const ROUNDS = 5;
const STEADY = { connections: CONNECTIONS, perSecond: 100, count: 1000 };

const ms = (value: number) => `${value.toFixed(1)} ms`;

function forAWhile(next: NextBody, roundMs: number): NextBody {
  const end = performance.now() + roundMs;
  return () => (performance.now() < end ? next() : undefined);
}

/** @throws Error if the server refused an update. */
export function assertTaken({ refused, count }: Measured): void {
  if (refused > 0) throw new Error(`${refused} of ${count} updates were not answered with 200`);
}

/** Updates a second, and the processor time of one in microseconds: that minds no neighbours. */
export interface Pushed {
  readonly perSecond: number;
  readonly cpuUs: number;
  /** Milliseconds, shortest first. */
  readonly latencies: readonly number[];
}

/** Menu presses by so many people in turn, as fast as the server takes them. */
export async function push(server: Server, people: number, roundMs = ROUND_MS): Promise<Pushed> {
  const presses = menuPresses(createUpdates(), people);
  const before = server.cpuMs();
  const measured = await pushHard(server, CONNECTIONS, forAWhile(presses, roundMs));
  assertTaken(measured);
  const { perSecond, count, latencies } = measured;
  return { perSecond, cpuUs: ((server.cpuMs() - before) * 1000) / count, latencies };
}

interface Round {
  readonly floor: Pushed;
  readonly ours: Pushed;
}

/** Effects by condition, from the bot's own metrics. */
async function backlog({ port }: Server): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const values = [...text.matchAll(/^aisha_effects\{.*\} (\d+)$/gm)].map(([, value]) =>
    Number(value),
  );
  return values.reduce((sum, value) => sum + value, 0);
}

/** Presses a second as a share of the floor; the two take turns, so that noise strikes both. */
export async function measureThroughput(stage: Stage, people: number): Promise<Figure[]> {
  const floor = await stage.floor();
  const bot = await stage.bot('start');
  await push(floor, people);
  await push(bot, people);
  const rounds: Round[] = [];
  for (let nth = 0; nth < ROUNDS; nth += 1)
    rounds.push({ floor: await push(floor, people), ours: await push(bot, people) });
  const left = await backlog(bot);
  const steady = await pushSteadily(bot, STEADY, menuPresses(createUpdates(), people));
  assertTaken(steady);
  const figures = throughputFigures(rounds);
  const p99 = percentile(steady.latencies, 0.99);
  figures.push(
    {
      what: 'effects behind them (one screen and one running a person)',
      measured: `${left} for ${people} people`,
      target: `< ${people * 3}`,
      isMet: left < people * 3,
    },
    { what: 'memory after them', measured: `${bot.nowMb()} MB, peak ${bot.peakMb()} MB` },
    {
      what: 'latency at 100 a second while those are drawn: p50 / p99',
      measured: `${ms(percentile(steady.latencies, 0.5))} / ${ms(p99)}`,
      target: '< 60 ms',
      isMet: p99 < 60,
    },
  );
  await Promise.all([floor.stop(), bot.stop()]);
  return figures;
}

const medianOf = (rounds: readonly Round[], of: keyof Round, what: 'perSecond' | 'cpuUs') =>
  Math.round(median(rounds.map((round) => round[of][what])));

const described = (rounds: readonly Round[], of: keyof Round) =>
  `${medianOf(rounds, of, 'perSecond')} updates/s, ${medianOf(rounds, of, 'cpuUs')} µs of CPU each`;

function throughputFigures(rounds: readonly Round[]): Figure[] {
  const shares = rounds.map(({ floor, ours }) => (ours.perSecond / floor.perSecond) * 100);
  const share = median(shares);
  const range = `${Math.min(...shares).toFixed(1)}–${Math.max(...shares).toFixed(1)}`;
  const cpuShare = median(rounds.map(({ floor, ours }) => (floor.cpuUs / ours.cpuUs) * 100));
  return [
    {
      what: 'floor: Hono + grammY, a handler that does nothing',
      measured: described(rounds, 'floor'),
    },
    { what: 'ours: menu press to 200, durable', measured: described(rounds, 'ours') },
    {
      what: 'share of the floor (median, range)',
      measured: `${share.toFixed(1)} % (${range})`,
      target: '≥ 10 %, aim 20 %',
      isMet: share >= 10,
    },
    { what: 'the same by CPU time', measured: `${cpuShare.toFixed(1)} %` },
  ];
}

/** With Telegram's limits open, so that each press is followed by its screen. */
export async function measureCalls(stage: Stage, people: number): Promise<Figure[]> {
  const bot = await stage.bot('open');
  const presses = menuPresses(createUpdates(), people);
  await pushSteadily(bot, { ...STEADY, count: people }, presses);
  await stage.forget();
  const steady = await pushSteadily(bot, STEADY, presses);
  assertTaken(steady);
  await bot.stop();
  const { calls } = await stage.counts();
  const { answerCallbackQuery: answered = 0, ...others } = calls;
  const perPress = Object.values(others).reduce((a, b) => a + b, 0) / steady.count;
  const p99 = percentile(steady.latencies, 0.99);
  return [
    {
      what: 'latency at 100 a second, every screen drawn: p50 / p99',
      measured: `${ms(percentile(steady.latencies, 0.5))} / ${ms(p99)}`,
      target: '< 60 ms',
      isMet: p99 < 60,
    },
    {
      what: "Bot API calls a press besides the callback's answer",
      measured: `${perPress.toFixed(2)} (and ${(answered / steady.count).toFixed(2)} answers)`,
      target: '≤ 1',
      isMet: perPress <= 1.005 && answered === steady.count,
    },
  ];
}

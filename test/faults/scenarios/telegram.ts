import { openCrowd } from '../crowd.ts';
import type { Play, Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const SLOW = { queueMs: 20, renderMs: 60 };
const MINUTE_MS = 60_000;
/** The methods that an order's way needs. */
const METHODS = [
  'sendPhoto',
  'sendMessage',
  'editMessageMedia',
  'editMessageCaption',
  'deleteMessage',
  'answerCallbackQuery',
] as const;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const PROVOKED = [/Too Many Requests/, /Internal Server Error/, /Bad Gateway/, /blocked/];

type Ill = ({ telegram }: Stage, method: string) => (() => void) | undefined;

const ills: readonly Ill[] = [
  ({ telegram }, method) =>
    void telegram.failNext(method, {
      status: 429,
      description: 'Too Many Requests: retry after 1',
      retryAfter: 1,
      times: 2,
    }),
  ({ telegram }, method) =>
    void telegram.failNext(method, { status: 500, description: 'Internal Server Error', times: 3 }),
  ({ telegram }, method) =>
    void telegram.failNext(method, { status: 502, description: 'Bad Gateway', times: 2 }),
  ({ telegram }, method) => void telegram.loseAnswer(method, 2),
  ({ telegram }, method) => telegram.hang(method),
  ({ telegram }) => {
    telegram.down(true);
    return () => telegram.down(false);
  },
];

/** Telegram ails by chance while people order. */
async function ail({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ stages: SLOW });
  stage.forgive({ calls: PROVOKED, presses: true });
  const crowd = openCrowd({ stage, random, people: 4 });
  for (let n = 0; n < (isShort ? 4 : 40); n += 1) {
    await Promise.race([pass(random.between(100, 500)), crowd.lives]);
    const heal = random.pick(ills)(stage, random.pick(METHODS));
    await pass(random.between(100, 1500));
    heal?.();
  }
  await crowd.over();
  tell(`${crowd.ordered()} orders`);
}

/** So long that retries pause for minutes; its people wait, and get what they ordered. */
async function down({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ stages: SLOW, patienceMs: 10 * MINUTE_MS });
  stage.forgive({ calls: PROVOKED, presses: true, quietMs: 10 * MINUTE_MS });
  const { telegram } = stage;
  const people = { people: 4, wander: false, impatientMs: 10 * MINUTE_MS };
  const crowd = openCrowd({ stage, random, ...people });
  await Promise.race([pass(1000), crowd.lives]);
  telegram.down(true);
  await pass(isShort ? 3000 : 5 * MINUTE_MS);
  telegram.down(false);
  await crowd.over();
  tell(`${crowd.ordered()} orders`);
}

/** People who block the bot while their picture is made get it when they are back. */
async function block({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ stages: SLOW });
  stage.forgive({ calls: PROVOKED, presses: true });
  const { telegram } = stage;
  let orders = 0;
  for (let n = 0; n < (isShort ? 2 : 10); n += 1) {
    const person = stage.person();
    await person.order('a parting');
    await pass(random.between(0, 200));
    telegram.block(person.id);
    await pass(random.between(0, 1000));
    telegram.unblock(person.id);
    person.say('/start');
    await person.result();
    orders += 1;
  }
  tell(`${orders} orders`);
}

/** Telegram breaks. */
export const telegramScenarios: readonly Scenario[] = [
  {
    name: 'telegram-ills',
    says: '429, 5xx, lost answers, hangs and short outages of Telegram lose nothing',
    inShort: true,
    run: ail,
  },
  {
    name: 'telegram-down',
    says: 'Telegram is down for five minutes, and everything arrives afterwards',
    run: down,
  },
  {
    name: 'telegram-blocked',
    says: 'who blocks the bot meanwhile gets the picture on return, and pays once',
    run: block,
  },
];

import assert from 'node:assert/strict';
import { settlementOf } from '../../../db/settlements.ts';
import { eventually } from '../../eventually.ts';
import { ACCOUNT, BY_HAND } from '../../journeys/open-stand-ins.ts';
import type { Person } from '../../journeys/person.ts';
import { openCrowd, SECRET_WORDS } from '../crowd.ts';
import { hurry } from '../hurry.ts';
import type { Play, Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const DEADLINE_MS = 10 * 60_000 + 1000;
const LOOK = { timeoutMs: 30_000, everyMs: 20 };

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What FAL does to the next order, and whether a picture may come of it all the same. */
type Ill = (stage: Stage) => void;

const BROKEN_JSON = { status: 502, body: '<html>Bad Gateway' };

const ills: Readonly<Record<string, Ill>> = {
  '5xx': ({ fal }) =>
    fal.faults.failNextSubmit({ status: 503, body: { detail: 'Service Unavailable' } }),
  '429': ({ fal }) =>
    fal.faults.failNextSubmit({ status: 429, body: { detail: 'Queue length exceeded' } }),
  'no JSON': ({ fal }) => fal.faults.failNextSubmit(BROKEN_JSON),
  'a lost answer': ({ fal }) => fal.faults.dropNextAnswer(),
  'a submit that hangs and is taken': ({ fal }) => fal.faults.hangNextSubmit({ accept: true }),
  'a submit that hangs': ({ fal }) => fal.faults.hangNextSubmit(),
  'an empty result': ({ fal }) => fal.faults.emptyResult(),
  'a file of the wrong type': ({ fal }) => fal.faults.brokenFile(),
  'a webhook that comes twice': ({ fal }) => fal.webhooks.sendCopies(2),
  'webhooks that never come': ({ fal }) => fal.webhooks.mute(),
  'webhooks without their payload': ({ fal }) => fal.webhooks.losePayloads(),
};

function heal({ fal }: Stage): void {
  fal.webhooks.sendCopies(1);
  fal.webhooks.mute(false);
  fal.webhooks.losePayloads(false);
}

/** FAL ails in every way that it knows, by chance, while people order. */
async function ail({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ stages: { queueMs: 20, renderMs: 60 } });
  const crowd = openCrowd({ stage, random, people: 4, wander: false, mayFail: true });
  const told: string[] = [];
  for (let n = 0; n < (isShort ? 6 : 60); n += 1) {
    await Promise.race([pass(random.between(50, 300)), crowd.lives]);
    const name = random.pick(Object.keys(ills));
    heal(stage);
    ills[name]?.(stage);
    told.push(name);
  }
  heal(stage);
  await crowd.over();
  await hurry(stage);
  tell(`${crowd.ordered()} orders through ${new Set(told).size} ills`);
}

/** Nobody listens at FAL's address for a while. */
async function refuse({ open, random, isShort, tell }: Play): Promise<void> {
  const stage = await open({ stages: { queueMs: 20, renderMs: 60 } });
  const crowd = openCrowd({ stage, random, people: 4, wander: false, mayFail: true });
  for (let n = 0; n < (isShort ? 2 : 8); n += 1) {
    await Promise.race([pass(random.between(200, 800)), crowd.lives]);
    await stage.closeFal();
    await pass(random.between(100, 1500));
    await stage.openFal();
  }
  await crowd.over();
  await hurry(stage);
  tell(`${crowd.ordered()} orders`);
}

async function orderAndJob(stage: Stage, person: Person, words: string) {
  const before = stage.fal.requests.length;
  const id = await person.order(`${SECRET_WORDS} ${words}`);
  await stage.fal.waitFor(() => (stage.fal.requests[before]?.requestId ?? null) !== null, 20_000);
  return { id, job: stage.fal.requests[before]?.requestId ?? '' };
}

const ended = ({ db }: Stage, person: Person, id: string) =>
  eventually(async () => {
    const end = (await person.orders()).find((order) => order.id === id)?.end_state;
    if (!end) return undefined;
    return { end, captured: (await settlementOf(db.kysely, id))?.captured };
  }, LOOK);

/** A result that never comes, and one that comes after the order is over. */
async function late({ open }: Play): Promise<void> {
  const stage = await open({ stages: BY_HAND });
  const anna = stage.person();
  const never = await orderAndJob(stage, anna, 'never');
  stage.setClock(DEADLINE_MS);
  assert.deepEqual(await ended(stage, anna, never.id), { end: 'timed_out', captured: 0 });
  await stage.fal.completeWith(never.job);
  await stage.fal.webhooks.redeliver(never.job);

  const cancelled = await orderAndJob(stage, anna, 'cancelled');
  await anna.press(/^cancelJob\//);
  assert.deepEqual(await ended(stage, anna, cancelled.id), { end: 'cancelled', captured: 0 });
  await stage.fal.completeWith(cancelled.job);
  await stage.fal.webhooks.redeliver(cancelled.job);
  assert.deepEqual(await anna.coins(), { available: 1000, held: 0 });
}

/** Everything that can be wrong with a webhook; only the honest one is heeded, and once. */
async function forge({ open }: Play): Promise<void> {
  const stage = await open({ stages: BY_HAND });
  const { fal, url } = stage;
  const anna = stage.person();
  const boris = stage.person();
  const hers = await orderAndJob(stage, anna, 'hers');
  const his = await orderAndJob(stage, boris, 'his');
  const address = fal.requests[0]?.webhookUrl ?? '';
  const seconds = Math.floor(Date.now() / 1000);
  const another = `${address.slice(0, -1)}${address.endsWith('0') ? '1' : '0'}`;
  const forgeries = [
    [401, {}],
    [401, { honestKey: true, userId: 'another-account' }],
    [401, { honestKey: true, timestampSeconds: seconds - 3600 }],
    [401, { honestKey: true, timestampSeconds: seconds + 3600 }],
    [404, { honestKey: true, url: address.replace(hers.id, his.id) }],
    [404, { honestKey: true, url: address.replace('/1/', '/2/') }],
    [404, { honestKey: true, url: another }],
  ] as const;
  for (const [status, forgery] of forgeries) {
    const answer = await fal.webhooks.forge(hers.job, forgery);
    assert.equal(answer.status, status, JSON.stringify(forgery));
  }
  const honest = { honestKey: true, userId: ACCOUNT };
  await fal.webhooks.forge(hers.job, { ...honest, body: 'no JSON' });
  const strangers = [
    [{}, 401],
    [{ 'x-telegram-bot-api-secret-token': 'guessed' }, 401],
  ] as const;
  for (const [headers, status] of strangers) {
    const body = JSON.stringify({ update_id: 1, message: { from: { id: anna.id } } });
    const answer = await fetch(`${url}/telegram/webhook`, { method: 'POST', headers, body });
    assert.equal(answer.status, status);
  }
  assert.equal((await anna.orders())[0]?.end_state, null);
  assert.equal((await boris.orders())[0]?.end_state, null);

  // In another order than they were posted in, and each more than once.
  await fal.completeWith(his.job);
  await fal.completeWith(hers.job);
  await Promise.all([hers, hers, his, his].map(({ job }) => fal.webhooks.redeliver(job)));
  for (const [person, { id }] of [
    [anna, hers],
    [boris, his],
  ] as const)
    assert.deepEqual(await ended(stage, person, id), { end: 'succeeded', captured: 5 });
}

/** FAL breaks, and others pretend to be it. */
export const falScenarios: readonly Scenario[] = [
  {
    name: 'fal-ills',
    says: '5xx, 429, hangs, lost answers, no JSON, empty and wrong results cost nobody a coin',
    inShort: true,
    run: ail,
  },
  { name: 'fal-away', says: 'FAL that cannot be reached costs nobody a coin', run: refuse },
  {
    name: 'fal-late',
    says: 'a result that never comes, or after the end, costs nothing and changes nothing',
    run: late,
  },
  {
    name: 'webhooks-forged',
    says: 'forged, foreign, stale, misdirected and doubled webhooks change nothing',
    inShort: true,
    run: forge,
  },
];

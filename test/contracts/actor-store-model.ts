import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ActorStore, ClaimedEffect, Freed, Save } from '../../src/actors/actor-store.ts';
import type { ActorRecord, Effect, Order } from '../../src/actors/record.ts';

const LONG_MS = 3_600_000;
const ALL = { limit: 1000, leaseMs: LONG_MS };

interface Known {
  readonly key: string;
  order: Order;
  /** `held`: until the older writes of its actor are over. */
  state: 'due' | 'later' | 'held' | 'leased' | 'ended' | 'dead';
  token: string;
  attempts: number;
}

/** The port without time: a lease ends when it is renewed for no time at all. */
interface Model {
  readonly steps: Map<string, number>;
  /** In the order of their saves. */
  readonly effects: Map<string, Known>;
  /** Every lease ever given, so that stale tokens are tried as well. */
  readonly leases: { readonly id: string; readonly token: string }[];
  lines: string[];
}

interface World {
  readonly store: ActorStore;
  readonly model: Model;
  /** New with every run, so that runs share a store without meeting. */
  readonly epoch: string;
}

interface Call {
  readonly what: keyof typeof calls;
  /** Chooses among what there is to choose from. */
  readonly pick: number;
  readonly flag: boolean;
}

const take = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length];
const keyOf = ({ epoch }: World, pick: number) => `model:${epoch}:${pick % 2}`;

function lease({ model }: World, claimed: readonly ClaimedEffect[]) {
  for (const { id, token, attempts } of claimed) {
    const known = model.effects.get(id);
    assert.ok(known, `${id} should not be there`);
    if (known.state === 'ended') known.attempts++;
    assert.equal(attempts, known.attempts);
    Object.assign(known, { state: 'leased', token });
    model.leases.push({ id, token });
  }
}

const isWrite = ({ order, state }: Known) => order === 'write' && state !== 'dead';

/** Whether an older unfinished write, of those that count, stands before the effect. */
function isBehind({ model }: World, of: Known, counts = (_: Known) => true): boolean {
  if (of.order === 'any') return false;
  const actors = [...model.effects.values()].filter(({ key }) => key === of.key);
  return actors.slice(0, actors.indexOf(of)).some((known) => isWrite(known) && counts(known));
}

/** What waited for a write that is over: in order, but for what a write under way holds back. */
function free(world: World, { key }: Known): string[] {
  const isUnderWay = ({ state }: Known) => state !== 'held';
  const actors = [...world.model.effects].filter(([, known]) => known.key === key);
  return actors
    .filter(([, known]) => known.state === 'held' && !isBehind(world, known, isUnderWay))
    .map(([id]) => id);
}

/** What a fenced call must answer, and the effect if its lease is good. */
function holder({ model }: World, held: { id: string; token: string }): Known | undefined {
  const known = model.effects.get(held.id);
  const isHeld = known?.state === 'leased' || known?.state === 'ended';
  return isHeld && known.token === held.token ? known : undefined;
}

async function fenced(
  world: World,
  { pick }: Call,
  ask: (id: string, token: string) => Promise<boolean | Freed>,
  then: (known: Known, id: string) => void,
) {
  const held = take(world.model.leases, pick);
  if (!held) return;
  const known = holder(world, held);
  const answer = await ask(held.id, held.token);
  assert.equal(answer !== null && answer !== false, known !== undefined);
  if (known) then(known, held.id);
  if (!known || typeof answer === 'boolean' || answer === null) return;
  const expected = known.order === 'write' ? free(world, known) : [];
  assert.deepEqual(
    answer.map(({ id }) => id),
    expected,
  );
  lease(world, answer);
}

const ORDERS = ['write', 'after', 'any'] as const;

function nextSave(world: World, { pick, flag }: Call): Save {
  const { model, epoch } = world;
  const key = keyOf(world, pick);
  const before = model.steps.get(key);
  const step = (before ?? -1) + 1;
  const record: ActorRecord = { version: 1, epoch, step, snapshot: pick, tickets: {}, seen: [] };
  const effects = [0, pick % 5 === 0 ? LONG_MS : 0, 0].map((delayMs, index): Effect => {
    const id = `${key}/${epoch}/${step}-${model.lines.length}/${index}`;
    const order = take(ORDERS, Math.floor(pick / 3 ** index)) ?? 'any';
    return { id, kind: 'job', name: 'n', ticket: 't', order, input: { pick }, delayMs };
  });
  const open = [...model.effects]
    .filter(([, known]) => known.key === key && known.order !== 'write')
    .map(([id]) => id);
  const closed = flag ? open.slice(0, pick % 3) : [];
  const expected = before === undefined ? null : { epoch, step: before };
  const journal = { event: 'e', from: 'a', to: 'b' };
  return { key, expected, record, effects, closed, journal, leaseMs: LONG_MS, expiresInMs: null };
}

async function save(world: World, call: Call) {
  const { store, model } = world;
  const wanted = nextSave(world, call);
  const { key, record, effects, closed } = wanted;
  const saved = await store.save(wanted);
  assert.equal(saved.kind, 'saved');
  assert.deepEqual(await store.save(wanted), { kind: 'conflict' });
  for (const id of closed) if (model.effects.get(id)?.state !== 'dead') model.effects.delete(id);
  const mine = new Set<Known>();
  for (const { id, order, delayMs } of effects) {
    const known: Known = { key, order, state: 'later', token: '', attempts: 0 };
    model.effects.set(id, known);
    if (delayMs > 0) continue;
    known.state = isBehind(world, known, (write) => !mine.has(write)) ? 'held' : 'due';
    if (known.state === 'due') mine.add(known);
  }
  const claimed = saved.kind === 'saved' ? saved.claimed : [];
  assert.deepEqual(
    claimed.map(({ id }) => id),
    [...model.effects].filter(([, known]) => mine.has(known)).map(([id]) => id),
  );
  lease(world, claimed);
  model.steps.set(key, record.step);
  model.lines.push(`${key} ${record.step}`);
}

async function claim(world: World) {
  const claimed = await world.store.claim(ALL);
  const visible = [...world.model.effects].filter(([, { state }]) => /due|ended/.test(state));
  const behind = visible.filter(([, known]) => isBehind(world, known));
  const open = visible.filter((each) => !behind.includes(each));
  for (const [, known] of behind) known.state = 'held';
  assert.deepEqual(claimed.map(({ id }) => id).sort(), open.map(([id]) => id).sort());
  lease(world, claimed);
}

async function remove(world: World, { pick }: Call) {
  const { store, model } = world;
  const key = keyOf(world, pick);
  await store.remove(key);
  model.steps.delete(key);
  for (const [id, known] of model.effects) if (known.key === key) model.effects.delete(id);
  model.lines = model.lines.filter((line) => !line.startsWith(`${key} `));
}

/** Only a dead letter can be revived or dropped. */
async function mend({ store, model }: World, { pick, flag }: Call) {
  const [id, known] = take([...model.effects], pick) ?? [];
  if (id === undefined || known === undefined) return;
  const isDead = known.state === 'dead';
  assert.equal(await (flag ? store.revive(id) : store.drop(id)), isDead);
  if (isDead && flag) Object.assign(known, { state: 'due', order: 'any', attempts: 0 });
  if (isDead && !flag) model.effects.delete(id);
}

const calls = {
  save,
  claim,
  remove,
  mend,
  renew: (world: World, call: Call) =>
    fenced(
      world,
      call,
      (id, token) => world.store.renew(id, token, call.flag ? LONG_MS : 0),
      (known) => {
        known.state = call.flag ? 'leased' : 'ended';
      },
    ),
  complete: (world: World, call: Call) =>
    fenced(
      world,
      call,
      (id, token) => world.store.complete(id, token, LONG_MS),
      (_, id) => world.model.effects.delete(id),
    ),
  release: (world: World, call: Call) =>
    fenced(
      world,
      call,
      (id, token) => world.store.release(id, token, { delayMs: 0, error: call.flag ? 'no' : null }),
      (known) => {
        known.state = isBehind(world, known) ? 'held' : 'due';
        if (call.flag) known.attempts++;
      },
    ),
  bury: (world: World, call: Call) =>
    fenced(
      world,
      call,
      (id, token) => world.store.bury(id, token, 'no', LONG_MS),
      (known) => {
        known.state = 'dead';
        known.attempts++;
      },
    ),
};

async function compare({ store, model }: World) {
  const count = (states: RegExp) =>
    [...model.effects.values()].filter(({ state }) => states.test(state)).length;
  const { oldestMs: _, ...depth } = await store.depth();
  const expected = { due: count(/due|ended/), later: count(/later|held/), leased: count(/leased/) };
  assert.deepEqual(depth, { ...expected, dead: count(/dead/) });
  const lines = (await store.journal(1000)).map(({ key, step }) => `${key} ${step}`);
  assert.deepEqual(lines, model.lines);
  for (const { id, attempts } of await store.deadLetters(1000)) {
    assert.equal(attempts, model.effects.get(id)?.attempts);
  }
}

async function play(store: ActorStore, list: readonly Call[]) {
  const epoch = crypto.randomUUID();
  const world: World = {
    store,
    epoch,
    model: { steps: new Map(), effects: new Map(), leases: [], lines: [] },
  };
  try {
    for (const call of list) await calls[call.what](world, call);
    await compare(world);
  } finally {
    for (const pick of [0, 1]) await store.remove(keyOf(world, pick));
  }
}

/** Plays random calls against an empty store and, side by side, against a model in memory. */
export async function behavesLikeItsModel(store: ActorStore): Promise<void> {
  const call = fc.record({
    what: fc.constantFrom(...(Object.keys(calls) as (keyof typeof calls)[])),
    pick: fc.nat({ max: 50 }),
    flag: fc.boolean(),
  });
  const many = fc.array(call, { minLength: 5, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(many, (list) => play(store, list)),
    { numRuns: 60 },
  );
}

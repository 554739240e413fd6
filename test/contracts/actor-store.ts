import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ActorStore, ClaimedEffect, Save, Saved } from '../../src/actors/actor-store.ts';
import type { ActorRecord, Effect, Json } from '../../src/actors/record.ts';
import { behavesLikeItsModel } from './actor-store-model.ts';

/** A store of its own for one case, seen by two clients. */
export interface OpenedStore {
  readonly store: ActorStore;
  /** Another process's view of the same store, or the same one where only one may be. */
  readonly other: ActorStore;
  /** Resolves when the store's clock has gone on for so long. */
  readonly pass: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Never ends while a case runs. */
const LONG_MS = 60_000;
/** Ends while a case waits. */
const SHORT_MS = 40;

const EVERYTHING = { limit: 100, leaseMs: LONG_MS };

export function recordAt(step: number, epoch = 'first', snapshot: Json = { value: 'home' }) {
  return { version: 1, epoch, step, snapshot, tickets: {}, seen: [] } satisfies ActorRecord;
}

export function effect(id: string, rest: Partial<Effect> = {}): Effect {
  const input = { id };
  const plain = { kind: 'command', name: 'show', ticket: '', order: 'any' } as const;
  return { id, ...plain, input, delayMs: 0, ...rest };
}

const write = (id: string) => effect(id, { order: 'write' });
const after = (id: string) => effect(id, { order: 'after' });

/** The save of a step upon the one before; step 0 begins. */
export function saveOf(key: string, step: number, rest: Partial<Save> = {}): Save {
  return {
    key,
    expected: step === 0 ? null : { epoch: 'first', step: step - 1 },
    record: recordAt(step),
    effects: [],
    closed: [],
    journal: { event: step === 0 ? '@begin' : 'press', from: 'home', to: 'gallery' },
    leaseMs: LONG_MS,
    expiresInMs: null,
    ...rest,
  };
}

const ids = (effects: readonly { id: string }[]) => effects.map(({ id }) => id);

function claimedOf(saved: Saved): readonly ClaimedEffect[] {
  assert.equal(saved.kind, 'saved');
  return saved.kind === 'saved' ? saved.claimed : [];
}

function only<T>(list: readonly T[]): T {
  const [first] = list;
  assert.equal(list.length, 1);
  assert.ok(first !== undefined);
  return first;
}

/** Begins `key` with one effect due at once, and answers it leased. */
const beginWith = async (store: ActorStore, key: string, id: string) =>
  only(claimedOf(await store.save(saveOf(key, 0, { effects: [effect(id)] }))));

/** Lets the lease of a claimed effect end now. */
async function letEnd({ store, pass }: OpenedStore, { id, token }: ClaimedEffect) {
  assert.equal(await store.renew(id, token, SHORT_MS), true);
  await pass(SHORT_MS);
}

const cases: Record<string, (opened: OpenedStore) => Promise<void>> = {
  'tells the time by its own clock': async ({ store, pass }) => {
    const before = await store.clock();
    await pass(SHORT_MS);
    const passed = (await store.clock()) - before;
    assert.ok(Number.isInteger(passed) && passed >= SHORT_MS && passed < LONG_MS);
  },

  'creates a record only if there is none': async ({ store }) => {
    assert.equal(await store.load('chat:1'), null);
    assert.equal((await store.save(saveOf('chat:1', 0))).kind, 'saved');
    const again = saveOf('chat:1', 0, { record: recordAt(0, 'second') });
    assert.deepEqual(await store.save(again), { kind: 'conflict' });
    assert.deepEqual(await store.load('chat:1'), recordAt(0));
  },

  'refuses a save on another step, another epoch or nothing': async ({ store }) => {
    assert.equal((await store.save(saveOf('chat:1', 1))).kind, 'conflict');
    await store.save(saveOf('chat:1', 0));
    await store.save(saveOf('chat:1', 1));
    assert.equal((await store.save(saveOf('chat:1', 1))).kind, 'conflict');
    assert.equal((await store.save(saveOf('chat:1', 3))).kind, 'conflict');
    const foreign = saveOf('chat:1', 2, { expected: { epoch: 'other', step: 1 } });
    assert.equal((await store.save(foreign)).kind, 'conflict');
    assert.deepEqual(await store.load('chat:1'), recordAt(1));
  },

  'saves record, effects and journal together, or none of them': async ({ store }) => {
    await store.save(saveOf('chat:1', 0));
    const effects = [effect('chat:1/first/1/0'), effect('chat:1/first/1/1', { delayMs: LONG_MS })];
    await store.save(saveOf('chat:1', 1, { effects }));
    const late = [effect('chat:1/late/1/0'), effect('chat:1/late/1/1', { delayMs: LONG_MS })];
    const closed = ['chat:1/first/1/0', 'chat:1/first/1/1'];
    await store.save(saveOf('chat:1', 1, { effects: late, closed }));
    const { leased, later } = await store.depth();
    assert.deepEqual({ leased, later }, { leased: 1, later: 1 });
    const lines = await store.journal(10);
    assert.deepEqual(
      lines.map(({ step, event, from, to }) => ({ step, event, from, to })),
      [
        { step: 0, event: '@begin', from: 'home', to: 'gallery' },
        { step: 1, event: 'press', from: 'home', to: 'gallery' },
      ],
    );
    const now = await store.clock();
    for (const { at } of lines) assert.ok(at <= now && at > now - LONG_MS);
  },

  'answers a due effect leased to its saver': async ({ store, other }) => {
    const job = effect('chat:1/first/0/0', { kind: 'job', name: 'render', ticket: 'rendering' });
    const timer = effect('chat:1/first/0/1', { kind: 'timer', delayMs: LONG_MS });
    const saved = await store.save(saveOf('chat:1', 0, { effects: [job, timer] }));
    const { token, ...rest } = only(claimedOf(saved));
    assert.deepEqual(rest, { ...job, key: 'chat:1', attempts: 0 });
    assert.deepEqual(await other.claim(EVERYTHING), []);
    assert.deepEqual(await store.complete(job.id, token, LONG_MS), []);
    assert.equal(await store.complete(job.id, token, LONG_MS), null);
  },

  'lets another runner claim a leased effect only when its lease ends': async (opened) => {
    const { store, other } = opened;
    const mine = await beginWith(store, 'chat:1', 'chat:1/first/0/0');
    assert.deepEqual(await other.claim(EVERYTHING), []);
    await letEnd(opened, mine);
    const theirs = only(await other.claim(EVERYTHING));
    assert.equal(theirs.id, mine.id);
    assert.deepEqual(theirs.input, mine.input);
    assert.notEqual(theirs.token, mine.token);
  },

  'takes every right from the old token once another has claimed': async (opened) => {
    const { store, other } = opened;
    const mine = await beginWith(store, 'chat:1', 'chat:1/first/0/0');
    await letEnd(opened, mine);
    const theirs = only(await other.claim(EVERYTHING));
    const { id, token } = mine;
    assert.equal(await store.complete(id, token, LONG_MS), null);
    assert.equal(await store.renew(id, token, LONG_MS), false);
    assert.equal(await store.release(id, token, { delayMs: 0, error: 'late' }), false);
    assert.equal(await store.bury(id, token, 'late', LONG_MS), null);
    assert.equal((await store.depth()).leased, 1);
    assert.deepEqual(await other.complete(id, theirs.token, LONG_MS), []);
  },

  'counts a lease that ended without an answer as a try': async (opened) => {
    const mine = await beginWith(opened.store, 'chat:1', 'chat:1/first/0/0');
    await letEnd(opened, mine);
    assert.equal(only(await opened.store.claim(EVERYTHING)).attempts, 1);
  },

  'keeps a lease that is renewed': async ({ store, other, pass }) => {
    const effects = [effect('chat:1/first/0/0'), effect('chat:1/first/0/1')];
    const [kept, left] = claimedOf(await store.save(saveOf('chat:1', 0, { effects })));
    assert.ok(kept && left);
    await store.renew(kept.id, kept.token, SHORT_MS);
    await store.renew(left.id, left.token, SHORT_MS);
    assert.equal(await store.renew(kept.id, kept.token, LONG_MS), true);
    await pass(SHORT_MS);
    assert.deepEqual(ids(await other.claim(EVERYTHING)), [left.id]);
  },

  'lets a delayed effect be claimed after its time and not before': async ({ store, pass }) => {
    const soon = effect('chat:1/first/0/0', { kind: 'timer', delayMs: SHORT_MS });
    const late = effect('chat:1/first/0/1', { kind: 'timer', delayMs: LONG_MS });
    const saved = await store.save(saveOf('chat:1', 0, { effects: [soon, late] }));
    assert.deepEqual(claimedOf(saved), []);
    await pass(SHORT_MS);
    assert.deepEqual(ids(await store.claim(EVERYTHING)), [soon.id]);
    assert.deepEqual(ids(await store.claim(EVERYTHING)), []);
  },

  'claims the oldest first, no more than asked for, in the order of the save': async (opened) => {
    const { store, pass } = opened;
    const twelve = Array.from({ length: 12 }, (_, index) => effect(`chat:1/first/0/${index}`));
    const briefly = saveOf('chat:1', 0, { effects: twelve, leaseMs: SHORT_MS });
    assert.deepEqual(ids(claimedOf(await store.save(briefly))), ids(twelve));
    await pass(SHORT_MS);
    const first = await store.claim({ limit: 5, leaseMs: LONG_MS });
    const rest = await store.claim(EVERYTHING);
    assert.deepEqual([...ids(first), ...ids(rest)], ids(twelve));
    assert.equal(first.length, 5);
  },

  'keeps the order of effects that become due together': async ({ store, pass }) => {
    const delayMs = SHORT_MS;
    const twelve = Array.from({ length: 12 }, (_, index) =>
      effect(`chat:1/first/0/${index}`, { delayMs }),
    );
    await store.save(saveOf('chat:1', 0, { effects: twelve }));
    await pass(SHORT_MS);
    assert.deepEqual(ids(await store.claim(EVERYTHING)), ids(twelve));
  },

  'gives an effect to one of two runners': async ({ store, other, pass }) => {
    const many = Array.from({ length: 40 }, (_, index) =>
      effect(`chat:1/first/0/${index}`, { delayMs: 1 }),
    );
    await store.save(saveOf('chat:1', 0, { effects: many }));
    await pass(2);
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, turn) =>
        (turn % 2 === 0 ? store : other).claim({ limit: 5, leaseMs: LONG_MS }),
      ),
    );
    assert.deepEqual(ids(claims.flat()).sort(), ids(many).sort());
  },

  'drops an effect whose ticket closes, even while it runs': async ({ store }) => {
    const running = await beginWith(store, 'chat:1', 'chat:1/first/0/0');
    const timer = effect('chat:1/first/1/0', { kind: 'timer', delayMs: LONG_MS });
    await store.save(saveOf('chat:1', 1, { effects: [timer] }));
    await store.save(saveOf('chat:1', 2, { closed: [running.id, timer.id, 'chat:1/no/such/0'] }));
    const { id, token } = running;
    assert.equal(await store.renew(id, token, LONG_MS), false);
    assert.equal(await store.complete(id, token, LONG_MS), null);
    assert.equal(await store.release(id, token, { delayMs: 0, error: null }), false);
    const { due, later, leased } = await store.depth();
    assert.deepEqual({ due, later, leased }, { due: 0, later: 0, leased: 0 });
  },

  'counts a try on release, and none when the lease is handed back': async ({ store, pass }) => {
    const mine = await beginWith(store, 'chat:1', 'chat:1/first/0/0');
    const { id } = mine;
    assert.equal(await store.release(id, mine.token, { delayMs: 0, error: null }), true);
    const second = only(await store.claim(EVERYTHING));
    assert.equal(second.attempts, 0);
    await store.release(id, second.token, { delayMs: SHORT_MS, error: 'no answer' });
    assert.equal((await store.depth()).later, 1);
    await pass(SHORT_MS);
    const third = only(await store.claim(EVERYTHING));
    assert.equal(third.attempts, 1);
    assert.equal(await store.complete(id, second.token, LONG_MS), null);
  },

  'lists, revives and drops dead letters': async ({ store, pass }) => {
    const first = await beginWith(store, 'chat:1', 'chat:1/first/0/0');
    const second = await beginWith(store, 'chat:2', 'chat:2/first/0/0');
    assert.equal(await store.revive(first.id), false);
    assert.equal(await store.drop(first.id), false);
    assert.deepEqual(await store.bury(first.id, first.token, 'wörds "and" more', LONG_MS), []);
    await pass(2);
    await store.bury(second.id, second.token, 'no', LONG_MS);
    assert.deepEqual(await store.claim(EVERYTHING), []);
    const [newest, oldest] = await store.deadLetters(10);
    assert.equal(newest?.id, second.id);
    assert.ok(oldest && oldest.at <= (await store.clock()));
    const { at: _, ...letter } = oldest;
    const { id, key, name, kind } = first;
    assert.deepEqual(letter, { id, key, name, kind, attempts: 1, error: 'wörds "and" more' });
    assert.equal((await store.deadLetters(1)).length, 1);
    assert.equal(await store.revive(first.id), true);
    assert.equal(await store.drop(second.id), true);
    assert.deepEqual(await store.deadLetters(10), []);
    const again = only(await store.claim(EVERYTHING));
    assert.deepEqual({ id: again.id, attempts: again.attempts }, { id: first.id, attempts: 0 });
    assert.deepEqual(again.input, first.input);
  },

  'keeps a dead letter whose ticket closes, for the operator to see': async ({ store }) => {
    const { id, token } = await beginWith(store, 'chat:1', 'chat:1/first/0/0');
    await store.bury(id, token, 'no', LONG_MS);
    await store.save(saveOf('chat:1', 1, { closed: [id] }));
    const letter = only(await store.deadLetters(10));
    assert.deepEqual({ id: letter.id, attempts: letter.attempts }, { id, attempts: 1 });
  },

  'takes odd characters and long inputs as they are': async ({ store }) => {
    const odd = `chat:"it's" {a}\\ b/c\n%s *[ж] 🙂`;
    const input = { text: 'ж"\\\u0000'.repeat(2500), empty: [], none: {}, big: 2 ** 53 - 1 };
    const journal = { event: `${odd}"]`, from: 'a.b', to: '' };
    const record = { ...recordAt(0, odd, input), tickets: { [odd]: odd }, seen: [odd] };
    const id = `${odd}/first/0/0`;
    const effects = [effect(id, { name: odd, ticket: odd, input })];
    const saved = await store.save(saveOf(odd, 0, { record, effects, journal }));
    const claimed = only(claimedOf(saved));
    assert.deepEqual(await store.load(odd), record);
    await store.release(id, claimed.token, { delayMs: 0, error: null });
    assert.deepEqual(only(await store.claim(EVERYTHING)).input, input);
    const line = only(await store.journal(10));
    assert.deepEqual({ key: line.key, epoch: line.epoch }, { key: odd, epoch: odd });
    assert.equal(line.event, journal.event);
    await store.forgetJournal([line]);
    assert.deepEqual(await store.journal(10), []);
    await store.remove(odd);
    assert.equal(await store.load(odd), null);
    assert.equal((await store.depth()).leased, 0);
  },

  'has forgotten a record after its time': async ({ store, pass }) => {
    await store.save(saveOf('generation:1', 0, { expiresInMs: SHORT_MS }));
    await store.save(saveOf('generation:2', 0, { expiresInMs: SHORT_MS }));
    await store.save(saveOf('generation:2', 1));
    assert.notEqual(await store.load('generation:1'), null);
    await pass(SHORT_MS + 1);
    assert.equal(await store.load('generation:1'), null);
    assert.deepEqual(await store.load('generation:2'), recordAt(1));
    assert.equal((await store.save(saveOf('generation:1', 1))).kind, 'conflict');
    const anew = saveOf('generation:1', 0, { record: recordAt(0, 'second') });
    assert.equal((await store.save(anew)).kind, 'saved');
    await store.claim(EVERYTHING);
    assert.deepEqual(await store.load('generation:1'), recordAt(0, 'second'));
  },

  'leases a write and what was saved with it together, and what comes later to nobody': async ({
    store,
    other,
  }) => {
    const first = claimedOf(
      await store.save(saveOf('chat:1', 0, { effects: [write('w1'), after('a1')] })),
    );
    assert.deepEqual(ids(first), ['w1', 'a1']);
    const beside = effect('job', { kind: 'job' });
    const second = await store.save(
      saveOf('chat:1', 1, { effects: [write('w2'), after('a2'), beside] }),
    );
    assert.deepEqual(ids(claimedOf(second)), ['job']);
    const strange = await other.save(saveOf('chat:10', 0, { effects: [write('w3'), after('a3')] }));
    assert.deepEqual(ids(claimedOf(strange)), ['w3', 'a3']);
    assert.deepEqual(await other.claim(EVERYTHING), []);
    assert.equal((await store.depth()).later, 2);
  },

  'gives what waited for a write to whoever ends it, in order': async (opened) => {
    const { store, other } = opened;
    const [w1] = claimedOf(await store.save(saveOf('chat:1', 0, { effects: [write('w1')] })));
    assert.ok(w1);
    await store.save(saveOf('chat:1', 1, { effects: [after('a1'), write('w2')] }));
    await store.save(saveOf('chat:1', 2, { effects: [after('a2')] }));
    const freed = await store.complete(w1.id, w1.token, LONG_MS);
    assert.deepEqual(ids(freed ?? []), ['a1', 'w2', 'a2']);
    assert.deepEqual(
      freed?.map(({ attempts, key }) => [attempts, key]),
      [
        [0, 'chat:1'],
        [0, 'chat:1'],
        [0, 'chat:1'],
      ],
    );
    assert.deepEqual(await other.claim(EVERYTHING), []);
    for (const { id, token } of freed ?? [])
      assert.deepEqual(await store.complete(id, token, LONG_MS), []);
    assert.deepEqual(await store.complete('w2', w1.token, LONG_MS), null);
    const next = await store.save(saveOf('chat:1', 3, { effects: [write('w3')] }));
    assert.deepEqual(ids(claimedOf(next)), ['w3']);
  },

  'holds back what comes after a write that is to be tried again': async ({
    store,
    other,
    pass,
  }) => {
    const effects = [write('w1'), after('a1'), write('w2')];
    const [w1, a1, w2] = claimedOf(await store.save(saveOf('chat:1', 0, { effects })));
    assert.ok(w1 && a1 && w2);
    await store.release(w1.id, w1.token, { delayMs: SHORT_MS, error: 'no answer' });
    for (const { id, token } of [a1, w2])
      assert.equal(await store.release(id, token, { delayMs: 0, error: null }), true);
    assert.deepEqual(await other.claim(EVERYTHING), []);
    await pass(SHORT_MS);
    const again = only(await other.claim(EVERYTHING));
    assert.deepEqual([again.id, again.attempts], ['w1', 1]);
    const freed = await other.complete(again.id, again.token, LONG_MS);
    assert.deepEqual(
      freed?.map(({ id, attempts }) => [id, attempts]),
      [
        ['a1', 0],
        ['w2', 0],
      ],
    );
  },

  'lets a write come before what it holds back, whose leases ended first': async ({
    store,
    pass,
  }) => {
    const effects = [write('w1'), after('a1'), write('w2'), after('a2')];
    const claimed = claimedOf(await store.save(saveOf('chat:1', 0, { effects })));
    for (const { id, token } of claimed.slice(1)) await store.renew(id, token, SHORT_MS);
    await pass(SHORT_MS);
    assert.deepEqual(await store.claim(EVERYTHING), []);
    for (const { id, token } of claimed.slice(1))
      assert.equal(await store.renew(id, token, LONG_MS), false);
    const [w1] = claimed;
    assert.ok(w1);
    const freed = await store.complete(w1.id, w1.token, LONG_MS);
    assert.deepEqual(ids(freed ?? []), ['a1', 'w2', 'a2']);
  },

  'lets nobody wait for those that wait': async ({ store }) => {
    const [w1] = claimedOf(await store.save(saveOf('chat:1', 0, { effects: [write('w1')] })));
    assert.ok(w1);
    const many = Array.from({ length: 30 }, (_, index) => after(`a${index}`));
    const waiting = claimedOf(
      await store.save(saveOf('chat:2', 0, { effects: [write('x1'), ...many] })),
    );
    for (const { id, token } of waiting.toReversed())
      await store.release(id, token, { delayMs: id === 'x1' ? LONG_MS : 0, error: null });
    const free = await beginWith(store, 'chat:3', 'free');
    await store.release(free.id, free.token, { delayMs: 0, error: null });
    assert.deepEqual(ids(await store.claim({ limit: 1, leaseMs: LONG_MS })), ['free']);
  },

  'goes on after a write that died, which then comes back out of order': async ({ store }) => {
    const [w1] = claimedOf(await store.save(saveOf('chat:1', 0, { effects: [write('w1')] })));
    assert.ok(w1);
    await store.save(saveOf('chat:1', 1, { effects: [write('w2')] }));
    await store.save(saveOf('chat:1', 2, { effects: [after('a2')] }));
    const freed = await store.bury(w1.id, w1.token, 'no', LONG_MS);
    assert.deepEqual(ids(freed ?? []), ['w2', 'a2']);
    assert.equal(await store.revive(w1.id), true);
    const revived = only(await store.claim(EVERYTHING));
    assert.equal(revived.id, 'w1');
    for (const { id, token } of freed ?? [])
      assert.deepEqual(await store.complete(id, token, LONG_MS), []);
    const next = await store.save(saveOf('chat:1', 3, { effects: [after('a3')] }));
    assert.deepEqual(ids(claimedOf(next)), ['a3']);
  },

  'forgets a screen that closes while it waits for a write': async ({ store }) => {
    const [w1] = claimedOf(await store.save(saveOf('chat:1', 0, { effects: [write('w1')] })));
    assert.ok(w1);
    await store.save(saveOf('chat:1', 1, { effects: [after('a1')] }));
    await store.save(saveOf('chat:1', 2, { effects: [after('a2')], closed: ['a1'] }));
    const freed = await store.complete(w1.id, w1.token, LONG_MS);
    assert.deepEqual(ids(freed ?? []), ['a2']);
  },

  'holds nothing back once the actor was removed': async ({ store }) => {
    await store.save(saveOf('chat:1', 0, { effects: [write('w1')] }));
    await store.save(saveOf('chat:1', 1, { effects: [write('w2')] }));
    await store.remove('chat:1');
    const anew = await store.save(saveOf('chat:1', 0, { effects: [write('w3')] }));
    assert.deepEqual(ids(claimedOf(anew)), ['w3']);
    assert.deepEqual(await store.claim(EVERYTHING), []);
  },

  'removes everything of a key and nothing of others': async ({ store }) => {
    for (const key of ['chat:1', 'chat:1/2', 'chat:12']) {
      const dead = await beginWith(store, key, `${key}/first/0/0`);
      await store.bury(dead.id, dead.token, 'no', LONG_MS);
      const running = effect(`${key}/first/1/0`);
      const waiting = effect(`${key}/first/1/1`, { delayMs: LONG_MS });
      await store.save(saveOf(key, 1, { effects: [running, waiting] }));
    }
    await store.remove('chat:1');
    await store.remove('chat:none');
    assert.equal(await store.load('chat:1'), null);
    assert.notEqual(await store.load('chat:1/2'), null);
    assert.notEqual(await store.load('chat:12'), null);
    const { oldestMs: _, ...depth } = await store.depth();
    assert.deepEqual(depth, { due: 0, later: 2, leased: 2, dead: 2 });
    const keys = (await store.journal(10)).map(({ key }) => key);
    assert.deepEqual(keys, ['chat:1/2', 'chat:1/2', 'chat:12', 'chat:12']);
    const letters = (await store.deadLetters(10)).map(({ key }) => key);
    assert.deepEqual(letters.sort(), ['chat:1/2', 'chat:12']);
    assert.equal((await store.save(saveOf('chat:1', 0))).kind, 'saved');
  },

  'reads the journal oldest first and forgets a line once': async ({ store }) => {
    for (let step = 0; step < 12; step++) await store.save(saveOf('chat:1', step));
    await store.save(saveOf('chat:0', 0));
    const steps = (lines: readonly { step: number }[]) => lines.map(({ step }) => step);
    const first = await store.journal(3);
    assert.deepEqual(steps(first), [0, 1, 2]);
    await store.forgetJournal(first);
    await store.forgetJournal(first);
    await store.forgetJournal([]);
    const rest = await store.journal(100);
    assert.deepEqual(steps(rest), [3, 4, 5, 6, 7, 8, 9, 10, 11, 0]);
  },

  'lets exactly one of two clients win each of 200 steps': async ({ store, other }) => {
    await store.save(saveOf('chat:1', 0));
    const won: number[] = [];
    const race = async (client: ActorStore) => {
      for (;;) {
        const step = ((await client.load('chat:1'))?.step ?? 0) + 1;
        if (step > 200) return;
        const saved = await client.save(saveOf('chat:1', step, { effects: [effect(`${step}`)] }));
        if (saved.kind === 'saved') won.push(step);
      }
    };
    await Promise.all([race(store), race(other), race(store), race(other)]);
    const steps = Array.from({ length: 201 }, (_, step) => step);
    assert.deepEqual(
      won.toSorted((a, b) => a - b),
      steps.slice(1),
    );
    assert.deepEqual(
      (await store.journal(300)).map(({ step }) => step),
      steps,
    );
    assert.equal((await store.depth()).leased, 200);
  },

  'answers any order of calls as a simple model does': ({ store }) => behavesLikeItsModel(store),

  'counts what is due, later, leased and dead': async ({ store, pass }) => {
    const none = { due: 0, later: 0, leased: 0, dead: 0, oldestMs: 0 };
    assert.deepEqual(await store.depth(), none);
    const effects = [
      effect('chat:1/first/0/0'),
      effect('chat:1/first/0/1'),
      effect('chat:1/first/0/2', { delayMs: 1 }),
      effect('chat:1/first/0/3', { delayMs: LONG_MS }),
      effect('chat:1/first/0/4'),
    ];
    const [buried, ended] = claimedOf(await store.save(saveOf('chat:1', 0, { effects })));
    assert.ok(buried && ended);
    await store.bury(buried.id, buried.token, 'no', LONG_MS);
    await store.renew(ended.id, ended.token, 1);
    await pass(SHORT_MS);
    const { oldestMs, ...depth } = await store.depth();
    assert.deepEqual(depth, { due: 2, later: 1, leased: 1, dead: 1 });
    assert.ok(oldestMs >= SHORT_MS - 2 && oldestMs < LONG_MS, `${oldestMs} ms`);
  },
};

/** What every store must hold. `open` gives each case an empty store. */
export function actorStoreContract(name: string, open: () => Promise<OpenedStore>) {
  describe(`${name} as an actor store`, () => {
    for (const [sentence, check] of Object.entries(cases)) {
      it(sentence, async () => {
        const opened = await open();
        try {
          await check(opened);
        } finally {
          await opened.close();
        }
      });
    }
  });
}

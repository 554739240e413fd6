import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { End, GenerationContext, GenerationEvent } from '../../machines/generation.ts';
import { statePath } from '../../machines/state-path.ts';
import type { ActorRecord } from '../../src/actors/record.ts';
import type { Inbound, Step } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import { events, made, outputs } from './generation-events.ts';
import { statesOf } from './states.ts';
import {
  beginAt,
  contextOf,
  done,
  event,
  failed,
  fired,
  results,
  stateOf,
  tell,
  told,
  wishes,
} from './walk.ts';

const chart = charts.generation;

/** A place of the walk: a record, and what happened on the way to it. */
interface Visit {
  readonly record: ActorRecord;
  readonly ended: boolean;
  readonly admitted: number;
  readonly left: number;
  readonly settled: number;
  readonly submits: number;
}

const pathOf = (record: ActorRecord) => statePath(stateOf(record));
const context = (record: ActorRecord) => contextOf<GenerationContext>(record);

/** Deliveries may be put off for ever; the walk looks at the first of them. */
const isFarEnough = ({ record }: Visit) => context(record).putOff > 3;

const signature = ({ record, ended: _, ...way }: Visit) => {
  const { attempt, unsure, putOff, end, code } = context(record);
  return JSON.stringify([pathOf(record), attempt, unsure, putOff, end, code, way]);
};

function next(visit: Visit, inbound: Inbound, { record, ended, ...done }: Step): Visit {
  const wished = wishes({ record, ended, ...done });
  const count = (name: string) => wished.filter((one) => one === name).length;
  const isAdmitted = inbound.kind === 'event' && inbound.event.type === 'admitted';
  return {
    record,
    ended,
    admitted: visit.admitted + (isAdmitted ? 1 : 0),
    left: visit.left + count('leave'),
    settled: visit.settled + (inbound.kind === 'done' && inbound.name === 'settle' ? 1 : 0),
    submits: visit.submits + count('submit'),
  };
}

interface Edge {
  readonly from: Visit;
  readonly inbound: Inbound;
  /** Null: ignored. */
  readonly step: Step | null;
  readonly to: Visit;
}

/** Everything that can happen, once. */
function walkAll(): { visits: Map<string, Visit>; edges: Edge[] } {
  const { record, ended } = beginAt(chart, { id: 'g', attempt: 1 });
  const first = { record, ended, admitted: 0, left: 0, settled: 0, submits: 0 };
  const visits = new Map([[signature(first), first]]);
  const edges: Edge[] = [];
  for (const from of visits.values()) {
    if (isFarEnough(from)) continue;
    for (const inbound of [...events.map(event), ...results(from.record, outputs)]) {
      const outcome = tell(chart, from.record, inbound);
      assert.notEqual(outcome.kind, 'repeated');
      const taken = outcome.kind === 'stepped' ? outcome.step : null;
      const to = taken ? next(from, inbound, taken) : from;
      edges.push({ from, inbound, step: taken, to });
      if (!visits.has(signature(to))) visits.set(signature(to), to);
    }
  }
  return { visits, edges };
}

const { visits, edges } = walkAll();

const ofEvent = (type: GenerationEvent['type']) =>
  edges.filter(({ inbound }) => inbound.kind === 'event' && inbound.event.type === type);

const pathsWhere = (some: readonly Edge[]) =>
  [...new Set(some.map(({ from }) => pathOf(from.record)))].toSorted();

const open = ['holding', 'waiting', 'making', 'storing', 'delivering'];
const isOpen = (path: string) => open.some((one) => path === one || path.startsWith(`${one}.`));

/** The events in turn; every one must be taken. */
function through(...inbounds: readonly ((record: ActorRecord) => Inbound)[]): Step {
  let taken = beginAt(chart, { id: 'g', attempt: 1 });
  for (const inbound of inbounds) taken = told(chart, taken.record, inbound(taken.record));
  return taken;
}

const answers = (name: keyof typeof outputs, output: unknown) => (record: ActorRecord) =>
  done(record, name, output);
const happens = (one: GenerationEvent) => () => event(one);
const rings = (record: ActorRecord) => fired(record);

const toSubmitting = [answers('hold', null), happens({ type: 'admitted' })];
const toAsked = [...toSubmitting, answers('submit', { kind: 'accepted' })];
const toSending = [
  ...toAsked,
  answers('watch', made),
  answers('store', { stored: 1, end: 'failed', code: null }),
];
const later = answers('deliver', { kind: 'later' });

const delayOf = (taken: Step) => taken.effects.find(({ kind }) => kind === 'timer')?.delayMs;

describe('the generation chart', () => {
  it('reaches every state', () => {
    const reached = new Set([...visits.values()].map(({ record }) => pathOf(record)));
    const leaves = statesOf(chart.machine).filter(({ isLeaf }) => isLeaf);
    const missing = leaves.filter(({ path }) => !reached.has(path)).map(({ path }) => path);
    assert.deepEqual(missing, ['settled'], 'settled is passed through');
  });

  it('has an answer to every failing job', () => {
    for (const { path, invokes, takes } of statesOf(chart.machine))
      for (const id of invokes)
        assert.ok(takes.includes(`xstate.error.actor.${id}`), `${path} ignores a failing ${id}`);
  });

  it('can come to an end from everywhere', () => {
    const ending = new Set<string>();
    for (const [key, { ended }] of visits) if (ended) ending.add(key);
    const backwards = edges.map(({ from, to }) => [signature(from), signature(to)] as const);
    for (let size = -1; size !== ending.size; ) {
      size = ending.size;
      for (const [from, to] of backwards) if (ending.has(to)) ending.add(from);
    }
    const stuck = [...visits].filter(([key, visit]) => !ending.has(key) && !isFarEnough(visit));
    assert.deepEqual(
      stuck.map(([key]) => key),
      [],
    );
  });

  it('ends with exactly one settlement, in the state that the settlement says', () => {
    const ends = new Set<string>();
    for (const { ended, settled, record } of visits.values()) {
      assert.equal(settled, ended ? 1 : 0, pathOf(record));
      if (!ended) continue;
      ends.add(pathOf(record));
      assert.equal(context(record).end, pathOf(record));
      assert.deepEqual(record.tickets, {});
    }
    const every: End[] = [
      'succeeded',
      'refused',
      'failed',
      'timed_out',
      'cancelled',
      'undeliverable',
    ];
    assert.deepEqual([...ends].toSorted(), every.toSorted());
  });

  it('is changed by nothing after its end', () => {
    for (const { from, step } of edges) if (from.ended) assert.equal(step, null);
  });

  it('closes the card at its end, and says the end in one wish', () => {
    for (const { from, step, to } of edges) {
      if (from.ended || !to.ended || !step) continue;
      assert.deepEqual(wishes(step), ['closeCard', 'sayEnd']);
      const said = step.effects.find(({ name }) => name === 'sayEnd');
      assert.ok(said);
      assert.equal((said.input as { end: string }).end, pathOf(to.record));
    }
  });

  it('gives its place at FAL back exactly once on every way that was admitted', () => {
    for (const { admitted, left, record } of visits.values()) {
      const path = pathOf(record);
      const isMaking = path.startsWith('making');
      assert.ok(admitted <= 1);
      assert.equal(left, isMaking ? 0 : admitted, path);
    }
  });

  it('can be cancelled until FAL has started, and not after', () => {
    const accepting = pathsWhere(ofEvent('cancel').filter(({ step }) => step));
    assert.deepEqual(accepting, [
      'holding',
      'making.asked.queued',
      'making.pausing',
      'making.submitting',
      'making.unsure',
      'waiting',
    ]);
    for (const { step, to } of ofEvent('cancel').filter(({ step }) => step)) {
      assert.ok(step);
      assert.equal(pathOf(to.record), 'settling.trying');
      assert.deepEqual([context(to.record).end, context(to.record).code], ['cancelled', null]);
      assert.ok(wishes(step).includes('cancelAtFal'));
      assert.deepEqual(step.replies, [{ type: 'answer', params: { text: 'job-cancelled' } }]);
    }
  });

  it('is settled as the deadline says from every open state, and from no other', () => {
    for (const { from, inbound, step, to } of ofEvent('expired')) {
      assert.equal(step !== null, isOpen(pathOf(from.record)), pathOf(from.record));
      if (!step || inbound.kind !== 'event') continue;
      assert.equal(pathOf(to.record), 'settling.trying');
      const { end, code } = inbound.event as Extract<GenerationEvent, { type: 'expired' }>;
      assert.deepEqual([context(to.record).end, context(to.record).code], [end, code]);
    }
  });

  it('takes a good result of any attempt from submitting on, and the first one wins', () => {
    for (const { from, inbound, step, to } of ofEvent('answered')) {
      assert.ok(inbound.kind === 'event');
      const { attempt, answer } = inbound.event as Extract<GenerationEvent, { type: 'answered' }>;
      if (answer.kind !== 'made') continue;
      const isMaking = pathOf(from.record).startsWith('making');
      assert.equal(step !== null, isMaking, pathOf(from.record));
      if (!step) continue;
      assert.equal(pathOf(to.record), 'storing');
      const [store] = step.effects.filter(({ name }) => name === 'store');
      assert.deepEqual(store?.input, { id: 'g', attempt });
    }
  });

  it('is not changed by a failure of another attempt, or that FAL renders another', () => {
    let stale = 0;
    for (const { from, inbound, step } of [...ofEvent('answered'), ...ofEvent('rendering')]) {
      assert.ok(inbound.kind === 'event');
      const late = inbound.event as Extract<GenerationEvent, { attempt: number }>;
      const isGood = late.type === 'answered' && late.answer.kind === 'made';
      if (late.attempt === context(from.record).attempt || isGood) continue;
      stale += 1;
      assert.equal(step, null, pathOf(from.record));
    }
    assert.ok(stale > 100);
  });

  it('posts at most three times, and only after a definite refusal or one doubt', () => {
    for (const { record, submits } of visits.values()) {
      const { attempt } = context(record);
      assert.ok(submits <= 3 && attempt <= 3);
      if (pathOf(record).startsWith('making')) assert.ok(submits <= attempt);
    }
    assert.ok([...visits.values()].some(({ submits }) => submits === 3));
    for (const { from, inbound, to } of edges) {
      const isRepeat = inbound.kind === 'fired' && pathOf(from.record) === 'making.unsure';
      if (isRepeat && pathOf(to.record) === 'making.submitting')
        assert.equal(context(from.record).unsure, 1);
    }
  });

  it('waits 2 s and then 8 s before it tries a definite refusal again', () => {
    const declined = answers('submit', outputs.submit[2]);
    const first = through(...toSubmitting, declined);
    assert.equal(pathOf(first.record), 'making.pausing');
    assert.equal(delayOf(first), 2000);
    assert.equal(delayOf(through(...toSubmitting, declined, rings, declined)), 8000);
    const third = through(...toSubmitting, declined, rings, declined, rings, declined);
    assert.equal(pathOf(third.record), 'settling.trying');
    assert.equal(context(third.record).code, 'busy');
  });

  it('waits 60 s after an unknown outcome, and repeats it once at most', () => {
    const unknown = answers('submit', { kind: 'unknown' });
    const first = through(...toSubmitting, unknown);
    assert.equal(pathOf(first.record), 'making.unsure');
    assert.equal(delayOf(first), 60_000);
    const repeated = through(...toSubmitting, unknown, rings);
    assert.equal(pathOf(repeated.record), 'making.submitting');
    assert.equal(context(repeated.record).attempt, 2);
    assert.equal(delayOf(through(...toSubmitting, unknown, rings, unknown)), 60_000);
    const given = through(...toSubmitting, unknown, rings, unknown, rings);
    assert.equal(pathOf(given.record), 'settling.trying');
    assert.deepEqual(
      [context(given.record).end, context(given.record).code],
      ['failed', 'no-answer'],
    );
  });

  it('never posts again in doubt when its three attempts are used up', () => {
    const declined = answers('submit', outputs.submit[2]);
    const unknown = answers('submit', { kind: 'unknown' });
    const last = through(...toSubmitting, declined, rings, declined, rings, unknown, rings);
    assert.equal(pathOf(last.record), 'settling.trying');
  });

  it('puts a delivery off for longer and longer, and goes on as soon as the person is there', () => {
    let taken = through(...toSending, later);
    const delays = [delayOf(taken)];
    for (let n = 0; n < 8; n++) {
      taken = told(chart, taken.record, fired(taken.record));
      taken = told(chart, taken.record, done(taken.record, 'deliver', { kind: 'later' }));
      delays.push(delayOf(taken));
    }
    assert.deepEqual(
      delays,
      [5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000),
    );
    taken = told(chart, taken.record, event({ type: 'reachable' }));
    assert.equal(pathOf(taken.record), 'delivering.sending');
    assert.deepEqual(taken.closed.length, 1);
    taken = told(chart, taken.record, failed(taken.record, 'deliver'));
    assert.equal(pathOf(taken.record), 'delivering.putOff');
  });

  it('keeps the coins held while the person cannot be reached', () => {
    const blocked = through(...toSending, answers('deliver', { kind: 'unreachable' }));
    assert.equal(pathOf(blocked.record), 'delivering.unreachable');
    assert.deepEqual(wishes(blocked), []);
    const back = told(chart, blocked.record, event({ type: 'reachable' }));
    assert.equal(pathOf(back.record), 'delivering.sending');
  });

  it('tries to settle until it is settled', () => {
    let taken = through(happens({ type: 'cancel' }));
    for (let n = 0; n < 3; n++) {
      taken = told(chart, taken.record, failed(taken.record, 'settle'));
      assert.equal(delayOf(taken), 5000);
      taken = told(chart, taken.record, fired(taken.record));
    }
    taken = told(chart, taken.record, done(taken.record, 'settle', { end: 'cancelled' }));
    assert.equal(pathOf(taken.record), 'cancelled');
  });

  it('believes the settlement where it says another end', () => {
    const taken = through(happens({ type: 'cancel' }), answers('settle', { end: 'timed_out' }));
    assert.equal(pathOf(taken.record), 'timed_out');
    const [sayEnd] = taken.effects.filter(({ name }) => name === 'sayEnd');
    assert.deepEqual(sayEnd?.input, { id: 'g', end: 'timed_out', code: null });
  });

  it('begins with the last attempt when it is rebuilt from its rows', () => {
    let taken = beginAt(chart, { id: 'g', attempt: 2 });
    for (const inbound of toSubmitting) taken = told(chart, taken.record, inbound(taken.record));
    const [submit] = taken.effects.filter(({ name }) => name === 'submit');
    assert.deepEqual(submit?.input, { id: 'g', attempt: 2 });
  });

  it('shows the person each stage as it comes', () => {
    const stages = (taken: Step) =>
      taken.effects.flatMap(({ name, input }) =>
        name === 'showCard' ? [(input as { stage: string }).stage] : [],
      );
    assert.deepEqual(stages(through(answers('hold', null))), ['waiting']);
    assert.deepEqual(stages(through(...toSubmitting)), ['sending']);
    assert.deepEqual(stages(through(...toAsked)), ['queued']);
    const rendering = through(...toAsked, happens({ type: 'rendering', attempt: 1 }));
    assert.deepEqual(stages(rendering), ['rendering']);
    assert.deepEqual(stages(through(...toAsked, answers('watch', made))), ['storing']);
    assert.deepEqual(stages(through(...toSending)), ['delivering']);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TrainingContext, TrainingEvent } from '../../machines/avatar.ts';
import { statePath } from '../../machines/state-path.ts';
import type { ActorRecord } from '../../src/actors/record.ts';
import type { Inbound, Step } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import { events, made, outputs } from './avatar-events.ts';
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

const chart = charts.avatar;
const input = { id: 't', attempt: 1 };

/** A place of the walk: a record, and what happened on the way to it. */
interface Visit {
  readonly record: ActorRecord;
  readonly ended: boolean;
  readonly admitted: number;
  readonly left: number;
  readonly settled: number;
  readonly submits: number;
  /** POSTs whose outcome was unknown. */
  readonly doubts: number;
}

const pathOf = (record: ActorRecord) => statePath(stateOf(record));
const context = (record: ActorRecord) => contextOf<TrainingContext>(record);

const signature = ({ record, ended: _, ...way }: Visit) => {
  const { attempt, end, code } = context(record);
  return JSON.stringify([pathOf(record), attempt, end, code, way]);
};

const isUnknown = (inbound: Inbound) =>
  inbound.kind === 'done' && (inbound.output as { kind?: string } | null)?.kind === 'unknown';

function next(visit: Visit, inbound: Inbound, step: Step): Visit {
  const count = (name: string) => wishes(step).filter((one) => one === name).length;
  const isAdmitted = inbound.kind === 'event' && inbound.event.type === 'admitted';
  return {
    record: step.record,
    ended: step.ended,
    admitted: visit.admitted + Number(isAdmitted),
    left: visit.left + count('leave'),
    settled: visit.settled + Number(inbound.kind === 'done' && inbound.name === 'settle'),
    submits: visit.submits + count('submit'),
    doubts: visit.doubts + Number(isUnknown(inbound)),
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
  const { record, ended } = beginAt(chart, input);
  const first = { record, ended, admitted: 0, left: 0, settled: 0, submits: 0, doubts: 0 };
  const visits = new Map<string, Visit>([[signature(first), first]]);
  const edges: Edge[] = [];
  for (const from of visits.values())
    for (const inbound of [...events.map(event), ...results(from.record, outputs)]) {
      const outcome = tell(chart, from.record, inbound);
      assert.notEqual(outcome.kind, 'repeated');
      const step = outcome.kind === 'stepped' ? outcome.step : null;
      const to = step ? next(from, inbound, step) : from;
      edges.push({ from, inbound, step, to });
      if (!visits.has(signature(to))) visits.set(signature(to), to);
    }
  return { visits, edges };
}

const { visits, edges } = walkAll();

const ofEvent = (type: TrainingEvent['type']) =>
  edges.filter(({ inbound }) => inbound.kind === 'event' && inbound.event.type === type);

const open = ['holding', 'packing', 'waiting', 'making', 'storing'];
const isOpen = (path: string) => open.some((one) => path === one || path.startsWith(`${one}.`));

/** The events in turn; every one must be taken. */
function through(...inbounds: readonly ((record: ActorRecord) => Inbound)[]): Step {
  let taken = beginAt(chart, input);
  for (const inbound of inbounds) taken = told(chart, taken.record, inbound(taken.record));
  return taken;
}

const answers = (name: keyof typeof outputs, output: unknown) => (record: ActorRecord) =>
  done(record, name, output);
const happens = (one: TrainingEvent) => () => event(one);
const rings = (record: ActorRecord) => fired(record);

const toWaiting = [answers('hold', null), answers('pack', { kind: 'done' })];
const toSubmitting = [...toWaiting, happens({ type: 'admitted' })];
const toAsked = [...toSubmitting, answers('submit', { kind: 'accepted' })];
const declined = answers('submit', outputs.submit[2]);

const delayOf = (taken: Step) => taken.effects.find(({ kind }) => kind === 'timer')?.delayMs;
const endOf = ({ record }: Step) => [pathOf(record), context(record).end, context(record).code];

describe('the avatar chart', () => {
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
    const ending = new Set([...visits].filter(([, { ended }]) => ended).map(([key]) => key));
    const backwards = edges.map(({ from, to }) => [signature(from), signature(to)] as const);
    for (let size = -1; size !== ending.size; ) {
      size = ending.size;
      for (const [from, to] of backwards) if (ending.has(to)) ending.add(from);
    }
    assert.deepEqual(
      [...visits.keys()].filter((key) => !ending.has(key)),
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
    assert.deepEqual([...ends].toSorted(), ['cancelled', 'failed', 'succeeded', 'timed_out']);
  });

  it('is changed by nothing after its end, and has said it in one wish', () => {
    for (const { from, step, to } of edges) {
      if (from.ended) assert.equal(step, null);
      if (from.ended || !to.ended || !step) continue;
      assert.deepEqual(wishes(step), ['closeCard', 'sayEnd']);
      const said = step.effects.find(({ name }) => name === 'sayEnd');
      assert.ok(said);
      assert.equal((said.input as { end: string }).end, pathOf(to.record));
    }
  });

  it('wishes for a success only when the weights are stored, or its row says so', () => {
    for (const { inbound, step, to } of edges) {
      if (
        !step ||
        pathOf(to.record) !== 'settling.trying' ||
        context(to.record).end !== 'succeeded'
      )
        continue;
      const isStored = inbound.kind === 'done' && inbound.name === 'store';
      const isTold = inbound.kind === 'event' && inbound.event.type === 'expired';
      assert.ok(isStored || isTold || inbound.kind === 'fired', JSON.stringify(inbound));
    }
  });

  it('gives its place at FAL back exactly once on every way that was admitted', () => {
    for (const { admitted, left, record } of visits.values()) {
      assert.ok(admitted <= 1);
      assert.equal(left, pathOf(record).startsWith('making') ? 0 : admitted, pathOf(record));
    }
  });

  it('can be cancelled until FAL has started, and not after', () => {
    const taken = ofEvent('cancel').filter(({ step }) => step);
    assert.deepEqual([...new Set(taken.map(({ from }) => pathOf(from.record)))].toSorted(), [
      'holding',
      'making.asked.queued',
      'making.pausing',
      'making.submitting',
      'making.unsure',
      'packing',
      'waiting',
    ]);
    for (const { step, to } of taken) {
      assert.ok(step);
      assert.deepEqual([context(to.record).end, context(to.record).code], ['cancelled', null]);
      assert.ok(wishes(step).includes('cancelAtFal'));
      assert.deepEqual(step.replies, [{ type: 'answer', params: { text: 'job-cancelled' } }]);
    }
  });

  it('is settled as the deadline says from every open state, and from no other', () => {
    for (const { from, inbound, step, to } of ofEvent('expired')) {
      assert.equal(step !== null, isOpen(pathOf(from.record)), pathOf(from.record));
      if (!step || inbound.kind !== 'event') continue;
      const { end, code } = inbound.event as Extract<TrainingEvent, { type: 'expired' }>;
      assert.equal(pathOf(to.record), 'settling.trying');
      assert.deepEqual([context(to.record).end, context(to.record).code], [end, code]);
    }
  });

  it('takes a good result of any attempt from submitting on, and the first one wins', () => {
    for (const { from, inbound, step, to } of ofEvent('answered')) {
      assert.ok(inbound.kind === 'event');
      const { attempt, answer } = inbound.event as Extract<TrainingEvent, { type: 'answered' }>;
      if (answer.kind !== 'made') continue;
      assert.equal(step !== null, pathOf(from.record).startsWith('making'), pathOf(from.record));
      if (!step) continue;
      assert.equal(pathOf(to.record), 'storing');
      const [store] = step.effects.filter(({ name }) => name === 'store');
      assert.deepEqual(store?.input, { id: 't', attempt });
    }
  });

  it('is not changed by a failure of another attempt, or that FAL has begun another', () => {
    let stale = 0;
    for (const { from, inbound, step } of [...ofEvent('answered'), ...ofEvent('started')]) {
      assert.ok(inbound.kind === 'event');
      const late = inbound.event as Extract<TrainingEvent, { attempt: number }>;
      const isGood = late.type === 'answered' && late.answer.kind === 'made';
      if (late.attempt === context(from.record).attempt || isGood) continue;
      stale += 1;
      assert.equal(step, null, pathOf(from.record));
    }
    assert.ok(stale > 20);
  });

  it('posts at most three times, and never again after a doubt', () => {
    assert.ok([...visits.values()].some(({ submits }) => submits === 3));
    for (const { record, submits } of visits.values())
      assert.ok(submits <= 3 && context(record).attempt <= 3);
    for (const { from, step } of edges)
      if (from.doubts > 0 && step) assert.ok(!wishes(step).includes('submit'));
  });

  it('waits 60 s after an unknown outcome, and then gives the coins back', () => {
    const unsure = through(...toSubmitting, answers('submit', { kind: 'unknown' }));
    assert.equal(pathOf(unsure.record), 'making.unsure');
    assert.equal(delayOf(unsure), 60_000);
    const given = through(...toSubmitting, answers('submit', { kind: 'unknown' }), rings);
    assert.deepEqual(endOf(given), ['settling.trying', 'failed', 'no-answer']);
  });

  it('takes the webhook of a POST whose answer was lost', () => {
    const answered = happens({ type: 'answered', attempt: 1, answer: made });
    const taken = through(...toSubmitting, answers('submit', { kind: 'unknown' }), answered);
    assert.equal(pathOf(taken.record), 'storing');
  });

  it('waits 2 s and then 8 s before it tries a definite refusal again', () => {
    assert.equal(delayOf(through(...toSubmitting, declined)), 2000);
    assert.equal(delayOf(through(...toSubmitting, declined, rings, declined)), 8000);
    const third = through(...toSubmitting, declined, rings, declined, rings, declined);
    assert.deepEqual(endOf(third), ['settling.trying', 'failed', 'busy']);
  });

  it('does not train anew what FAL has failed to train', () => {
    const failed = through(...toAsked, answers('watch', outputs.watch[1]));
    assert.deepEqual(endOf(failed), ['settling.trying', 'failed', 'busy']);
  });

  it('tells why it could not be packed or stored', () => {
    const unpacked = through(answers('hold', null), answers('pack', outputs.pack[1]));
    assert.deepEqual(endOf(unpacked), ['settling.trying', 'failed', 'key']);
    const spoilt = through(...toAsked, answers('watch', made), answers('store', outputs.store[1]));
    assert.deepEqual(endOf(spoilt), ['settling.trying', 'failed', 'bad-file']);
  });

  it('tries to settle until it is settled, and believes what the settlement says', () => {
    let taken = through(happens({ type: 'cancel' }));
    for (let n = 0; n < 3; n++) {
      taken = told(chart, taken.record, failed(taken.record, 'settle'));
      assert.equal(delayOf(taken), 5000);
      taken = told(chart, taken.record, fired(taken.record));
    }
    taken = told(chart, taken.record, done(taken.record, 'settle', { end: 'timed_out' }));
    assert.equal(pathOf(taken.record), 'timed_out');
  });

  it('shows the person each stage as it comes', () => {
    const stages: string[] = [];
    let taken = beginAt(chart, input);
    const note = () => {
      for (const { name, input } of taken.effects)
        if (name === 'showCard') stages.push((input as { stage: string }).stage);
    };
    for (const inbound of [
      ...toAsked,
      happens({ type: 'started', attempt: 1 }),
      answers('watch', made),
    ]) {
      taken = told(chart, taken.record, inbound(taken.record));
      note();
    }
    assert.deepEqual(stages, ['packing', 'waiting', 'sending', 'queued', 'training', 'storing']);
  });
});

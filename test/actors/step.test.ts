import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMachine, setup } from 'xstate';
import { chat } from '../../machines/chat/chat.ts';
import { command } from '../../machines/wishes.ts';
import type { Chart } from '../../src/actors/chart.ts';
import type { ActorRecord, Json } from '../../src/actors/record.ts';
import { begin, type Inbound, type Outcome, open, type Step, step } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import { errand, errandJobs, errandMachine } from './errand-chart.ts';

const KEY = 'errand:1';

/** As a store gives it back. */
const stored = (record: ActorRecord): ActorRecord => JSON.parse(JSON.stringify(record));

const asChart = (machine: Chart['machine'], more: Partial<Chart> = {}): Chart => ({
  ...errand,
  machine,
  ...more,
});

function send(record: ActorRecord, inbound: Inbound, chart = errand): Outcome {
  const opened = open(chart, KEY, stored(record));
  assert.ok(opened);
  return step(chart, KEY, opened, inbound);
}

function taken(record: ActorRecord, inbound: Inbound, chart = errand): Step {
  const outcome = send(record, inbound, chart);
  assert.equal(outcome.kind, 'stepped');
  return outcome.kind === 'stepped' ? outcome.step : assert.fail();
}

const event = (type: string, more: object = {}): Inbound => ({
  kind: 'event',
  event: { type, ...more },
});

const done = (effectId: string | undefined, made = 'x'): Inbound => ({
  kind: 'done',
  name: 'work',
  effectId: effectId ?? '',
  output: { made },
});

const contextOf = ({ snapshot }: ActorRecord) =>
  (snapshot as { context: Record<string, Json> }).context;
const stateOf = ({ snapshot }: ActorRecord) => (snapshot as { value: string }).value;

const work = { id: 'work', src: 'work', input: { text: 'a' } } as const;

const begun = begin(errand, KEY, 'first', {}).record;
const working = taken(begun, event('go', { text: 'a' }));
const ticket = working.record.tickets['work'];

describe('a step', () => {
  it('opens a ticket for a job, named by its effect', () => {
    assert.equal(working.effects.length, 1);
    assert.deepEqual(working.effects[0], {
      id: 'errand:1/first/2/0',
      kind: 'job',
      name: 'work',
      ticket: 'work',
      input: { text: 'a' },
      order: 'any',
      delayMs: 0,
    });
    assert.deepEqual(working.record.tickets, { work: 'errand:1/first/2/0' });
  });

  it('takes a result while its ticket is open, and closes the ticket with it', () => {
    const result = taken(working.record, done(ticket));
    assert.equal(stateOf(result.record), 'done');
    assert.deepEqual(result.record.tickets, {});
    assert.deepEqual(result.closed, [ticket]);
    assert.deepEqual(contextOf(result.record)['log'], ['made x']);
  });

  it('drops a repeated result', () => {
    const result = taken(working.record, done(ticket));
    assert.deepEqual(send(result.record, done(ticket)), { kind: 'ignored' });
  });

  it('drops the result of a job whose state was left', () => {
    const stopped = taken(working.record, event('stop'));
    assert.deepEqual(stopped.closed, [ticket]);
    assert.deepEqual(send(stopped.record, done(ticket)), { kind: 'ignored' });
  });

  it('opens a new ticket when a state is entered again, and drops the old result', () => {
    const again = taken(working.record, event('go', { text: 'b' }));
    const second = again.record.tickets['work'];
    assert.notEqual(second, ticket);
    assert.deepEqual(again.closed, [ticket]);
    assert.deepEqual(send(again.record, done(ticket)), { kind: 'ignored' });
    assert.equal(stateOf(taken(again.record, done(second)).record), 'done');
  });

  it('drops a result of an earlier life, however alike it looks', () => {
    const reborn = begin(errand, KEY, 'second', {}).record;
    const other = taken(reborn, event('go', { text: 'a' }));
    assert.notEqual(other.record.tickets['work'], ticket);
    assert.deepEqual(send(other.record, done(ticket)), { kind: 'ignored' });
    assert.deepEqual(send(reborn, done(ticket)), { kind: 'ignored' });
  });

  it('closes the ticket before the transition that its result causes', () => {
    const again = { target: 'trying', reenter: true } as const;
    const machine = setup({ actors: errandJobs }).createMachine({
      initial: 'trying',
      states: {
        trying: { invoke: { ...work, onDone: again, onError: again } },
      },
    });
    const chart = asChart(machine);
    const first = begin(chart, KEY, 'first', {}).record;
    const second = taken(first, done(first.tickets['work']), chart);
    assert.deepEqual(second.record.tickets, { work: 'errand:1/first/2/1' });
    assert.deepEqual(second.closed, ['errand:1/first/1/0']);
    assert.deepEqual(
      second.effects.map(({ id }) => id),
      ['errand:1/first/2/1'],
    );
  });

  it('takes a failure as data, with its code', () => {
    const error = { code: 'busy', message: 'later', retryable: false };
    const failed = taken(working.record, {
      kind: 'failed',
      name: 'work',
      effectId: ticket ?? '',
      error,
    });
    assert.equal(stateOf(failed.record), 'failed');
    assert.deepEqual(contextOf(failed.record)['log'], ['failed busy']);
  });

  it('makes a timer of `after`, closed when its state is left', () => {
    const waiting = taken(begin(errand, KEY, 'first', { delayMs: 250 }).record, event('wait'));
    const [timer] = waiting.effects;
    const name = 'xstate.after.soon.errand.waiting';
    assert.deepEqual(
      { kind: timer?.kind, name: timer?.name, ticket: timer?.ticket, delayMs: timer?.delayMs },
      { kind: 'timer', name, ticket: name, delayMs: 250 },
    );
    const stopped = taken(waiting.record, event('stop'));
    assert.deepEqual(stopped.closed, [timer?.id]);
    assert.deepEqual(stopped.record.tickets, {});
    const fired: Inbound = { kind: 'fired', name, effectId: timer?.id ?? '' };
    assert.deepEqual(send(stopped.record, fired), { kind: 'ignored' });
    const rung = taken(waiting.record, fired);
    assert.equal(stateOf(rung.record), 'rung');
    assert.deepEqual(rung.closed, [timer?.id]);
    assert.deepEqual(send(rung.record, fired), { kind: 'ignored' });
  });

  it('closes both the job and the timer of a state when either comes first', () => {
    const both = taken(begun, event('both'));
    assert.equal(both.effects.length, 2);
    const ended = taken(both.record, done(both.record.tickets['work']));
    assert.deepEqual(ended.record.tickets, {});
    assert.deepEqual(new Set(ended.closed), new Set(both.effects.map(({ id }) => id)));
  });

  it('wishes for nothing that was opened and closed within one transition', () => {
    const machine = setup({ actors: errandJobs }).createMachine({
      initial: 'calm',
      states: {
        calm: { on: { go: 'passing' } },
        passing: {
          invoke: { ...work, onDone: 'calm', onError: 'calm' },
          after: { 1000: 'calm' },
          always: 'over',
        },
        over: {},
      },
    });
    const chart = asChart(machine);
    const passed = taken(begin(chart, KEY, 'first', {}).record, event('go'), chart);
    assert.equal(stateOf(passed.record), 'over');
    assert.deepEqual(passed.effects, []);
    assert.deepEqual(passed.closed, []);
    assert.deepEqual(passed.record.tickets, {});
  });

  it('answers a delivery that was taken before as repeated', () => {
    const delivery = { ...event('tell', { word: 'a' }), delivery: 'update 7' } as Inbound;
    const first = taken(begun, delivery);
    assert.deepEqual(send(first.record, delivery), { kind: 'repeated' });
    const other = { ...event('tell', { word: 'b' }), delivery: 'update 6' } as Inbound;
    assert.deepEqual(contextOf(taken(first.record, other).record)['log'], ['a', 'b']);
  });

  it('remembers enough deliveries, and not all of them', () => {
    let { record } = taken(begun, { ...event('tell'), delivery: 'first' } as Inbound);
    for (let n = 0; n < 63; n++)
      record = taken(record, { ...event('tell'), delivery: `${n}` } as Inbound).record;
    assert.equal(send(record, { ...event('tell'), delivery: 'first' } as Inbound).kind, 'repeated');
    record = taken(record, { ...event('tell'), delivery: 'one more' } as Inbound).record;
    assert.equal(record.seen.length, 64);
  });

  it('is ignored when the state does not take the event', () => {
    assert.deepEqual(send(begun, event('no-such-event')), { kind: 'ignored' });
  });

  it('keeps answers to the sender apart from the effects', () => {
    const asked = taken(begun, event('ask'));
    assert.deepEqual(asked.replies, [{ type: 'answer', params: { text: 'yes' } }]);
    assert.deepEqual(asked.effects, []);
  });

  it('tells the journal the event and the states', () => {
    assert.deepEqual(working.journal, { event: 'go', from: 'idle', to: 'working' });
    assert.deepEqual(begin(errand, KEY, 'first', {}).journal, {
      event: '@begin',
      from: '',
      to: 'idle',
    });
  });

  it('carries undefined in params as JSON does, and loses nothing else', () => {
    const machine = setup({ actions: { say: command<object>() } }).createMachine({
      on: {
        say: {
          actions: {
            type: 'say',
            params: {
              kept: null,
              gone: undefined,
              list: [undefined, 1],
              nested: { gone: undefined },
            },
          },
        },
        bare: { actions: { type: 'say', params: {} } },
      },
    });
    const chart = asChart(machine);
    const first = begin(chart, KEY, 'first', {}).record;
    const [effect] = taken(first, event('say'), chart).effects;
    assert.deepEqual(effect?.input, { kept: null, list: [null, 1], nested: {} });
    assert.deepEqual(taken(first, event('bare'), chart).effects[0]?.input, {});
  });

  it('gives each effect an id of its own: key, life, step and place', () => {
    const ids: string[] = [];
    for (const life of ['first', 'second']) {
      let { record } = begin(errand, KEY, life, {});
      for (const type of ['go', 'both', 'say', 'draw', 'wait', 'go', 'stop']) {
        const next = taken(record, event(type, { text: 'x' }));
        for (const { id } of next.effects)
          assert.match(id, new RegExp(`^errand:1/${life}/${next.record.step}/\\d+$`));
        ids.push(...next.effects.map(({ id }) => id));
        record = next.record;
      }
    }
    assert.equal(ids.length, 14);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('counts every step, and says when the chart has ended', () => {
    const machine = createMachine({
      initial: 'open',
      states: { open: { on: { end: 'over' } }, over: { type: 'final' } },
    });
    const chart = asChart(machine);
    const first = begin(chart, KEY, 'first', {});
    assert.deepEqual([first.record.step, first.ended], [1, false]);
    const last = taken(first.record, event('end'), chart);
    assert.deepEqual([last.record.step, last.ended], [2, true]);
  });

  it('closes what is open when the chart has ended, also a screen that may wait for its retry', () => {
    const machine = setup({ actions: { draw: command<object>() } }).createMachine({
      initial: 'open',
      states: {
        open: { on: { draw: { actions: { type: 'draw', params: {} } }, end: 'over' } },
        over: { type: 'final' },
      },
    });
    const chart = asChart(machine);
    const first = taken(begin(chart, KEY, 'first', {}).record, event('draw'), chart);
    const second = taken(first.record, event('draw'), chart);
    assert.deepEqual(
      second.closed,
      first.effects.map(({ id }) => id),
    );
    const last = taken(second.record, event('end'), chart);
    assert.deepEqual(
      last.closed,
      second.effects.map(({ id }) => id),
    );
    assert.deepEqual(last.record.tickets, {});
  });

  it('refuses a wish that the shell does not run', () => {
    const machine = createMachine({ on: { go: { actions: 'xstate.invented' } } });
    const chart = asChart(machine);
    const { record } = begin(chart, KEY, 'first', {});
    assert.throws(() => send(record, event('go'), chart), { code: 'unsupported-wish' });
  });

  it('is pure: the same record and event give the same step', () => {
    const again = taken(begun, event('go', { text: 'a' }));
    assert.deepEqual(again, working);
  });
});

describe('a stored record', () => {
  const machine = (states: readonly string[], context: Record<string, unknown>) =>
    asChart(
      createMachine({
        context,
        initial: states[0] ?? '',
        states: Object.fromEntries(states.map((state) => [state, { on: { go: states[1] ?? '' } }])),
      }),
    );
  const old = machine(['start', 'middle'], { count: 1 });
  const { record } = taken(begin(old, KEY, 'first', {}).record, event('go'), old);

  it('opens as it was, with its tickets, and nothing runs by itself', () => {
    const opened = open(errand, KEY, stored(working.record));
    assert.deepEqual(opened?.record, working.record);
    assert.equal(opened?.snapshot.value, 'working');
    assert.deepEqual(stored(working.record), working.record);
  });

  it('begins anew when its state was renamed', () => {
    assert.ok(open(old, KEY, stored(record)));
    assert.equal(open(machine(['start', 'centre'], { count: 1 }), KEY, stored(record)), null);
  });

  it('begins anew when its state has states of its own now', () => {
    const deeper = asChart(
      createMachine({
        context: { count: 1 },
        initial: 'start',
        states: { start: {}, middle: { initial: 'inner', states: { inner: {} } } },
      }),
    );
    const opened = open(deeper, KEY, stored(record));
    if (opened) assert.deepEqual(opened.snapshot.value, { middle: 'inner' });
  });

  it('begins anew when the chart has a context key that the record lacks', () => {
    assert.equal(
      open(machine(['start', 'middle'], { count: 1, more: 0 }), KEY, stored(record)),
      null,
    );
  });

  it('begins anew when it is no snapshot at all', () => {
    for (const snapshot of [{}, [], 'home', 7, { value: 'start' }] as const)
      assert.equal(open(old, KEY, stored({ ...record, snapshot })), null);
  });

  it('is refused when a newer chart wrote it', () => {
    assert.throws(() => open(old, KEY, stored({ ...record, version: 2 })), {
      name: 'ActorError',
      code: 'newer-record',
    });
  });

  it('is brought forward by migrate when an older chart wrote it', () => {
    const from: number[] = [];
    const current = asChart(
      createMachine({
        context: { total: 0 },
        initial: 'start',
        states: { start: {}, centre: { on: { go: 'start' } } },
      }),
      {
        version: 3,
        migrate: (snapshot, version) => {
          from.push(version);
          const { context } = snapshot as { context: { count: number } };
          const moved = { value: 'centre', context: { total: context.count } };
          return { ...(snapshot as object), ...moved };
        },
      },
    );
    const opened = open(current, KEY, stored(record));
    assert.deepEqual(from, [1]);
    assert.equal(opened?.snapshot.value, 'centre');
    assert.deepEqual(opened?.snapshot.context, { total: 1 });
    assert.equal(opened?.record.version, 3);
    assert.equal(stateOf(opened?.record ?? record), 'centre');
    const { epoch, step: number } = taken(record, event('go'), current).record;
    assert.deepEqual({ epoch, number }, { epoch: record.epoch, number: record.step + 1 });
  });

  it('begins anew when no migration leads here', () => {
    assert.equal(open({ ...old, version: 2 }, KEY, stored(record)), null);
  });
});

describe('the real charts under the step', () => {
  it('keep a job and its ticket over a restart', () => {
    const first = begin(charts.generation, 'generation:g', 'e', { id: 'g', attempt: 1 });
    assert.deepEqual(Object.keys(first.record.tickets), ['hold']);
    const opened = open(charts.generation, 'generation:g', stored(first.record));
    assert.ok(opened);
    const outcome = step(charts.generation, 'generation:g', opened, {
      kind: 'done',
      name: 'hold',
      effectId: first.record.tickets['hold'] ?? '',
      output: null,
    });
    assert.ok(outcome.kind === 'stepped');
    assert.equal(outcome.step.journal.to, 'waiting');
    assert.deepEqual(
      outcome.step.effects.map(({ name }) => name),
      ['showCard', 'admit'],
    );
  });

  it('answer a press with a toast that is no effect', () => {
    const first = begin(charts.chat, 'chat:7', 'e', { personId: 'p' });
    const opened = open(charts.chat, 'chat:7', stored(first.record));
    assert.ok(opened);
    const inbound: Inbound = event('export', { on: 5 });
    const outcome = step(charts.chat, 'chat:7', opened, inbound);
    assert.ok(outcome.kind === 'stepped');
    assert.deepEqual(outcome.step.replies, [
      { type: 'answer', params: { text: 'sending-export' } },
    ]);
    assert.deepEqual(
      outcome.step.effects.map(({ name }) => name),
      ['sendExport'],
    );
  });

  it('have no context key that JSON would drop', () => {
    for (const [machine, input] of [
      [chat, { personId: 'p' }],
      [errandMachine, {}],
      [charts.generation.machine, { id: 'g', attempt: 1 }],
    ] as const) {
      const { record } = begin(asChart(machine), 'x:1', 'e', input);
      assert.ok(open(asChart(machine), 'x:1', stored(record)));
    }
  });
});

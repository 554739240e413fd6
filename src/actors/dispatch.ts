import { ActorError } from './actor-error.ts';
import type { ActorStore, ClaimedEffect } from './actor-store.ts';
import { type Chart, type Charts, chartOf } from './chart.ts';
import type { Memory } from './memory.ts';
import type { ActorRecord, Expected, Json } from './record.ts';
import { begin, type Inbound, open, type Reply, type Step, step } from './step.ts';
import type { Turns } from './turns.ts';

/** Losing this often in a row to other instances means that something is wrong. */
const MAX_CONFLICTS = 50;

export type Dispatched =
  | {
      readonly kind: 'taken';
      readonly replies: readonly Reply[];
      readonly from: string;
      readonly to: string;
    }
  /** This delivery was taken before. */
  | { readonly kind: 'repeated' }
  /** The state does not take it, the ticket is closed, or the life it was for is over. */
  | { readonly kind: 'ignored' }
  /** There is no such actor (any more), and the dispatch may not begin one. */
  | { readonly kind: 'absent' };

/** Makes an actor where none can be read: the input of its first life. */
export type Beginning = { readonly input: unknown };

export interface Dispatch {
  /**
   * Load, step, save; then the effects run. Resolves once all of it is durable.
   * @throws ActorError `newer-record`, `contended`; whatever the store throws.
   */
  dispatch(key: string, inbound: Inbound, beginning?: Beginning): Promise<Dispatched>;
  /** Creates the actor unless it is there: true if this call did. */
  begin(key: string, input: unknown): Promise<boolean>;
  /** The record as it is stored, for rendering and inspection; null: none. */
  peek(key: string): Promise<ActorRecord | null>;
}

export interface DispatchNeeds {
  readonly store: ActorStore;
  readonly charts: Charts;
  readonly turns: Turns;
  readonly memory: Memory;
  readonly newEpoch: () => string;
  readonly leaseMs: number;
  /** Takes over the effects that the save leased to us, and drops those it closed. */
  readonly onSaved: (key: string, claimed: readonly ClaimedEffect[], step: Step) => void;
}

export function createDispatch(needs: DispatchNeeds): Dispatch {
  const { store, charts, turns, memory, newEpoch, leaseMs, onSaved } = needs;

  const save = async (key: string, chart: Chart, expected: Expected | null, done: Step) => {
    const saved = await store.save({
      key,
      expected,
      record: done.record,
      effects: done.effects,
      closed: done.closed,
      journal: done.journal,
      leaseMs,
      expiresInMs: chart.keepMs(done.ended),
    });
    if (saved.kind !== 'saved') return false;
    if (done.opened) memory.keep(key, done.opened);
    onSaved(key, saved.claimed, done);
    return true;
  };

  /**
   * Steps from what is remembered, which its save proves. Null where that saves nothing: another
   * instance went on, the actor is gone, or nothing happens and only the store knows whether so.
   */
  const goOn = async (key: string, chart: Chart, inbound: Inbound) => {
    const remembered = memory.recall(key);
    memory.forget(key);
    if (!remembered) return null;
    const outcome = step(chart, key, remembered, inbound);
    if (outcome.kind !== 'stepped') return null;
    return (await save(key, chart, remembered.record, outcome.step)) && taken(outcome.step);
  };

  /** Nothing awaits between load and save but the two themselves. */
  const attempt = async (key: string, inbound: Inbound, beginning: Beginning | undefined) => {
    const chart = chartOf(charts, key);
    const done = await goOn(key, chart, inbound);
    if (done) return done;
    const stored = await store.load(key);
    const expected = stored && { epoch: stored.epoch, step: stored.step };
    const opened = stored && open(chart, key, stored);
    if (opened) {
      const outcome = step(chart, key, opened, inbound);
      if (outcome.kind !== 'stepped') return outcome;
      return (await save(key, chart, expected, outcome.step)) && taken(outcome.step);
    }
    if (!beginning) return { kind: 'absent' } as const;
    const first = beginWith(chart, key, newEpoch(), beginning.input, inbound);
    return (await save(key, chart, expected, first)) && taken(first);
  };

  const dispatch: Dispatch['dispatch'] = (key, inbound, beginning) =>
    turns.inTurn(key, async () => {
      for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
        const dispatched = await attempt(key, inbound, beginning);
        if (dispatched) return dispatched;
      }
      throw new ActorError('contended', `${key} changed ${MAX_CONFLICTS} times under one event`);
    });

  return {
    dispatch,
    begin: (key, input) =>
      turns.inTurn(key, async () => {
        const chart = chartOf(charts, key);
        const stored = await store.load(key);
        if (stored && open(chart, key, stored)) return false;
        const expected = stored && { epoch: stored.epoch, step: stored.step };
        return save(key, chart, expected, begin(chart, key, newEpoch(), input));
      }),
    peek: async (key) => {
      const stored = await store.load(key);
      return stored && (open(chartOf(charts, key), key, stored)?.record ?? null);
    },
  };
}

/** A new life whose first event comes with its beginning: one save for both. */
function beginWith(
  chart: Chart,
  key: string,
  epoch: string,
  input: unknown,
  inbound: Inbound,
): Step {
  const first = begin(chart, key, epoch, input);
  const opened = open(chart, key, asStored(first.record));
  if (!opened) throw new Error(`${key} cannot read the record it has just made`);
  const outcome = step(chart, key, opened, inbound);
  if (outcome.kind !== 'stepped') return first;
  const { step: second } = outcome;
  return {
    ...second,
    effects: [...first.effects, ...second.effects].filter(({ id }) => !second.closed.includes(id)),
    closed: second.closed.filter((id) => !first.effects.some((effect) => effect.id === id)),
  };
}

const asStored = (record: ActorRecord) =>
  JSON.parse(JSON.stringify(record)) as unknown as ActorRecord & { snapshot: Json };

const taken = ({ replies, journal: { from, to } }: Step) =>
  ({ kind: 'taken', replies, from, to }) as const;

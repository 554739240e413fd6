import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  type Snapshot,
} from 'xstate';
import { type StateValue, statePath } from '../../machines/state-path.ts';
import type { JobError } from '../../machines/wishes.ts';
import { ActorError } from './actor-error.ts';
import type { Chart, Manner } from './chart.ts';
import { pureTransition, restoreSnapshot } from './pure-transition.ts';
import type { ActorRecord, Effect, JournalEntry, Json, Order } from './record.ts';

/** Updates come again for minutes, not for days: so many ids are enough to know them by. */
const SEEN_LENGTH = 64;

/** What can reach an actor: an event, or the result of a job or timer with its ticket. */
export type Inbound =
  | {
      readonly kind: 'event';
      readonly event: { readonly type: string };
      readonly delivery?: string;
    }
  | Result<'done', { readonly output: unknown }>
  | Result<'failed', { readonly error: JobError }>
  | Result<'fired', object>;

type Result<Kind, More> = {
  readonly kind: Kind;
  readonly name: string;
  readonly effectId: string;
} & More;

/** A wish that answers the sender, such as a toast. */
export interface Reply {
  readonly type: string;
  readonly params: unknown;
}

/** A step that was taken: what to save, and what to answer. */
export interface Step {
  readonly record: ActorRecord;
  /** What the next event may be stepped from, unread; null: only a restored one will do. */
  readonly opened: Opened | null;
  readonly effects: readonly Effect[];
  readonly closed: readonly string[];
  readonly journal: Pick<JournalEntry, 'event' | 'from' | 'to'>;
  readonly replies: readonly Reply[];
  readonly ended: boolean;
}

export type Outcome =
  | { readonly kind: 'stepped'; readonly step: Step }
  /** This delivery was taken before. */
  | { readonly kind: 'repeated' }
  /** The state does not take this event, or the ticket is closed. */
  | { readonly kind: 'ignored' };

/** The first step of a new life. */
export function begin(chart: Chart, key: string, epoch: string, input: unknown): Step {
  const [snapshot, actions] = initialTransition(chart.machine, input);
  const empty: ActorRecord = {
    version: chart.version,
    epoch,
    step: 0,
    snapshot: null,
    tickets: {},
    seen: [],
  };
  return conclude({ chart, key, record: empty, event: '@begin', from: '' }, snapshot, actions);
}

/** A record that this chart can read, with its snapshot restored. */
export interface Opened {
  readonly record: ActorRecord;
  readonly snapshot: AnyMachineSnapshot;
}

/**
 * Restores a freshly loaded record, or null when the actor must begin anew: its state no longer
 * exists, a context key is missing, or no migration leads here.
 * @throws ActorError `newer-record`: another instance runs a newer chart.
 */
export function open(chart: Chart, key: string, record: ActorRecord): Opened | null {
  if (record.version > chart.version)
    throw new ActorError('newer-record', `${key} was saved by a newer version of its chart`);
  const current =
    record.version === chart.version
      ? record.snapshot
      : chart.migrate(record.snapshot, record.version);
  if (current === null) return null;
  const snapshot = restore(chart, current);
  return snapshot && { record: { ...record, version: chart.version, snapshot: current }, snapshot };
}

/** Asks the chart what happens. Pure: the same record and inbound give the same step. */
export function step(chart: Chart, key: string, opened: Opened, inbound: Inbound): Outcome {
  const { record, snapshot: before } = opened;
  if (inbound.kind === 'event') {
    if (inbound.delivery !== undefined && record.seen.includes(inbound.delivery))
      return { kind: 'repeated' };
  } else if (record.tickets[inbound.name] !== inbound.effectId) return { kind: 'ignored' };
  const event = eventOf(inbound);
  const [after, actions] = pureTransition(chart.machine, before, event);
  if (after === before && actions.length === 0) return { kind: 'ignored' };
  const moment = { chart, key, record: take(record, inbound), event: event.type };
  const done = conclude({ ...moment, from: pathOf(before) }, after, actions);
  return {
    kind: 'stepped',
    step: { ...done, closed: [...closedBy(inbound), ...done.closed] },
  };
}

/** Restored without being started: no timer or job runs by itself. */
function restore({ machine }: Chart, stored: Json): AnyMachineSnapshot | null {
  let restored: AnyMachineSnapshot;
  try {
    // Guarantee: it was written by `getPersistedSnapshot` and read back from JSON.
    const snapshot = stored as unknown as Snapshot<unknown>;
    restored = restoreSnapshot(machine, snapshot);
  } catch {
    // XState throws for JSON that is no snapshot, and for some states that are gone.
    return null;
  }
  return restored.status === 'error' || !hasAllKeys(machine, restored) ? null : restored;
}

const keysByMachine = new WeakMap<AnyStateMachine, readonly string[]>();

/** A chart's context keys, read off its first snapshot. XState does not fill in new ones. */
function hasAllKeys(machine: AnyStateMachine, { context }: AnyMachineSnapshot): boolean {
  let keys = keysByMachine.get(machine);
  if (!keys) {
    keys = Object.keys(initialTransition(machine, {})[0].context);
    keysByMachine.set(machine, keys);
  }
  return keys.every((key) => key in context);
}

function eventOf(inbound: Inbound): { readonly type: string } {
  switch (inbound.kind) {
    case 'event':
      return inbound.event;
    case 'done':
      return result(`xstate.done.actor.${inbound.name}`, inbound.name, { output: inbound.output });
    case 'failed':
      return result(`xstate.error.actor.${inbound.name}`, inbound.name, { error: inbound.error });
    case 'fired':
      return { type: inbound.name };
  }
}

const result = (type: string, actorId: string, more: object) => ({ type, actorId, ...more });

/** A ticket closes before the transition that its result causes. */
function take(record: ActorRecord, inbound: Inbound): ActorRecord {
  if (inbound.kind !== 'event') {
    const { [inbound.name]: _, ...tickets } = record.tickets;
    return { ...record, tickets };
  }
  if (inbound.delivery === undefined) return record;
  return { ...record, seen: [...record.seen, inbound.delivery].slice(-SEEN_LENGTH) };
}

const closedBy = (inbound: Inbound): readonly string[] =>
  inbound.kind === 'event' ? [] : [inbound.effectId];

const pathOf = (snapshot: AnyMachineSnapshot) => statePath(snapshot.value as StateValue);

interface Moment {
  readonly chart: Chart;
  readonly key: string;
  readonly record: ActorRecord;
  readonly event: string;
  readonly from: string;
}

/** What XState's transition returns for an action; it types only some of its own. */
interface RawAction {
  readonly type: string;
  readonly params?: unknown;
}

function conclude(moment: Moment, after: AnyMachineSnapshot, actions: readonly RawAction[]): Step {
  const { chart, key, record, event, from } = moment;
  const number = record.step + 1;
  const tickets: Record<string, string> = { ...record.tickets };
  const effects: Effect[] = [];
  const replies: Reply[] = [];
  const closed: string[] = [];

  const open = (effect: Omit<Effect, 'id'>, index: number) => {
    const id = `${key}/${record.epoch}/${number}/${index}`;
    effects.push({ id, ...effect });
    if (effect.ticket) tickets[effect.ticket] = id;
  };
  const close = (ticket: string) => {
    const id = tickets[ticket];
    delete tickets[ticket];
    if (id !== undefined) closed.push(id);
  };

  /** A screen closes the one before it, also one that waits to be tried again. */
  const command = (name: string, input: Json, index: number) => {
    const manner = mannerOf(chart, name);
    const ticket = manner === 'screen' ? name : '';
    if (ticket) close(ticket);
    open({ kind: 'command', name, ticket, order: orderOf(manner), input, delayMs: 0 }, index);
  };

  actions.forEach((action, index) => {
    const params = (action.params ?? {}) as Record<string, unknown>;
    if (mannerOf(chart, action.type) === 'reply') {
      replies.push({ type: action.type, params });
      return;
    }
    switch (action.type) {
      case 'xstate.spawnChild':
        close(String(params['id']));
        open(
          {
            kind: 'job',
            name: String(params['src']),
            ticket: String(params['id']),
            order: 'any',
            input: plain(params['input']),
            delayMs: 0,
          },
          index,
        );
        break;
      case 'xstate.raise': {
        // A raise without a delay was taken within the transition already.
        if (params['delay'] === undefined) break;
        const { type } = params['event'] as { type: string };
        close(type);
        open(
          {
            kind: 'timer',
            name: type,
            ticket: type,
            order: 'any',
            input: null,
            delayMs: Number(params['delay']),
          },
          index,
        );
        break;
      }
      case 'xstate.stopChild':
        close((action.params as { id: string }).id);
        break;
      case 'xstate.cancel':
        close(String(params['sendId']));
        break;
      default:
        if (action.type.startsWith('xstate.'))
          throw new ActorError('unsupported-wish', `${key} wished for ${action.type}`);
        command(action.type, plain(params), index);
    }
  });

  const ended = after.status !== 'active';
  if (ended) {
    const last = new Set(effects.map(({ id }) => id));
    for (const [ticket, id] of Object.entries(tickets)) if (!last.has(id)) close(ticket);
  }

  const next = { ...record, step: number, tickets };
  return {
    record: { ...next, snapshot: persist(chart, after) },
    // What the next step persists takes the place of this one's JSON, which nobody reads.
    opened: isAlone(after) ? { record: { ...next, snapshot: null }, snapshot: after } : null,
    effects: effects.filter(({ id }) => !closed.includes(id)),
    closed: closed.filter((id) => !effects.some((effect) => effect.id === id)),
    journal: { event, from, to: pathOf(after) },
    replies,
    ended,
  };
}

/** Without children, which belong to the scope that a step was taken in, and must be restored. */
const isAlone = ({ status, children }: AnyMachineSnapshot) =>
  status === 'active' && Object.keys(children).length === 0;

function persist({ machine }: Chart, snapshot: AnyMachineSnapshot): Json {
  const persisted = machine.getPersistedSnapshot(snapshot);
  if (!isAlone(snapshot)) return plain(persisted);
  // Guarantee: what is left is the state's value and its context, which is JSON in every chart.
  const { output: _, error: __, ...json } = persisted as Snapshot<unknown>;
  return json as unknown as Json;
}

/** A command whose manner nobody told keeps its place. */
const mannerOf = ({ commands }: Chart, name: string): Manner => commands[name] ?? 'write';

function orderOf(manner: Manner): Order {
  if (manner === 'write') return 'write';
  return manner === 'aside' ? 'any' : 'after';
}

/** As JSON will give it back: drops functions and `undefined`. */
const plain = (value: unknown): Json =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);

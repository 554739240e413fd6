import type { ChatContext, ChatEvent } from '../../machines/chat/types.ts';
import { viewOf } from '../../machines/chat/views.ts';
import { statePath } from '../../machines/state-path.ts';
import type { ActorRecord } from '../../src/actors/record.ts';
import type { Step } from '../../src/actors/step.ts';
import { charts } from '../../src/main/charts.ts';
import type { outputs } from './chat-events.ts';
import { beginAt, contextOf, done, event, failed, fired, stateOf, tell, told } from './walk.ts';

const chart = charts.chat;

/** An event of the living screen; what comes from below says so. */
export type Given = ChatEvent extends infer E
  ? E extends ChatEvent
    ? Omit<E, 'on'> & { readonly on?: ChatEvent['on'] }
    : never
  : never;

export const eventOf = (given: Given): ChatEvent => ({ on: 'living', ...given }) as ChatEvent;

/** A chat that was never spoken in. */
export const asleep: Step = beginAt(chart, { personId: 'p' });

/** The next events in turn; every one must be taken. */
export const go = (before: Step, ...some: readonly Given[]): Step =>
  some.reduce((taken, one) => told(chart, taken.record, event(eventOf(one))), before);

export const after = (...some: readonly Given[]): Step => go(asleep, ...some);

/** Whether an event changes nothing at all. */
export const ignores = ({ record }: Step, one: Given): boolean =>
  tell(chart, record, event(eventOf(one))).kind === 'ignored';

type Job = keyof typeof outputs;

export const answer = <Name extends Job>(
  { record }: Step,
  name: Name,
  output: (typeof outputs)[Name][number],
): Step => told(chart, record, done(record, name, output));

export const fail = ({ record }: Step, name: Job): Step =>
  told(chart, record, failed(record, name));

/** The one open timer is over. */
export const pass = ({ record }: Step): Step => told(chart, record, fired(record));

export const contextAt = ({ record }: Step) => contextOf<ChatContext>(record);
export const pathAt = ({ record }: Step) => statePath(stateOf(record));
export const viewAt = (taken: Step) =>
  viewOf({ value: stateOf(taken.record), context: contextAt(taken) });
export const placeAt = (taken: Step) => contextAt(taken).place;
export const trailAt = (taken: Step) => contextAt(taken).trail.map(({ at }) => at);
export const noticeAt = (taken: Step) => contextAt(taken).notice;
export const toastOf = ({ replies }: Step) =>
  (replies[0]?.params as { text?: string } | undefined)?.text;

/** What each effect of this name was given. */
export const inputsOf = ({ effects }: Pick<Step, 'effects'>, name: string) =>
  effects.filter((effect) => effect.name === name).map(({ input }) => input);

/** The names of the open timers. */
export const timersOf = ({ tickets }: ActorRecord) =>
  Object.keys(tickets).filter((name) => name.startsWith('xstate.after.'));

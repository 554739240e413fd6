import { assign, setup } from 'xstate';
import {
  type AnswerOf,
  type Attempted,
  CERTAINTY_MS,
  MAX_ATTEMPTS,
  pauseAfter,
  SETTLE_AGAIN_MS,
  type SubmittedOf,
  told,
} from './asking-fal.ts';
import { command, job } from './wishes.ts';

/** Why a training is over; also the names of the chart's final states. */
export type TrainingEnd = 'succeeded' | 'failed' | 'timed_out' | 'cancelled';

/** What the person is shown while a training runs. */
export type TrainingStage = 'packing' | 'waiting' | 'sending' | 'queued' | 'training' | 'storing';

export interface TrainingContext {
  /** Of the training; the avatar it is for stands in its row. */
  readonly id: string;
  /** The POST to FAL that is under way or comes next: 1, 2, 3. */
  readonly attempt: number;
  readonly end: TrainingEnd;
  /** Why it did not succeed; null: it did, or the person cancelled. */
  readonly code: string | null;
}

export interface TrainingInput {
  readonly id: string;
  /** The last attempt that was written down, when an actor is rebuilt from its rows; else 1. */
  readonly attempt: number;
}

/** What FAL made of an attempt. Where the weights are lies in the attempt's row. */
export type TrainingAnswer = AnswerOf<'failed'>;

export type TrainingSubmitted = SubmittedOf<'failed'>;

/** Done, or never to be done. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code: string };

export type TrainingEvent =
  | { readonly type: 'admitted' }
  | { readonly type: 'cancel' }
  /** FAL has begun. */
  | { readonly type: 'started'; readonly attempt: number }
  | { readonly type: 'answered'; readonly attempt: number; readonly answer: TrainingAnswer }
  /** The sweep has ended the row: past a deadline. */
  | { readonly type: 'expired'; readonly end: TrainingEnd; readonly code: string };

export const trainingJobs = {
  /** Makes sure that the price is held; rejects if the training is not there. */
  hold: job<{ id: string }, null>(),
  /** Sends the photos up to FAL. */
  pack: job<{ id: string }, Outcome>(),
  submit: job<Attempted, TrainingSubmitted>(),
  /** Looks at FAL until it has answered; tells `started` as an event. */
  watch: job<Attempted, TrainingAnswer>(),
  /** Copies the weights into our store. */
  store: job<Attempted, Outcome>(),
  settle: job<
    { id: string; end: TrainingEnd; code: string | null },
    { readonly end: TrainingEnd }
  >(),
};

export const trainingCommands = {
  /** Asks for a place at FAL; `admitted` follows, now or later. */
  admit: command<{ id: string }>(),
  /** Gives the place at FAL back. */
  leave: command<{ id: string }>(),
  cancelAtFal: command<Attempted>(),
  showCard: command<{ id: string; stage: TrainingStage }>(),
  closeCard: command<{ id: string }>(),
  /**
   * Tells the person how it ended, begins the first picture of one that succeeded, and then notes
   * that nothing more is owed. One wish, since no part of it must outrun another.
   */
  sayEnd: command<{ id: string; end: TrainingEnd; code: string | null }>(),
  /** The toast for the press that caused this step. */
  answer: command<{ text: 'job-cancelled' }>(),
};

/** What packing or storing came to. */
const came = (event: object): Outcome =>
  (event as { output?: Outcome }).output ?? { kind: 'failed', code: 'internal' };

const chart = setup({
  types: {
    context: {} as TrainingContext,
    input: {} as TrainingInput,
    events: {} as TrainingEvent,
  },
  actors: trainingJobs,
  actions: {
    ...trainingCommands,
    nextAttempt: assign({ attempt: ({ context }) => context.attempt + 1 }),
    conclude: assign((_, outcome: { end: TrainingEnd; code: string | null }) => outcome),
    concludeAsTold: assign(({ event }) => {
      const answer = told<'failed'>(event);
      return 'end' in answer ? { end: answer.end, code: answer.code } : {};
    }),
    concludeAsFailed: assign(({ event }) => {
      const outcome = came(event);
      return { end: 'failed', code: outcome.kind === 'failed' ? outcome.code : 'internal' };
    }),
    /** A good result wins, whichever attempt it is of. */
    takeAttempt: assign(({ context, event }) => ({
      attempt: 'attempt' in event ? event.attempt : context.attempt,
    })),
  },
  guards: {
    accepted: ({ event }) => told(event).kind === 'accepted',
    done: ({ event }) => came(event).kind === 'done',
    made: ({ event }) => told(event).kind === 'made',
    unknown: ({ event }) => told(event).kind === 'unknown',
    mayTryAgain: ({ context, event }) => {
      const answer = told(event);
      return 'again' in answer && answer.again && context.attempt < MAX_ATTEMPTS;
    },
    /** A failure counts only for the attempt under way; a stale one changes nothing. */
    ofThisAttempt: ({ context, event }) => 'attempt' in event && event.attempt === context.attempt,
  },
  delays: {
    pause: ({ context }) => pauseAfter(context.attempt),
    certainty: CERTAINTY_MS,
    settleAgain: SETTLE_AGAIN_MS,
  },
});

type Scope = { readonly context: TrainingContext };

const identity = ({ context: { id } }: Scope) => ({ id });
const attempted = ({ context: { id, attempt } }: Scope): Attempted => ({ id, attempt });

const card = (stage: TrainingStage) =>
  ({ type: 'showCard', params: ({ context }: Scope) => ({ id: context.id, stage }) }) as const;

/** Every way out leads through settling; `conclude` says which way it was. */
const concluding = (end: TrainingEnd, code: string | null) =>
  ({ target: '#settling', actions: { type: 'conclude', params: { end, code } } }) as const;

/** A job that failed for good, through no fault of the person's or FAL's. */
const broken = concluding('failed', 'internal');

/** Possible until FAL has started; it is told, and a late result changes nothing. */
const cancel = {
  target: '#settling',
  actions: [
    { type: 'conclude', params: { end: 'cancelled', code: null } },
    { type: 'cancelAtFal', params: attempted },
    { type: 'answer', params: { text: 'job-cancelled' } },
  ],
} as const;

const giveUp = { target: '#settling', actions: 'concludeAsTold' } as const;

const expired = {
  target: '#settling',
  actions: [
    {
      type: 'conclude',
      params: ({ event }: { event: Extract<TrainingEvent, { type: 'expired' }> }) => ({
        end: event.end,
        code: event.code,
      }),
    },
    { type: 'cancelAtFal', params: attempted },
  ],
} as const;

const endedAs =
  (end: TrainingEnd) =>
  ({ context }: Scope) =>
    context.end === end;

const sayEnd = {
  type: 'sayEnd',
  params: ({ context: { id, end, code } }: Scope) => ({ id, end, code }),
} as const;

/** One training of an avatar, from the held price to the settled end. */
export const avatar = chart.createMachine({
  id: 'avatar',
  context: ({ input }) => ({ id: input.id, attempt: input.attempt, end: 'failed', code: null }),
  initial: 'holding',
  states: {
    holding: {
      on: { expired, cancel },
      invoke: { id: 'hold', src: 'hold', input: identity, onDone: 'packing', onError: broken },
    },
    /** Before the line: what waits there is ready to go. */
    packing: {
      entry: card('packing'),
      on: { expired, cancel },
      invoke: {
        id: 'pack',
        src: 'pack',
        input: identity,
        onDone: [
          { guard: 'done', target: 'waiting' },
          { target: 'settling', actions: 'concludeAsFailed' },
        ],
        onError: broken,
      },
    },
    waiting: {
      entry: [card('waiting'), { type: 'admit', params: identity }],
      on: { admitted: 'making', cancel, expired },
    },
    /** It has a place at FAL. A good result is taken from here on, whichever way it comes. */
    making: {
      exit: { type: 'leave', params: identity },
      on: {
        expired,
        answered: [
          { guard: 'made', target: 'storing', actions: 'takeAttempt' },
          { guard: 'ofThisAttempt', ...giveUp },
        ],
      },
      initial: 'submitting',
      states: {
        submitting: {
          entry: card('sending'),
          on: { cancel },
          invoke: {
            id: 'submit',
            src: 'submit',
            input: attempted,
            onDone: [
              { guard: 'accepted', target: 'asked' },
              { guard: 'unknown', target: 'unsure' },
              { guard: 'mayTryAgain', target: 'pausing' },
              giveUp,
            ],
            onError: broken,
          },
        },
        pausing: {
          on: { cancel },
          after: { pause: { target: 'submitting', actions: 'nextAttempt' } },
        },
        /** The POST may have been taken, and a training is dear: never posted again. */
        unsure: { on: { cancel }, after: { certainty: concluding('failed', 'no-answer') } },
        asked: {
          invoke: {
            id: 'watch',
            src: 'watch',
            input: attempted,
            onDone: [{ guard: 'made', target: '#storing' }, giveUp],
            onError: broken,
          },
          initial: 'queued',
          states: {
            queued: {
              entry: card('queued'),
              on: { cancel, started: { guard: 'ofThisAttempt', target: 'training' } },
            },
            training: { entry: card('training') },
          },
        },
      },
    },
    storing: {
      id: 'storing',
      entry: card('storing'),
      on: { expired },
      invoke: {
        id: 'store',
        src: 'store',
        input: attempted,
        onDone: [
          { guard: 'done', ...concluding('succeeded', null) },
          { target: 'settling', actions: 'concludeAsFailed' },
        ],
        onError: broken,
      },
    },
    settling: {
      id: 'settling',
      initial: 'trying',
      states: {
        trying: {
          invoke: {
            id: 'settle',
            src: 'settle',
            input: ({ context: { id, end, code } }) => ({ id, end, code }),
            onDone: {
              target: '#settled',
              actions: {
                type: 'conclude',
                params: ({ context, event }) => ({ end: event.output.end, code: context.code }),
              },
            },
            onError: 'again',
          },
        },
        again: { after: { settleAgain: 'trying' } },
      },
    },
    settled: {
      id: 'settled',
      entry: { type: 'closeCard', params: identity },
      always: [
        { guard: endedAs('succeeded'), target: 'succeeded' },
        { guard: endedAs('timed_out'), target: 'timed_out' },
        { guard: endedAs('cancelled'), target: 'cancelled' },
        { target: 'failed' },
      ],
    },
    succeeded: { type: 'final', entry: sayEnd },
    failed: { type: 'final', entry: sayEnd },
    timed_out: { type: 'final', entry: sayEnd },
    cancelled: { type: 'final', entry: sayEnd },
  },
});

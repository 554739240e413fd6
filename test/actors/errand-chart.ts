import { assign, setup } from 'xstate';
import { command, job } from '../../machines/wishes.ts';
import type { ClaimedEffect } from '../../src/actors/actor-store.ts';
import type { Chart } from '../../src/actors/chart.ts';
import type { DoersOf } from '../../src/actors/doers.ts';

interface ErrandContext {
  readonly delayMs: number;
  /** What was told, in order. */
  readonly log: readonly string[];
}

type ErrandEvent =
  | { readonly type: 'tell'; readonly word: string }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'draw'; readonly text: string }
  | { readonly type: 'greet'; readonly text: string }
  | { readonly type: 'ask' }
  | { readonly type: 'go'; readonly text: string }
  | { readonly type: 'wait' }
  | { readonly type: 'both' }
  | { readonly type: 'stop' };

export const errandJobs = { work: job<{ text: string }, { readonly made: string }>() };

export const errandCommands = {
  say: command<{ text: string }>(),
  greet: command<{ text: string }>(),
  /** A newer one makes an older one needless. */
  draw: command<{ text: string }>(),
  /** Answers the sender. */
  answer: command<{ text: string }>(),
};

export type ErrandDoers = DoersOf<typeof errandCommands, typeof errandJobs, 'answer'>;

const textOfEvent = ({ event }: { event: ErrandEvent }) => ({
  text: event.type === 'go' ? event.text : '',
});

/** A small chart with one of everything that the shell hosts. */
export const errandMachine = setup({
  types: {
    context: {} as ErrandContext,
    input: {} as { delayMs?: number },
    events: {} as ErrandEvent,
  },
  actors: errandJobs,
  actions: {
    ...errandCommands,
    note: assign(({ context }, word: string) => ({ log: [...context.log, word] })),
  },
  delays: { soon: ({ context }) => context.delayMs },
}).createMachine({
  id: 'errand',
  context: ({ input }) => ({ delayMs: input.delayMs ?? 60_000, log: [] }),
  initial: 'idle',
  states: {
    idle: {},
    working: {
      invoke: {
        id: 'work',
        src: 'work',
        input: textOfEvent,
        onDone: {
          target: 'done',
          actions: { type: 'note', params: ({ event }) => `made ${event.output.made}` },
        },
        onError: {
          target: 'failed',
          actions: {
            type: 'note',
            params: ({ event }) => `failed ${(event.error as { code: string }).code}`,
          },
        },
      },
    },
    waiting: { after: { soon: { target: 'rung', actions: { type: 'note', params: 'rung' } } } },
    both: {
      after: { soon: 'rung' },
      invoke: { id: 'work', src: 'work', input: textOfEvent, onDone: 'done', onError: 'failed' },
    },
    rung: {},
    failed: {},
    done: {},
  },
  on: {
    tell: { actions: { type: 'note', params: ({ event }) => event.word } },
    say: { actions: { type: 'say', params: ({ event }) => ({ text: event.text }) } },
    draw: { actions: { type: 'draw', params: ({ event }) => ({ text: event.text }) } },
    greet: { actions: { type: 'greet', params: ({ event }) => ({ text: event.text }) } },
    ask: { actions: { type: 'answer', params: { text: 'yes' } } },
    go: '.working',
    wait: '.waiting',
    both: '.both',
    stop: '.idle',
  },
});

export const errand: Chart = {
  machine: errandMachine,
  version: 1,
  migrate: () => null,
  commands: { say: 'write', greet: 'message', draw: 'screen', answer: 'reply' },
  keepMs: () => null,
};

export const charts = { errand };

/** Doers that do nothing, to be overwritten by a test's own. */
export const idleDoers: ErrandDoers = {
  commands: { say: async () => {}, greet: async () => {}, draw: async () => {} },
  jobs: { work: async ({ text }) => ({ made: text }) },
};

export const textOf = ({ input }: ClaimedEffect) => String((input as { text: string }).text);

import { and, assign, setup } from 'xstate';
import type {
  ChatContext,
  ChatEvent,
  ChatInput,
  Draft,
  Notice,
  NoticeKey,
  Place,
} from './types.ts';
import { chatCommands, chatJobs } from './wishes.ts';

/** Back remembers so many screens; older ones are forgotten. */
const TRAIL_LENGTH = 12;
/** So many spent drafts are remembered, to answer a second press. */
const SPENT_LENGTH = 20;

export const DESCRIPTION_LENGTH = { min: 3, max: 2000 } as const;

const home: Place = { at: 'home' };

/**
 * Going on remembers where one was; going where one has been before cuts the trail there. Nothing
 * leads back to a confirm screen whose draft is gone.
 */
function trailTo(place: Place, { place: from, trail, draft }: ChatContext): readonly Place[] {
  if (place.at === 'home') return [];
  const passed = from.at === place.at ? trail : [...trail, from];
  const longer = draft ? passed : passed.filter(({ at }) => at !== 'confirm');
  const before = longer.findIndex(({ at }) => at === place.at);
  return (before === -1 ? longer : longer.slice(0, before)).slice(-TRAIL_LENGTH);
}

const fits = (text: string): boolean => {
  const { length } = text.trim();
  return length >= DESCRIPTION_LENGTH.min && length <= DESCRIPTION_LENGTH.max;
};

export const chatSetup = setup({
  types: {
    context: {} as ChatContext,
    events: {} as ChatEvent,
    input: {} as ChatInput,
  },
  actors: chatJobs,
  actions: {
    ...chatCommands,
    /** Every event from the person: its anchor is the one to answer on, old notices are read. */
    hear: assign(({ event }) => ({ anchor: event.on, notice: null })),
    arrive: assign(({ context }, place: Place) => ({
      place,
      trail: trailTo(place, context),
    })),
    /** Back: the last place of the trail becomes the present one. */
    stepBack: assign(({ context: { trail } }) => ({
      place: trail.at(-1) ?? home,
      trail: trail.slice(0, -1),
    })),
    notify: assign((_, notice: Notice) => ({ notice })),
    hint: assign(({ event }) => ({
      notice: event.type === 'unhandled' ? { key: event.hint } : null,
    })),
    /** Says what is wrong with the length of the words, which stay in the chat. */
    complain: assign(({ event }) => {
      if (event.type !== 'text' && event.type !== 'edited') return {};
      const { length } = event.text.trim();
      const key: NoticeKey = length < DESCRIPTION_LENGTH.min ? 'too-short' : 'too-long';
      return { notice: { key, args: { length, ...DESCRIPTION_LENGTH } } };
    }),
    /** New words in a draft of its own; `keep` the choices of the one before. */
    describe: assign(({ context, event }, { keep }: { keep: boolean }) => {
      if (event.type !== 'text' && event.type !== 'idea') return {};
      const choices = keep ? context.draft : null;
      const draft: Draft = {
        id: event.draftId,
        description: event.text.trim(),
        shape: choices?.shape ?? null,
        count: choices?.count ?? null,
        look: choices?.look ?? null,
        messageId: event.type === 'text' ? event.messageId : null,
      };
      return { draft };
    }),
    redescribe: assign(({ context: { draft }, event }) =>
      draft && event.type === 'edited'
        ? { draft: { ...draft, description: event.text.trim() } }
        : {},
    ),
    takeDraft: assign(({ event }) => ('draft' in event ? { draft: event.draft } : {})),
    forgetDraft: assign({ draft: null }),
    choose: assign(({ context: { draft }, event }) =>
      draft && event.type === 'choose' ? { draft: { ...draft, ...event.choice } } : {},
    ),
    agree: assign(({ event }) => (event.type === 'make' ? { price: event.price } : {})),
    spend: assign(({ context: { draft, spent } }) => ({
      draft: null,
      spent: draft ? [...spent, draft.id].slice(-SPENT_LENGTH) : spent,
    })),
    tellCredit: assign(({ event }) => {
      const { coins = 0 } = told(event);
      return { notice: { key: 'promo-credited' as const, args: { coins } } };
    }),
    lack: assign((_, lack: { needs: number; has: number }) => ({ lack })),
  },
  guards: {
    cameFrom: ({ context: { trail } }, at: Place['at']) => trail.at(-1)?.at === at,
    backToDraft: ({ context: { draft, trail } }) =>
      draft !== null && trail.at(-1)?.at === 'confirm',
    /** The button belongs to the draft at hand. */
    ofDraft: ({ context: { draft }, event }) => 'draftId' in event && event.draftId === draft?.id,
    isSpent: ({ context: { spent }, event }) =>
      event.type === 'make' && spent.includes(event.draftId),
    fits: ({ event }) => 'text' in event && event.text !== null && fits(event.text),
    /** The edited message is the one the draft was taken from. */
    editsDraft: ({ context: { draft }, event }) =>
      event.type === 'edited' && draft?.messageId === event.messageId,
    editsDraftWell: and(['editsDraft', 'fits']),
    picks: ({ context: { draft }, event }, what: 'shape' | 'count' | 'look') =>
      event.type === 'pick' && event.draftId === draft?.id && event.what === what,
    prefers: ({ event }, what: 'language' | 'shape' | 'count' | 'look') =>
      event.type === 'prefer' && event.what === what,
    /** The job's output is of this kind. */
    is: ({ event }, kind: string) => told(event).kind === kind,
    /** A code was credited while an order waits for coins. */
    creditedForDraft: ({ context: { draft, place, trail }, event }) =>
      told(event).kind === 'credited' &&
      draft !== null &&
      [place.at, trail.at(-1)?.at].includes('confirm'),
  },
});

/** A job's output, where the event is one. */
const told = (event: object): { readonly kind?: string; readonly coins?: number } =>
  (event as { output?: { kind?: string; coins?: number } }).output ?? {};

type Scope = { readonly context: ChatContext };

/** Arriving at a screen: it is remembered and shown. */
export const screen = (place: Place) => [{ type: 'arrive', params: place }, show] as const;

export const show = {
  type: 'show',
  params: ({ context }: Scope) => ({ on: context.anchor }),
} as const;

/** A step within a screen: the press is heard and the screen shown again. */
export const inform = (key: NoticeKey) => ({ type: 'notify', params: { key } }) as const;

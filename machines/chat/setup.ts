import { and, assign, setup } from 'xstate';
import {
  isTakenGroup,
  prepares,
  preparesAt,
  resumeAt,
  strayedFromWizard,
  withoutDraft,
} from './avatars/memory.ts';
import {
  chosen,
  DESCRIPTION_LENGTH,
  described,
  expected,
  pointed,
  understood,
} from './drafting.ts';
import { changed, type Filter } from './gallery/filter.ts';
import { filterAt, isSpot, type SpotPlace } from './gallery/spot.ts';
import { backFrom, goTo, withinGallery, without } from './trail.ts';
import type {
  AnswerKey,
  AvatarMemory,
  ChatContext,
  ChatEvent,
  ChatInput,
  GalleryMemory,
  Keep,
  Notice,
  NoticeKey,
  Place,
  Preference,
  WizardDraft,
  WizardStep,
} from './types.ts';
import { chatCommands, chatJobs } from './wishes.ts';

/** So many spent drafts are remembered, to answer a second press. */
const SPENT_LENGTH = 20;

export const ALBUM_TITLE_LENGTH = 40;
export const AVATAR_NAME_LENGTH = { min: 2, max: 30 } as const;
/** So many photos a training takes at least. */
export const LEAST_PHOTOS = 10;
/** An album's photos come within a moment: so long none came before they are counted, in ms. */
const QUIET_MS = 2000;
const LONGEST_VOICE_SECONDS = 60;
/** So many albums a person may have: they are read at once. */
export const MOST_ALBUMS = 50;
/** What is searched for beyond so many characters finds nothing more. */
const WORDS_LENGTH = 100;
/** So many images are marked at a time: they travel in the record, and a zip of them takes a while. */
export const MOST_MARKED = 50;

export const emptyMemory: GalleryMemory = {
  picking: 'look',
  month: null,
  from: null,
  adding: [],
  albumId: null,
  page: 0,
  marked: [],
  undo: [],
};

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
    hear: assign(({ context: { gallery }, event }) => ({
      anchor: event.on,
      notice: null,
      gallery: gallery.undo.length > 0 ? { ...gallery, undo: [] } : gallery,
    })),
    answerThere: assign(({ event }) => ({ anchor: event.on, notice: null })),
    arrive: assign(({ context }, place: Place) => goTo(place, context)),
    stepBack: assign(({ context }) => backFrom(context)),
    /** To another spot under the filter of the present one, or from elsewhere under none. */
    moveTo: assign(({ context }, to: Omit<SpotPlace, 'filter'>) =>
      withinGallery({ ...to, filter: filterAt(context) }, context),
    ),
    /** Another filter for the present spot: the nearest image is shown. */
    refilter: assign(({ context, event }) => {
      const filter = changed(filterAt(context), event.type === 'filter' ? event.change : {});
      return withinGallery(filtered(filter, context), context);
    }),
    searchFor: assign(({ context, event }) => {
      const filter = changed(filterAt(context), { words: wordsOf(event) });
      return withinGallery(filtered(filter, context), context);
    }),
    clearFilters: assign(({ context }) => withinGallery(filtered({}, context), context)),
    recall: assign(({ context: { gallery } }, some: Partial<GalleryMemory>) => ({
      gallery: { ...gallery, ...some },
    })),
    mark: assign(({ context: { gallery }, event }) => {
      if (event.type !== 'mark') return {};
      const others = gallery.marked.filter((id) => id !== event.imageId);
      const marked = event.marked ? [...others, event.imageId] : others;
      return { gallery: { ...gallery, marked } };
    }),
    notify: assign((_, notice: Notice) => ({ notice })),
    forgetNotice: assign({ notice: null }),
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
    complainOfName: assign(({ event }) => {
      const isShort = titleOf(event).length < AVATAR_NAME_LENGTH.min;
      const key: NoticeKey = isShort ? 'avatar-name-short' : 'avatar-name-long';
      return { notice: { key, args: AVATAR_NAME_LENGTH } };
    }),
    /** New words in a draft of its own. */
    describe: assign(({ context, event }, { keep }: { keep: Keep }) =>
      described(context, event, keep),
    ),
    /** A sample or a voice message came, which shall become a draft. */
    expect: assign(({ context, event }) => expected(context, event)),
    /** The others of the same album are passed over. */
    passOver: assign(({ context: { avatars }, event }) =>
      event.type === 'photo' ? { avatars: { ...avatars, sampleGroup: event.groupId } } : {},
    ),
    takeUnderstood: assign(({ context, event }) => understood(context, told(event).text ?? '')),
    redescribe: assign(({ context: { draft }, event }) =>
      draft && event.type === 'edited'
        ? { draft: { ...draft, description: event.text.trim() } }
        : {},
    ),
    takeDraft: assign(({ context, event }) =>
      'draft' in event && event.draft ? pointed(context, event.draft) : {},
    ),
    /** A description is asked for: of a picture with an avatar, or of any. */
    beginDraft: assign(({ context: { avatars }, event }) => ({
      draft: null,
      avatars: { ...avatars, withId: event.type === 'createWith' ? event.avatarId : null },
    })),
    choose: assign(({ context, event }) => chosen(context, event)),
    recallAvatar: assign(({ context: { avatars } }, some: Partial<AvatarMemory>) => ({
      avatars: { ...avatars, ...some },
    })),
    /** The wizard goes on with the draft that was found; without one, from the start. */
    takeWizardDraft: assign(({ context: { avatars }, event }) => ({
      avatars: { ...avatars, draftId: found(event).draftId },
    })),
    /** An avatar is gone: the draft that it may have been, too. */
    forgetDeleted: assign(({ context: { avatars }, event }) =>
      'avatarId' in event && event.avatarId === avatars.draftId
        ? { avatars: withoutDraft(avatars) }
        : {},
    ),
    forgetWizardDraft: assign(({ context: { avatars } }) => ({ avatars: withoutDraft(avatars) })),
    leaveBehind: assign(({ context }, at: Place['at']) => without(at, context)),
    /** What follows is shown at the bottom of the chat. */
    answerBelow: assign({ anchor: 'new' as const }),
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
    picks: ({ context: { draft }, event }, what: 'shape' | 'count' | 'look' | 'avatar') =>
      event.type === 'pick' && event.draftId === draft?.id && event.what === what,
    prefers: ({ event }, what: Preference) => event.type === 'prefer' && event.what === what,
    isAt: ({ context: { place } }, at: Place['at']) => place.at === at,
    isInGallery: ({ context: { place } }) => isSpot(place),
    /** Words were typed over the grid, which stays a grid. */
    searchesGrid: ({ context: { place }, event }) => place.at === 'grid' && wordsOf(event) !== '',
    hasWords: ({ event }) => wordsOf(event) !== '',
    isTitle: ({ event }) => {
      const { length } = titleOf(event);
      return length > 0 && length <= ALBUM_TITLE_LENGTH;
    },
    hasMarkedInGrid: ({ context: { gallery, place } }) =>
      place.at === 'grid' && gallery.marked.length > 0,
    hasMarked: ({ context: { gallery } }) => gallery.marked.length > 0,
    mayMark: ({ context: { gallery }, event }) =>
      event.type === 'mark' && (!event.marked || gallery.marked.length < MOST_MARKED),
    /** The screen says already that the answer must be waited for: it will look the same. */
    isToldOfWaiting: ({ context: { notice } }) => notice?.key === 'coins-asked-today',
    /** The job's output is of this kind. */
    is: ({ event }, kind: string) => told(event).kind === kind,
    /** A code was credited while an order waits for coins. */
    creditedForDraft: ({ context: { draft, place, trail }, event }) =>
      told(event).kind === 'credited' &&
      draft !== null &&
      [place.at, trail.at(-1)?.at].includes('confirm'),
    /** A code was credited while an avatar waits for coins. */
    creditedForTraining: ({ context: { avatars, place, trail }, event }) =>
      told(event).kind === 'credited' &&
      avatars.draftId !== null &&
      [place.at, trail.at(-1)?.at].includes('wizard'),
    /** Something could be made of a sample or a voice message. */
    isUnderstood: ({ event }) => fits(told(event).text?.slice(0, DESCRIPTION_LENGTH.max) ?? ''),
    /** Another photo of an album whose first was answered already. */
    isTakenGroup: ({ context, event }) => isTakenGroup(context, event),
    isAvatarName: ({ event }) => {
      const { length } = titleOf(event);
      return length >= AVATAR_NAME_LENGTH.min && length <= AVATAR_NAME_LENGTH.max;
    },
    awaitsName: ({ context }) => preparesAt(context, ['name']),
    namesDraft: and(['awaitsName', 'isAvatarName']),
    /** A draft is prepared in the wizard. */
    prepares: ({ context }) => prepares(context),
    /** So is one, and it has come to one of these steps. */
    preparesAt: ({ context }, steps: readonly WizardStep[]) => preparesAt(context, steps),
    strayedFromWizard: ({ context }) => strayedFromWizard(context),
    isVoiceLong: ({ event }) => event.type === 'voice' && event.seconds > LONGEST_VOICE_SECONDS,
    /** The button is of the avatar that is asked about. */
    isOfAvatar: ({ context: { place }, event }) =>
      place.at === 'avatars' && 'avatarId' in event && event.avatarId === place.avatarId,
    /** So is the second one, and its pictures are treated as was chosen at the first. */
    isAsChosen: ({ context: { avatars }, event }) =>
      event.type === 'deleteAvatarYes' && event.images === avatars.images,
    isAsAsked: and(['isOfAvatar', 'isAsChosen']),
    resumesAt: ({ context, event }, step: WizardStep) => resumeAt(context, found(event)) === step,
  },
  delays: { quiet: QUIET_MS },
});

/** A spot under a filter: the grid stays a grid, else the card is shown. */
const filtered = (filter: Filter, { place }: ChatContext): SpotPlace => ({
  at: place.at === 'grid' ? 'grid' : 'card',
  filter,
  imageId: isSpot(place) ? place.imageId : null,
});

/** Words that were typed, whatever kind of message they were taken for. */
const typed = (event: ChatEvent): string => {
  if (event.type === 'find') return event.words;
  return event.type === 'text' || event.type === 'unhandled' ? (event.text ?? '') : '';
};

export const wordsOf = (event: ChatEvent): string =>
  typed(event).trim().slice(0, WORDS_LENGTH).trim();

/** An album's name as it was typed, in one line. */
export const titleOf = (event: ChatEvent): string => typed(event).trim().replaceAll(/\s+/g, ' ');

/** A job's output, where the event is one. */
const told = (event: object): Told => (event as { output?: Told }).output ?? {};

interface Told {
  readonly kind?: string;
  readonly coins?: number;
  readonly text?: string;
}

/** What `openWizard` found, where the event is its result. */
const found = (event: object): WizardDraft =>
  (event as { output?: WizardDraft }).output ?? { draftId: null, step: 'about' };

type Scope = { readonly context: ChatContext };

/** Arriving at a screen: it is remembered and shown. */
export const screen = (place: Place) => [{ type: 'arrive', params: place }, show] as const;

export const show = {
  type: 'show',
  params: ({ context }: Scope) => ({ on: context.anchor }),
} as const;

/** A step within a screen: the press is heard and the screen shown again. */
export const inform = (key: NoticeKey, args?: Notice['args']) =>
  ({ type: 'notify', params: { key, ...(args && { args }) } }) as const;

/** As `inform`, with how many pictures it was about. */
export const informOf = (
  key: NoticeKey,
  picturesOf: (memory: GalleryMemory) => readonly string[],
) =>
  ({
    type: 'notify',
    params: ({ context: { gallery } }: Scope) => ({
      key,
      args: { pictures: picturesOf(gallery).length },
    }),
  }) as const;

export const to = (target: `#${string}`) => ({ target, actions: 'hear' }) as const;

/** The screen stays, with a word of explanation. */
export const explain = (key: NoticeKey, args?: Notice['args']) =>
  ({ actions: ['hear', inform(key, args), show] }) as const;

/** The screen stays, with a toast for the press; the pressed message becomes the living one. */
export const stay = (text: AnswerKey) =>
  ({ actions: ['hear', { type: 'answer', params: { text } }, show] }) as const;

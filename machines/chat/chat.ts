import { avatars } from './avatars/avatars.ts';
import { avatarEvents } from './avatars/events.ts';
import { emptyAvatars } from './avatars/memory.ts';
import { balance } from './balance.ts';
import { create } from './create.ts';
import { createEvents } from './create-events.ts';
import { galleryEvents } from './gallery/events.ts';
import { gallery } from './gallery/gallery.ts';
import { help } from './help.ts';
import { settings } from './settings.ts';
import { chatSetup, emptyMemory, inform, screen, show, stay, to } from './setup.ts';
import type { ChatEvent, Place } from './types.ts';
import { wizardEvents } from './wizard/events.ts';
import { wizardPlace } from './wizard/step.ts';
import { gather } from './wizard/taking.ts';
import { wizard } from './wizard/wizard.ts';

const comeBack = (at: Place['at']) =>
  ({
    guard: { type: 'cameFrom', params: at },
    target: `#${at}`,
    actions: ['hear', 'stepBack'],
  }) as const;

/** Opens a picker of the draft at hand, also from an older screen of it. */
const picks = (what: 'shape' | 'count' | 'look' | 'avatar') =>
  ({
    guard: { type: 'picks', params: what },
    target: `#confirm.${what}`,
    actions: 'hear',
  }) as const;

type Photo = { readonly event: Extract<ChatEvent, { type: 'photo' }> };

/** The record was lost amid the photos of an avatar: they go where those before them went. */
const photoOfForgotten = {
  guard: ({ event }: Photo) => event.forId !== undefined,
  target: gather.target,
  actions: [
    'hear',
    {
      type: 'recallAvatar',
      params: ({ event: { forId } }: Photo) => ({ draftId: forId ?? null }),
    },
    { type: 'arrive', params: wizardPlace },
    ...gather.actions,
  ],
} as const;

const opens = { guard: 'fits', target: '#confirm' } as const;

/**
 * A person's chat: every screen a state, every button an absolute event that works from anywhere.
 * What a state does not say itself, the events below answer, so no press is without an effect.
 */
export const chat = chatSetup.createMachine({
  id: 'chat',
  context: ({ input }) => ({
    personId: input.personId,
    place: { at: 'home' },
    trail: [],
    draft: null,
    spent: [],
    price: 0,
    lack: null,
    notice: null,
    gallery: emptyMemory,
    avatars: emptyAvatars,
    anchor: 'new',
  }),
  initial: 'asleep',
  states: {
    /** Before the first word, or after the record was lost. */
    asleep: { on: { photo: photoOfForgotten } },
    home: {
      id: 'home',
      initial: 'menu',
      entry: [...screen({ at: 'home' })],
      states: {
        menu: {},
        /** The first greeting of all. */
        welcome: { id: 'welcome' },
      },
    },
    create,
    gallery,
    wizard,
    avatars,
    balance,
    settings,
    help,
  },
  on: {
    start: [{ guard: ({ event }) => event.first, ...to('#welcome') }, to('#home')],
    home: to('#home'),
    back: [
      { guard: 'backToDraft', target: '#confirm', actions: ['hear', 'stepBack'] },
      {
        guard: { type: 'cameFrom', params: 'confirm' },
        target: '#describe',
        actions: ['hear', 'stepBack'],
      },
      comeBack('describe'),
      comeBack('card'),
      comeBack('grid'),
      comeBack('details'),
      comeBack('albums'),
      comeBack('album'),
      comeBack('trash'),
      comeBack('statistics'),
      comeBack('edits'),
      comeBack('styles'),
      comeBack('editing'),
      comeBack('wizard'),
      comeBack('avatars'),
      comeBack('balance'),
      comeBack('operations'),
      comeBack('code'),
      comeBack('settings'),
      comeBack('data'),
      comeBack('help'),
      comeBack('privacy'),
      comeBack('support'),
      { target: '#home', actions: ['hear', 'stepBack'] },
    ],
    cancel: { target: '#home', actions: ['hear', inform('cancelled')] },
    text: [
      { ...opens, actions: ['hear', { type: 'describe', params: { keep: 'nothing' } }] },
      { actions: ['hear', 'complain', show] },
    ],
    idea: { ...opens, actions: ['hear', { type: 'describe', params: { keep: 'nothing' } }] },
    edited: { guard: 'editsDraftWell', actions: 'redescribe' },
    again: { target: '#confirm', actions: ['hear', 'takeDraft'] },
    shared: [
      {
        guard: ({ event }) => event.draft !== null,
        target: '#confirm',
        actions: ['hear', 'takeDraft', inform('shared-with-you')],
      },
      { target: '#home', actions: ['hear', inform('share-gone')] },
    ],
    change: { target: '#describe', actions: ['hear', 'takeDraft'] },
    pick: [picks('shape'), picks('count'), picks('look'), picks('avatar'), stay('draft-gone')],
    choose: [
      { guard: 'ofDraft', target: '#confirm', actions: ['hear', 'choose'] },
      stay('draft-gone'),
    ],
    make: [
      { guard: 'ofDraft', target: '#starting', actions: ['hear', 'agree'] },
      { guard: 'isSpent', actions: { type: 'answer', params: { text: 'already-making' } } },
      stay('draft-gone'),
    ],
    askForCoins: stay('out-of-date'),
    tellMe: stay('out-of-date'),
    ...createEvents,
    ...galleryEvents,
    ...wizardEvents,
    ...avatarEvents,
    wholeText: {
      actions: { type: 'sendWholeText', params: ({ event }) => ({ imageId: event.imageId }) },
    },
    wholeDraft: [
      {
        guard: 'ofDraft',
        actions: {
          type: 'sendDraftText',
          params: ({ context: { draft } }) => ({ text: draft?.description ?? '' }),
        },
      },
      stay('draft-gone'),
    ],
    wholeOrder: {
      actions: {
        type: 'sendOrderText',
        params: ({ event }) => ({ generationId: event.generationId }),
      },
    },
    original: {
      actions: [
        { type: 'answer', params: { text: 'sending-original' } },
        { type: 'sendOriginal', params: ({ event }) => ({ imageId: event.imageId }) },
      ],
    },
    close: {
      actions: { type: 'closeMessage', params: ({ event }) => ({ messageId: event.messageId }) },
    },
    balance: to('#balance'),
    operations: to('#operations'),
    enterCode: to('#code'),
    redeem: to('#redeeming'),
    settings: to('#settings'),
    prefer: to('#settings'),
    preferred: {
      target: '#settings',
      actions: [
        'hear',
        { type: 'remember', params: ({ event }) => ({ choice: event.choice }) },
        { type: 'answer', params: { text: 'saved' } },
      ],
    },
    setLanguage: {
      target: '#settings',
      actions: [
        'hear',
        { type: 'setLanguage', params: ({ event }) => ({ language: event.language }) },
        { type: 'answer', params: { text: 'saved' } },
      ],
    },
    setTimeZone: {
      target: '#settings',
      actions: [
        'hear',
        { type: 'setTimeZone', params: ({ event }) => ({ zone: event.zone }) },
        { type: 'answer', params: { text: 'saved' } },
      ],
    },
    myData: to('#data'),
    export: {
      actions: [
        { type: 'answer', params: { text: 'sending-export' } },
        { type: 'sendExport', params: {} },
      ],
    },
    erase: to('#erase'),
    eraseSure: stay('out-of-date'),
    eraseYes: stay('out-of-date'),
    help: to('#help'),
    privacy: to('#privacy'),
    support: to('#support'),
    unhandled: { actions: ['hear', 'hint', show] },
    stale: stay('out-of-date'),
  },
});

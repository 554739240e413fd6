import { chatSetup, explain, inform, show, stay, titleOf } from '../setup.ts';
import type { ChatContext, ChatEvent } from '../types.ts';

interface Scope {
  readonly context: ChatContext;
  readonly event: Extract<ChatEvent, { type: 'avatarMoved' }>;
}

const avatarAt = ({ place }: ChatContext): string =>
  place.at === 'avatars' ? (place.avatarId ?? '') : '';

/** Null shows the main one, or else the newest: it may be this. */
const isShown = ({ context: { place }, event }: Scope) =>
  place.at === 'avatars' && (place.avatarId === null || place.avatarId === event.avatarId);

const showLiving = { type: 'show', params: { on: 'living' } } as const;

/** What may be done with it is shown anew; once it is over, nobody is told that it has begun. */
const avatarMoved = [
  {
    guard: (scope: Scope) => scope.event.isOver && isShown(scope),
    actions: ['forgetNotice', showLiving],
  },
  { guard: isShown, actions: showLiving },
] as const;

/** The person was told of a training, and has done nothing since but send photos. */
const hasJustBegun = ({ context: { notice } }: { readonly context: ChatContext }) =>
  notice?.key === 'avatar-training-begun' || notice?.key === 'photo-late';

/** A photo that was meant for the avatar, and no sample for a picture. */
const latePhoto = [
  { guard: 'isTakenGroup' },
  { guard: hasJustBegun, actions: ['hear', 'passOver', inform('photo-late'), show] },
] as const;

const named = [
  { guard: 'isAvatarName', target: '#renamingDone', actions: 'hear' },
  { actions: ['hear', 'complainOfName', show] },
] as const;

const toCard = { back: { target: '#avatars', actions: 'hear' } } as const;

/** Asks for another name. */
const renaming = chatSetup.createStateConfig({
  id: 'renaming',
  entry: [show],
  on: {
    ...toCard,
    text: named,
    unhandled: [
      { guard: ({ event }) => event.text === null, actions: ['hear', 'hint', show] },
      ...named,
    ],
    voice: explain('hint-voice'),
  },
});

const keeping = chatSetup.createStateConfig({
  id: 'renamingDone',
  invoke: {
    id: 'renameAvatar',
    src: 'nameAvatar',
    input: ({ context, event }) => ({
      personId: context.personId,
      avatarId: avatarAt(context),
      name: titleOf(event),
    }),
    onDone: [
      {
        guard: { type: 'is', params: 'named' },
        target: '#avatars',
        actions: inform('avatar-renamed'),
      },
      { target: '#avatars', actions: inform('avatar-gone') },
    ],
    onError: { target: '#renaming', actions: inform('trouble') },
  },
});

/** Asks in two steps, since nothing brings it back: what becomes of its pictures, then for sure. */
const deletingStates = {
  deleting: chatSetup.createStateConfig({
    id: 'deletingAvatar',
    entry: [show],
    on: {
      ...toCard,
      deleteAvatarSure: [
        {
          guard: 'isOfAvatar',
          target: '#deletingAvatarSure',
          actions: [
            'hear',
            { type: 'recallAvatar', params: ({ event: { images } }) => ({ images }) },
          ],
        },
        stay('out-of-date'),
      ],
    },
  }),
  deletingSure: chatSetup.createStateConfig({
    id: 'deletingAvatarSure',
    entry: [show],
    on: {
      back: { target: '#deletingAvatar', actions: 'hear' },
      deleteAvatarYes: [
        {
          guard: 'isAsAsked',
          target: '#avatars',
          actions: [
            'hear',
            {
              type: 'deleteAvatar',
              params: ({ event: { avatarId, images } }) => ({ avatarId, images }),
            },
            'forgetDeleted',
            { type: 'arrive', params: { at: 'avatars', avatarId: null } },
            inform('avatar-deleted'),
          ],
        },
        stay('out-of-date'),
      ],
    },
  }),
};

/** My avatars, a card each. */
export const avatars = chatSetup.createStateConfig({
  initial: 'card',
  states: {
    card: chatSetup.createStateConfig({
      id: 'avatars',
      entry: [show],
      on: { avatarMoved, photo: latePhoto },
    }),
    renaming,
    keeping,
    ...deletingStates,
  },
});

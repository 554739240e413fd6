import { chatSetup, inform, show, stay } from '../setup.ts';
import type { ChatEvent } from '../types.ts';

type Scope<Type extends ChatEvent['type']> = {
  readonly event: Extract<ChatEvent, { type: Type }>;
};

const toAvatar = {
  type: 'arrive',
  params: ({ event: { avatarId } }: { readonly event: { readonly avatarId: string | null } }) => ({
    at: 'avatars' as const,
    avatarId,
  }),
} as const;

/** What leads to the avatars, from anywhere in the chat. */
export const { on: avatarEvents } = chatSetup.createStateConfig({
  on: {
    avatars: { target: '#avatars', actions: ['hear', toAvatar] },
    avatarGone: [
      {
        guard: ({ event }: Scope<'avatarGone'>) => event.notice === 'avatar-gone',
        actions: [
          'hear',
          inform('avatar-gone'),
          { type: 'answer', params: { text: 'avatar-gone' } },
          show,
        ],
      },
      { actions: ['hear', inform('avatar-not-ready'), show] },
    ],
    renameAvatar: { target: '#renaming', actions: ['hear', toAvatar] },
    makeMain: {
      target: '#avatars',
      actions: [
        'hear',
        {
          type: 'setMainAvatar',
          params: ({ event: { avatarId } }: Scope<'makeMain'>) => ({ avatarId }),
        },
        { type: 'answer', params: { text: 'main-avatar' } },
        toAvatar,
      ],
    },
    deleteAvatar: { target: '#deletingAvatar', actions: ['hear', toAvatar] },
    deleteAvatarSure: stay('out-of-date'),
    deleteAvatarYes: stay('out-of-date'),
  },
});

import { chatSetup, inform, show, titleOf } from '../setup.ts';
import { atStep } from './step.ts';
import { photoMeanwhile } from './taking.ts';

const named = [
  { guard: 'isAvatarName', target: '#draftNaming', actions: 'hear' },
  { actions: ['hear', 'complainOfName', show] },
] as const;

/** Words that come among the photos may be the name that is waited for. */
export const nameAmongPhotos = [
  { guard: 'namesDraft', target: '#draftNaming', actions: 'hear' },
  { guard: 'awaitsName', target: '#draftName', actions: ['hear', 'complainOfName'] },
] as const;

/** Who the avatar is called, and who it shows. */
export const namingStates = {
  name: chatSetup.createStateConfig({
    id: 'draftName',
    entry: [...atStep('name')],
    on: {
      back: { target: '#about', actions: 'hear' },
      text: named,
      unhandled: [
        { guard: ({ event }) => event.text === null, actions: ['hear', 'hint', show] },
        ...named,
      ],
    },
  }),
  naming: chatSetup.createStateConfig({
    id: 'draftNaming',
    on: { photo: photoMeanwhile },
    invoke: {
      id: 'nameDraft',
      src: 'nameAvatar',
      input: ({ context: { personId, avatars }, event }) => ({
        personId,
        avatarId: avatars.draftId ?? '',
        name: titleOf(event),
      }),
      onDone: [
        {
          guard: { type: 'is', params: 'named' },
          target: '#who',
          actions: {
            type: 'noteDraft',
            params: ({ context: { avatars } }) => ({
              avatarId: avatars.draftId ?? '',
              step: 'who' as const,
            }),
          },
        },
        {
          target: '#about',
          actions: ['forgetWizardDraft', inform('avatar-draft-gone')],
        },
      ],
      onError: { target: '#draftName', actions: inform('trouble') },
    },
  }),
  who: chatSetup.createStateConfig({
    id: 'who',
    entry: [...atStep('who')],
    on: { back: { target: '#draftName', actions: 'hear' } },
  }),
};

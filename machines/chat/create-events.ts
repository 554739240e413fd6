import { chatSetup, explain, to } from './setup.ts';
import type { ChatEvent } from './types.ts';
import { wizardPlace } from './wizard/step.ts';
import { gather } from './wizard/taking.ts';

type Scope<Type extends ChatEvent['type']> = {
  readonly event: Extract<ChatEvent, { type: Type }>;
};

/** Ways to a picture other than words, from anywhere in the chat. */
export const { on: createEvents } = chatSetup.createStateConfig({
  on: {
    create: { target: '#describe', actions: ['hear', 'beginDraft'] },
    createWith: { target: '#describe', actions: ['hear', 'beginDraft'] },
    styles: {
      target: '#styles',
      actions: [
        'hear',
        {
          type: 'arrive',
          params: ({ event: { page } }: Scope<'styles'>) => ({ at: 'styles' as const, page }),
        },
      ],
    },
    style: {
      target: '#confirm',
      actions: ['hear', { type: 'describe', params: { keep: 'who' } }],
    },
    editImage: {
      target: '#editing',
      actions: [
        'hear',
        {
          type: 'arrive',
          params: ({ event: { imageId } }: Scope<'editImage'>) => ({
            at: 'editing' as const,
            imageId,
          }),
        },
      ],
    },
    editBy: { target: '#confirm', actions: ['hear', 'takeDraft'] },
    photo: [
      { guard: 'isTakenGroup' },
      {
        guard: 'strayedFromWizard',
        ...gather,
        actions: ['hear', { type: 'arrive', params: wizardPlace }, ...gather.actions],
      },
      { target: '#looking', actions: ['hear', 'expect'] },
    ],
    voice: [
      { guard: 'isVoiceLong', ...explain('voice-too-long') },
      { ...to('#listening'), actions: ['hear', 'expect'] },
    ],
  },
});

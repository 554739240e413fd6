import { chatSetup, inform } from '../setup.ts';
import type { ChatContext, ChatEvent } from '../types.ts';
import { photoActions } from './events.ts';
import { nameAmongPhotos } from './naming.ts';
import { atStep } from './step.ts';

type Scope<Type extends ChatEvent['type']> = {
  readonly context: ChatContext;
  readonly event: Extract<ChatEvent, { type: Type }>;
};

/** One more was looked at: the screen counts anew, where it is. */
const photoChecked = {
  guard: ({ context, event }: Scope<'photoChecked'>) => event.avatarId === context.avatars.draftId,
  actions: { type: 'show', params: { on: 'living' } },
} as const;

const awaitsWho = { type: 'preparesAt', params: ['who'] } as const;
const awaitsPhotos = { type: 'preparesAt', params: ['photos', 'verdict', 'price'] } as const;

/** Photos are coming in. Each begins the wait anew; then one card counts them all. */
const gathering = chatSetup.createStateConfig({
  id: 'gathering',
  after: {
    quiet: [
      {
        guard: 'awaitsName',
        target: '#draftName',
        actions: ['answerBelow', inform('avatar-name-needed')],
      },
      { guard: awaitsWho, target: '#who', actions: 'answerBelow' },
      { guard: awaitsPhotos, target: '#photos', actions: 'answerBelow' },
      // Where the draft was not found again yet.
      { target: '#wizard', actions: 'answerBelow' },
    ],
  },
  on: {
    text: nameAmongPhotos,
    removePhoto: { guard: 'prepares', actions: photoActions.remove },
    keepPhoto: { guard: 'prepares', actions: photoActions.keep },
    back: [
      { guard: 'awaitsName', target: '#about', actions: 'hear' },
      { guard: awaitsWho, target: '#draftName', actions: 'hear' },
      { target: '#who', actions: 'hear' },
    ],
  },
});

/** What the photos are, how good they are, and whether they are enough. */
export const photoStates = {
  photos: chatSetup.createStateConfig({
    id: 'photos',
    entry: [...atStep('photos')],
    on: { back: { target: '#who', actions: 'hear' }, photoChecked },
  }),
  gathering,
  /** One photo at a time. */
  viewer: chatSetup.createStateConfig({
    id: 'viewer',
    entry: [...atStep('photos')],
    on: { back: { target: '#photos', actions: 'hear' }, photoChecked },
  }),
  /** What the photos are good for, all in all. */
  verdict: chatSetup.createStateConfig({
    id: 'verdict',
    entry: [...atStep('verdict')],
    on: { back: { target: '#photos', actions: 'hear' }, photoChecked },
  }),
};

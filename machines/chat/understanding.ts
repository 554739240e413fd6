import { chatSetup, inform, screen, show } from './setup.ts';
import type { ChatEvent, NoticeKey, Place, Understood } from './types.ts';

const describing: Place = { at: 'describe' };

const fileOf = (event: ChatEvent): string =>
  event.type === 'photo' || event.type === 'voice' ? event.fileId : '';

const understood = {
  guard: 'isUnderstood',
  target: '#confirm',
  actions: 'takeUnderstood',
} as const;

/** Says why nothing came of it. */
const excuse = (unreadable: NoticeKey, notConfigured: NoticeKey) =>
  ({
    type: 'notify',
    params: ({ event: { output } }: { readonly event: { readonly output: Understood } }) => ({
      key: output.kind === 'not-configured' ? notConfigured : unreadable,
    }),
  }) as const;

/** A sample photo is put in words. The photo itself is not kept. */
const looking = chatSetup.createStateConfig({
  id: 'looking',
  entry: [...screen(describing)],
  invoke: {
    id: 'describeSample',
    src: 'describeSample',
    input: ({ context: { personId }, event }) => ({ personId, fileId: fileOf(event) }),
    onDone: [
      understood,
      { target: '#describe', actions: excuse('sample-unreadable', 'sample-not-configured') },
    ],
    onError: { target: '#describe', actions: inform('trouble') },
  },
});

const isForChange = { type: 'isAt', params: 'editing' } as const;

/** A voice message is written down: a description, or the change that was asked for. */
const listening = chatSetup.createStateConfig({
  id: 'listening',
  entry: [
    {
      type: 'arrive',
      params: ({ context: { place } }) => (place.at === 'editing' ? place : describing),
    },
    show,
  ],
  on: { back: { guard: isForChange, target: '#editing', actions: 'hear' } },
  invoke: {
    id: 'hear',
    src: 'hear',
    input: ({ context: { personId }, event }) => ({ personId, fileId: fileOf(event) }),
    onDone: [
      understood,
      {
        guard: isForChange,
        target: '#editing',
        actions: excuse('voice-unreadable', 'hint-voice'),
      },
      { target: '#describe', actions: excuse('voice-unreadable', 'hint-voice') },
    ],
    onError: [
      { guard: isForChange, target: '#editing', actions: inform('trouble') },
      { target: '#describe', actions: inform('trouble') },
    ],
  },
});

export const understandingStates = { looking, listening };

import { lacking, unavailable } from '../lacking.ts';
import { chatSetup, inform, LEAST_PHOTOS } from '../setup.ts';
import { atStep, wizardPlace } from './step.ts';
import { photoMeanwhile } from './taking.ts';

/** Holds the price and begins the training. */
const starting = chatSetup.createStateConfig({
  id: 'training',
  on: {
    photo: photoMeanwhile,
    train: { actions: { type: 'answer', params: { text: 'already-making' } } },
  },
  invoke: {
    id: 'startTraining',
    src: 'startTraining',
    input: ({ context: { personId }, event }) => {
      if (event.type !== 'train') throw new Error('Only the button with the price trains');
      const { avatarId, n, price } = event;
      return { personId, avatarId, n, price };
    },
    onDone: [
      {
        guard: { type: 'is', params: 'started' },
        target: '#avatars',
        actions: [
          { type: 'leaveBehind', params: 'wizard' },
          {
            type: 'arrive',
            params: ({ context: { avatars } }) => ({ at: 'avatars', avatarId: avatars.draftId }),
          },
          'forgetWizardDraft',
          inform('avatar-training-begun'),
        ],
      },
      {
        guard: { type: 'is', params: 'short' },
        target: '#trainingShort',
        actions: {
          type: 'lack',
          params: ({ event: { output } }) =>
            output.kind === 'short' ? output : { needs: 0, has: 0 },
        },
      },
      { guard: { type: 'is', params: 'outage' }, target: '#trainingOutage' },
      {
        guard: { type: 'is', params: 'too-few' },
        target: '#photos',
        actions: inform('too-few-photos', { min: LEAST_PHOTOS }),
      },
      {
        guard: { type: 'is', params: 'changed' },
        target: '#price',
        actions: inform('price-changed'),
      },
      { target: '#about', actions: ['forgetWizardDraft', inform('avatar-draft-gone')] },
    ],
    onError: { target: '#price', actions: inform('trouble') },
  },
});

/** What it costs and how it is trained; only the button that names the price spends. */
export const payingStates = {
  price: chatSetup.createStateConfig({
    id: 'price',
    entry: [...atStep('price')],
    on: { back: { target: '#verdict', actions: 'hear' } },
  }),
  preset: chatSetup.createStateConfig({
    id: 'presets',
    entry: [...atStep('price')],
    on: { back: { target: '#price', actions: 'hear' } },
  }),
  starting,
  short: lacking({ id: 'trainingShort', place: wizardPlace, back: '#price' }),
  outage: unavailable({ id: 'trainingOutage', place: wizardPlace, back: '#price' }),
};

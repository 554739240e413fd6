import { tellMe } from '../lacking.ts';
import { chatSetup, explain, inform, screen } from '../setup.ts';
import type { WizardStep } from '../types.ts';
import { cancelWizard } from './events.ts';
import { namingStates } from './naming.ts';
import { payingStates } from './paying.ts';
import { photoStates } from './photos.ts';
import { wizardPlace } from './step.ts';
import { photoInWizard, photoMeanwhile } from './taking.ts';

/** Where the draft itself has come to, wherever one was with it last. */
const fromTheDraft = { type: 'recallAvatar', params: { step: null } } as const;

const resumes = (step: WizardStep, target: string) =>
  ({
    guard: { type: 'resumesAt', params: step },
    target,
    actions: 'takeWizardDraft',
  }) as const;

/** Looks whether there is a draft, and goes on where it was left. */
const opening = chatSetup.createStateConfig({
  id: 'wizard',
  on: { photo: photoMeanwhile },
  invoke: {
    id: 'openWizard',
    src: 'openWizard',
    input: ({ context: { personId, avatars } }) => ({ personId, avatarId: avatars.draftId }),
    onDone: [
      resumes('name', '#draftName'),
      resumes('who', '#who'),
      resumes('photos', '#photos'),
      resumes('verdict', '#verdict'),
      resumes('price', '#price'),
      { target: '#about', actions: 'forgetWizardDraft' },
    ],
    onError: { target: '#home', actions: inform('trouble') },
  },
});

/** Writes the consent down; with it the draft begins. */
const agreeing = chatSetup.createStateConfig({
  id: 'agreeing',
  on: { photo: photoMeanwhile },
  invoke: {
    id: 'consent',
    src: 'consent',
    input: ({ context: { personId }, event }) => {
      if (event.type !== 'consent') throw new Error('Only the person can agree');
      return { personId, textVersion: event.textVersion };
    },
    onDone: {
      target: '#draftName',
      actions: {
        type: 'recallAvatar',
        params: ({ event }) => ({ draftId: event.output.draftId }),
      },
    },
    onError: { target: '#consent', actions: inform('trouble') },
  },
});

/**
 * From photos to a training. The draft is kept in SQL, and here its id: one comes back to where it
 * was left. All of it is one place; within it Back leads a step up.
 */
export const wizard = chatSetup.createStateConfig({
  initial: 'about',
  states: {
    opening,
    /** What it is, what it costs, what the person has. */
    about: {
      id: 'about',
      entry: [...screen(wizardPlace)],
      on: {
        wizardOn: [
          { guard: 'prepares', target: '#wizard', actions: ['hear', fromTheDraft] },
          { target: '#consent', actions: 'hear' },
        ],
      },
    },
    consent: {
      id: 'consent',
      entry: [...screen(wizardPlace)],
      on: {
        back: { target: '#about', actions: 'hear' },
        consent: { target: '#agreeing', actions: 'hear' },
      },
    },
    agreeing,
    ...namingStates,
    ...photoStates,
    ...payingStates,
    /** Asks before the draft goes with its photos. */
    startingOver: {
      id: 'startingOver',
      entry: [...screen(wizardPlace)],
      on: {
        back: { target: '#wizard', actions: 'hear' },
        startOverSure: {
          target: '#about',
          actions: [
            'hear',
            {
              type: 'dropDraft',
              params: ({ context: { avatars } }) => ({ avatarId: avatars.draftId ?? '' }),
            },
            'forgetWizardDraft',
          ],
        },
      },
    },
  },
  on: {
    photo: photoInWizard,
    voice: explain('hint-voice'),
    cancel: cancelWizard,
    tellMe,
  },
});

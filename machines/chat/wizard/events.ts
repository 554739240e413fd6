import { chatSetup, inform, show, stay, to } from '../setup.ts';
import type { AvatarMemory, ChatContext, ChatEvent, Who, WizardStep } from '../types.ts';
import { wizardPlace } from './step.ts';

type Scope<Type extends ChatEvent['type'] = ChatEvent['type']> = {
  readonly context: ChatContext;
  readonly event: Extract<ChatEvent, { type: Type }>;
};

const arrive = { type: 'arrive', params: wizardPlace } as const;

const recall = (some: Partial<AvatarMemory>) => ({ type: 'recallAvatar', params: some }) as const;

/** To the draft, as far as it has come; at a step of it, where it can be there already. */
const resume = (...some: readonly Partial<AvatarMemory>[]) =>
  ({ target: '#wizard', actions: ['hear', arrive, ...some.map(recall)] }) as const;

const isAmong = (...steps: readonly WizardStep[]) =>
  ({ type: 'preparesAt', params: steps }) as const;

const hasPhotos = isAmong('photos', 'verdict', 'price');
const hasName = isAmong('who', 'photos', 'verdict', 'price');

/** To a screen about the photos, or from elsewhere first to the draft. */
const toPhotos = (target: `#${string}`, step: WizardStep) =>
  [{ guard: hasPhotos, ...to(target) }, resume({ step })] as const;

const draftOf = ({ context: { avatars } }: { readonly context: ChatContext }) => ({
  avatarId: avatars.draftId ?? '',
});

const note = <Type extends 'who' | 'preset' | 'keepPhotos'>(
  what: (event: Scope<Type>['event']) => Note,
) =>
  ({
    type: 'noteDraft',
    params: ({ context, event }: Scope<Type>) => ({ ...draftOf({ context }), ...what(event) }),
  }) as const;

interface Note {
  readonly who?: Who | null;
  readonly step?: 'photos';
  readonly preset?: string;
  readonly keepPhotos?: boolean;
}

/** What is done about a photo: the draft's, whatever screen of the wizard the button is on. */
export const photoActions = {
  remove: [
    'hear',
    {
      type: 'removePhoto',
      params: ({ context, event: { photoId } }: Scope<'removePhoto'>) => ({
        ...draftOf({ context }),
        photoId,
      }),
    },
    { type: 'answer', params: { text: 'photo-removed' } },
    {
      type: 'recallAvatar',
      params: ({ event: { nextId } }: Scope<'removePhoto'>) => ({ photoId: nextId }),
    },
  ],
  keep: [
    'hear',
    {
      type: 'keepPhoto',
      params: ({ context, event: { photoId, kept } }: Scope<'keepPhoto'>) => ({
        ...draftOf({ context }),
        photoId,
        kept,
      }),
    },
    {
      type: 'answer',
      params: ({ event }: Scope<'keepPhoto'>) => ({
        text: event.kept ? ('photo-kept' as const) : ('saved' as const),
      }),
    },
  ],
} as const;

/** The draft stays, which is said. */
const leave = {
  guard: 'prepares',
  target: '#home',
  actions: ['hear', inform('avatar-draft-kept')],
} as const;

/** The wizard's buttons work from anywhere: what they speak of is found again first. */
export const { on: wizardEvents } = chatSetup.createStateConfig({
  on: {
    wizard: {
      target: '#wizard',
      actions: [
        'hear',
        arrive,
        {
          type: 'recallAvatar',
          params: ({ event }: Scope<'wizard'>) => ({ draftId: event.avatarId, step: null }),
        },
      ],
    },
    wizardOn: resume({ step: null }),
    consent: resume({ step: null }),
    who: [
      {
        guard: hasName,
        target: '#photos',
        actions: ['hear', note<'who'>(({ who }) => ({ who, step: 'photos' }))],
      },
      resume(),
    ],
    photosDone: toPhotos('#verdict', 'verdict'),
    toPrice: toPhotos('#price', 'price'),
    pickPreset: toPhotos('#presets', 'price'),
    viewPhotos: [
      {
        guard: hasPhotos,
        target: '#viewer',
        actions: [
          'hear',
          {
            type: 'recallAvatar',
            params: ({ event: { photoId } }: Scope<'viewPhotos'>) => ({ photoId }),
          },
        ],
      },
      resume({ step: 'photos' }),
    ],
    removePhoto: [{ guard: 'prepares', actions: [...photoActions.remove, show] }, resume()],
    keepPhoto: [{ guard: 'prepares', actions: [...photoActions.keep, show] }, resume()],
    preset: [
      {
        guard: hasPhotos,
        target: '#price',
        actions: ['hear', note<'preset'>(({ preset }) => ({ preset }))],
      },
      resume({ step: 'price' }),
    ],
    keepPhotos: [
      {
        guard: hasPhotos,
        target: '#price',
        actions: [
          'hear',
          note<'keepPhotos'>(({ kept }) => ({ keepPhotos: kept })),
          { type: 'answer', params: { text: 'saved' } },
        ],
      },
      resume({ step: 'price' }),
    ],
    train: {
      target: '#training',
      actions: [
        'hear',
        arrive,
        {
          type: 'recallAvatar',
          params: ({ event: { avatarId } }: Scope<'train'>) => ({
            draftId: avatarId,
            step: 'price' as const,
          }),
        },
      ],
    },
    leaveWizard: [leave, to('#home')],
    startOver: [{ guard: 'prepares', ...to('#startingOver') }, resume()],
    startOverSure: stay('out-of-date'),
  },
});

/** Leaving by command is leaving: the draft stays. */
export const cancelWizard = [
  leave,
  { target: '#home', actions: ['hear', inform('cancelled')] },
] as const;

import { inHtml, type Say } from '../words.ts';
import { button, home } from './buttons.ts';
import { paragraphs } from './captions.ts';
import type { Message } from './message.ts';
import { reasonOfTraining } from './training-reasons.ts';
import { type Progress, progressWords } from './training-words.ts';
import { issueWords } from './wizard/photo-words.ts';

export interface TrainingCard extends Progress {
  readonly trainingId: string;
  /** The avatar's. */
  readonly name: string;
  readonly mayCancel: boolean;
}

/** The card of a training on its way. */
export const trainingCard = (card: TrainingCard, t: Say): Message => ({
  html: paragraphs(
    inHtml(t)('training-caption', { name: card.name }),
    progressWords(card, t),
    t('training-hint'),
  ),
  keyboard: card.mayCancel
    ? [
        [
          button(t, 'button-cancel-training', {
            do: 'cancelTraining',
            trainingId: card.trainingId,
          }),
        ],
      ]
    : [],
});

export interface AvatarReady {
  readonly avatarId: string;
  readonly name: string;
  /** The photos stay, as the person wished. */
  readonly photosKept: boolean;
}

/** The avatar can be used; its first picture comes by itself. */
export const avatarReady = ({ avatarId, name, photosKept }: AvatarReady, t: Say): Message => ({
  html: paragraphs(
    inHtml(t)('avatar-ready', { name }),
    t('avatar-ready-first'),
    t(photosKept ? 'avatar-ready-kept' : 'avatar-ready-erased'),
  ),
  keyboard: [
    [button(t, 'button-create-with', { do: 'createWith', avatarId }, 'primary')],
    [button(t, 'button-open-avatar', { do: 'avatars', avatarId }), home(t)],
  ],
});

export interface TrainingEnded {
  readonly avatarId: string;
  readonly end: 'failed' | 'timed_out' | 'cancelled';
  /** A code of FAL's errors or of this bot's own. */
  readonly code: string | null;
  readonly coinsBack: number;
}

const endWords = ({ end, code }: TrainingEnded, t: Say): string => {
  if (end === 'cancelled') return t('training-cancelled');
  const reason = reasonOfTraining(code ?? (end === 'timed_out' ? 'timeout' : null));
  return paragraphs(t('training-failed'), t(reason));
};

/** Tells why there is no avatar, that the coins are back, and that the photos are still there. */
export const trainingEnded = (ended: TrainingEnded, t: Say): Message => ({
  html: paragraphs(
    endWords(ended, t),
    ended.coinsBack > 0 && t('coins-back', { coins: ended.coinsBack }),
    t('training-photos-stay'),
  ),
  keyboard: [
    [button(t, 'button-retry', { do: 'wizard', avatarId: ended.avatarId }, 'primary'), home(t)],
  ],
});

/** In reply to a photo that cannot be used: why, and what would help. */
export const photoRefused = (
  { issues }: { readonly issues: readonly string[] },
  t: Say,
): Message => ({
  html: paragraphs(t('photo-refused'), issueWords(issues, t) || t('photo-issue-other')),
  keyboard: [],
});

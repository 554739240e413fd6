import { inHtml, type Say } from '../words.ts';
import { button, home } from './buttons.ts';
import { lines, paragraphs } from './captions.ts';
import type { Message } from './message.ts';
import { reasonOfTraining } from './training-reasons.ts';
import { type Progress, progressWords } from './training-words.ts';
import { issueWords } from './wizard/photo-words.ts';

export interface TrainingCard extends Progress {
  readonly trainingId: string;
  readonly avatarName: string;
  /** In line while waiting, 1 is next; null: not known. */
  readonly place: number | null;
  /** Since the order was taken. */
  readonly seconds: number;
  readonly canCancel: boolean;
}

/** The card of a training on its way. */
export const trainingCard = (card: TrainingCard, t: Say): Message => ({
  html: paragraphs(
    inHtml(t)('training-caption', { name: card.avatarName }),
    progressWords(card, card.place, t),
    lines(
      t('job-elapsed', {
        minutes: Math.floor(card.seconds / 60),
        seconds: Math.floor(card.seconds % 60),
      }),
      t('training-hint'),
    ),
  ),
  keyboard: card.canCancel
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
  readonly avatarName: string;
  /** What it cost. */
  readonly coins: number;
  readonly isMain: boolean;
  /** The photos stay, as the person wished. */
  readonly photosKept: boolean;
}

/** The avatar can be used; its first picture comes by itself. */
export const avatarReady = (ready: AvatarReady, t: Say): Message => {
  const { avatarId, avatarName: name, coins, isMain, photosKept } = ready;
  return {
    html: paragraphs(
      inHtml(t)('avatar-ready', { name }),
      t('avatar-ready-first'),
      lines(
        isMain && t('avatar-ready-main'),
        t(photosKept ? 'avatar-ready-kept' : 'avatar-ready-erased'),
        coins > 0 && t('result-paid', { coins }),
      ),
    ),
    keyboard: [
      [button(t, 'button-create-with', { do: 'createWith', avatarId }, 'primary')],
      [button(t, 'button-open-avatar', { do: 'avatars', avatarId }), home(t)],
    ],
  };
};

export interface TrainingFailed {
  readonly avatarId: string;
  readonly avatarName: string;
  readonly end: 'failed' | 'timed_out' | 'cancelled';
  /** A code of FAL's errors or of this bot's own. */
  readonly code: string | null;
  readonly coinsBack: number;
}

const endWords = ({ avatarName: name, end, code }: TrainingFailed, t: Say): string => {
  if (end === 'cancelled') return inHtml(t)('training-cancelled', { name });
  const reason = reasonOfTraining(code ?? (end === 'timed_out' ? 'timeout' : null));
  return paragraphs(inHtml(t)('training-failed', { name }), t(reason));
};

/** Tells why there is no avatar, that the coins are back, and that the photos are still there. */
export const trainingFailed = (failed: TrainingFailed, t: Say): Message => ({
  html: paragraphs(
    endWords(failed, t),
    lines(
      failed.coinsBack > 0 && t('coins-back', { coins: failed.coinsBack }),
      t('training-photos-stay'),
    ),
  ),
  keyboard: [
    [button(t, 'button-retry', { do: 'wizard', avatarId: failed.avatarId }, 'primary'), home(t)],
  ],
});

export interface PhotoRefused {
  readonly issues: readonly string[];
  /** How many of those that came together it is told of; the reply is to the first. */
  readonly photos: number;
}

/** In reply to a photo that cannot be used: why, and what would help. */
export const photoRefused = ({ issues, photos }: PhotoRefused, t: Say): Message => ({
  html: paragraphs(
    photos > 1 ? t('photos-refused', { photos }) : t('photo-refused'),
    issueWords(issues, t) || t('photo-issue-other'),
  ),
  keyboard: [],
});

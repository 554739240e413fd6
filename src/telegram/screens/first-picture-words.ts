import type { Say } from '../words.ts';
import { button, home } from './buttons.ts';
import { paragraphs } from './captions.ts';
import type { Message } from './message.ts';

export interface FirstPictureFailed {
  readonly avatarId: string;
  /** It will not be tried again. */
  readonly isLast: boolean;
}

/**
 * The picture that an avatar's price includes did not come: no coins were paid for it alone, so
 * none are back.
 */
export const firstPictureFailed = ({ avatarId, isLast }: FirstPictureFailed, t: Say): Message =>
  isLast
    ? {
        html: paragraphs(t('first-picture-given-up'), t('first-picture-given-up-hint')),
        keyboard: [
          [button(t, 'button-create-with', { do: 'createWith', avatarId }, 'primary')],
          [button(t, 'button-support', { do: 'support' }), home(t)],
        ],
      }
    : {
        html: paragraphs(t('first-picture-failed'), t('first-picture-again')),
        keyboard: [[button(t, 'button-open-avatar', { do: 'avatars', avatarId }), home(t)]],
      };

/** On the avatar's card: what is still to be said of its first picture. */
export const firstPictureLine = (state: 'again' | 'given-up' | null, t: Say): string | false =>
  state !== null && t(state === 'again' ? 'avatar-first-again' : 'avatar-first-given-up');

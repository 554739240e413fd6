import type { AnswerKey } from '../../../machines/chat/types.ts';
import type { Say } from '../words.ts';

/** Everything that may pop up over the chat when a button is pressed. */
export type ToastKey =
  | AnswerKey
  | 'job-cancelled'
  | 'too-late-to-cancel'
  | 'no-pictures-here'
  | 'not-yours'
  | 'trouble';

/** Plain text, at most 200 characters. */
export const toast = (key: ToastKey, t: Say): string => t(`toast-${key}`);

import type { Row } from './buttons.ts';

/** A message other than the screen. */
export interface Message {
  /** Telegram HTML: the text, or the caption if a picture or a file goes with it. */
  readonly html: string;
  readonly keyboard: readonly Row[];
}

import { command, job } from '../wishes.ts';
import type { Anchor, AnswerKey, Choice, Draft, Language, Redeemed, Started } from './types.ts';

export const chatJobs = {
  /** Holds the price and begins the generation; the draft's id makes it happen once. */
  start: job<{ personId: string; draft: Draft; price: number }, Started>(),
  redeem: job<{ personId: string; code: string }, Redeemed>(),
  /** True: the operator was told; false: they were asked today already. */
  askForCoins: job<{ personId: string; needs: number }, boolean>(),
  /** Erases all of the person's, says so, and forgets this actor. */
  erase: job<{ personId: string }, null>(),
};

export const chatCommands = {
  /** Renders the current snapshot as the chat's living message. */
  show: command<{ on: Anchor }>(),
  /** The toast for the press that caused this step. */
  answer: command<{ text: AnswerKey }>(),
  setFavourite: command<{ imageId: string; marked: boolean }>(),
  /** Draws the buttons of a result message again. */
  refreshResult: command<{ messageId: number; imageId: string }>(),
  deleteImage: command<{ imageId: string }>(),
  sendWholeText: command<{ imageId: string }>(),
  sendDraftText: command<{ text: string }>(),
  sendOrderText: command<{ generationId: string }>(),
  sendOriginal: command<{ imageId: string }>(),
  closeMessage: command<{ messageId: number }>(),
  setLanguage: command<{ language: Language }>(),
  remember: command<{ choice: Choice }>(),
  watchOutage: command<Record<string, never>>(),
  sendExport: command<Record<string, never>>(),
};

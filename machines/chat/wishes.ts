import { command, job } from '../wishes.ts';
import type {
  Anchor,
  AnswerKey,
  Choice,
  Draft,
  Language,
  Named,
  Redeemed,
  Started,
} from './types.ts';

export const chatJobs = {
  /** Holds the price and begins the generation; the draft's id makes it happen once. */
  start: job<{ personId: string; draft: Draft; price: number }, Started>(),
  redeem: job<{ personId: string; code: string }, Redeemed>(),
  /** True: the operator was told; false: they were asked today already. */
  askForCoins: job<{ personId: string; needs: number }, boolean>(),
  /** Makes an album of this name with these images, or renames the one given. */
  nameAlbum: job<
    {
      personId: string;
      albumId: string | null;
      name: string;
      imageIds: readonly string[];
    },
    Named
  >(),
  /** Erases all of the person's, says so, and forgets this actor. */
  erase: job<{ personId: string }, null>(),
};

export const chatCommands = {
  /** Renders the current snapshot as the chat's living message. */
  show: command<{ on: Anchor }>(),
  /** The toast for the press that caused this step. */
  answer: command<{ text: AnswerKey }>(),
  setFavourite: command<{ imageIds: readonly string[]; marked: boolean }>(),
  /** Draws the buttons of a result message again. */
  refreshResult: command<{ messageId: number; imageId: string }>(),
  /** Moves images to the trash, which keeps them for 30 days. */
  trashImages: command<{ imageIds: readonly string[] }>(),
  restoreImages: command<{ imageIds: readonly string[] }>(),
  /** Deletes an image of the trash for good, its files included. */
  purgeImage: command<{ imageId: string }>(),
  /** Deletes for good what lay in the trash at that time, in ms since 1970, and nothing put there since. */
  emptyTrash: command<{ until: number }>(),
  putInAlbum: command<{ albumId: string; imageIds: readonly string[]; added: boolean }>(),
  /** Deletes an album; its images stay. */
  deleteAlbum: command<{ albumId: string }>(),
  /** Sends the originals as one zip, or as several where one would be too large for Telegram. */
  sendDownload: command<{ imageIds: readonly string[] }>(),
  /** Sends a link that lets others begin with the image's description. */
  sendShare: command<{ imageId: string }>(),
  sendWholeText: command<{ imageId: string }>(),
  sendDraftText: command<{ text: string }>(),
  sendOrderText: command<{ generationId: string }>(),
  sendOriginal: command<{ imageId: string }>(),
  closeMessage: command<{ messageId: number }>(),
  setLanguage: command<{ language: Language }>(),
  setTimeZone: command<{ zone: string }>(),
  remember: command<{ choice: Choice }>(),
  watchOutage: command<Record<string, never>>(),
  sendExport: command<Record<string, never>>(),
};

import { command, job } from '../wishes.ts';
import type {
  Anchor,
  AnswerKey,
  AvatarNamed,
  Choice,
  Draft,
  Language,
  Named,
  Redeemed,
  Started,
  TrainingStarted,
  Understood,
  Who,
  WizardDraft,
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
  /** Finds a draft that is being prepared; null: the one touched last. */
  openWizard: job<{ personId: string; avatarId: string | null }, WizardDraft>(),
  /** Writes the consent down and begins the draft it is for; a repeat finds it. */
  consent: job<{ personId: string; textVersion: number }, { readonly draftId: string }>(),
  /** Names a draft or an avatar of the person's. */
  nameAvatar: job<{ personId: string; avatarId: string; name: string }, AvatarNamed>(),
  /** Holds the price and begins the training. */
  startTraining: job<
    { personId: string; avatarId: string; n: number; price: number },
    TrainingStarted
  >(),
  /** Says in words what a photo shows; the photo is not kept. */
  describeSample: job<{ personId: string; fileId: string }, Understood>(),
  /** Writes down what a voice message says. */
  hear: job<{ personId: string; fileId: string }, Understood>(),
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
  /** Fetches a photo, looks at it and keeps it; one that is refused is answered by a reply. */
  checkPhoto: command<{
    avatarId: string;
    fileId: string;
    fileUniqueId: string;
    messageId: number;
    fileType: string | null;
    bytes: number | null;
  }>(),
  removePhoto: command<{ avatarId: string; photoId: string }>(),
  keepPhoto: command<{ avatarId: string; photoId: string; kept: boolean }>(),
  /** Writes down what the wizard was told; the draft goes on at `step`. */
  noteDraft: command<{
    avatarId: string;
    who?: Who | null;
    preset?: string;
    keepPhotos?: boolean;
    step?: 'name' | 'who' | 'photos';
  }>(),
  /** Forgets a draft with its photos. */
  dropDraft: command<{ avatarId: string }>(),
  setMainAvatar: command<{ avatarId: string }>(),
  /** Erases an avatar: photos, weights, what FAL was given; its pictures as chosen. */
  deleteAvatar: command<{ avatarId: string; images: 'keep' | 'delete' }>(),
};

import { avatar, type trainingCommands } from '../../machines/avatar.ts';
import { chat } from '../../machines/chat/chat.ts';
import type { chatCommands } from '../../machines/chat/wishes.ts';
import { generation, type generationCommands } from '../../machines/generation.ts';
import { versions } from '../../machines/versions.ts';
import type { Chart, Manner } from '../actors/chart.ts';

const DAY_MS = 86_400_000;

/** A command whose manner is missing does not compile. */
type MannersOf<Commands> = Readonly<Record<keyof Commands, Manner>>;

/** Orders of pictures and of trainings wish for the same. */
const jobManners = {
  answer: 'reply',
  showCard: 'screen',
  admit: 'write',
  leave: 'write',
  cancelAtFal: 'message',
  closeCard: 'message',
  sayEnd: 'message',
} satisfies MannersOf<typeof generationCommands> & MannersOf<typeof trainingCommands>;

/** The charts as this release hosts them. */
export const charts = {
  chat: {
    machine: chat,
    version: versions.chat,
    // Version 3 only looks at another photo after one was removed; from before avatars, people come home.
    migrate: (snapshot, from) => (from === 2 ? snapshot : null),
    commands: {
      answer: 'reply',
      show: 'screen',
      setFavourite: 'write',
      trashImages: 'write',
      restoreImages: 'write',
      purgeImage: 'write',
      emptyTrash: 'write',
      putInAlbum: 'write',
      deleteAlbum: 'write',
      setLanguage: 'write',
      setTimeZone: 'write',
      remember: 'write',
      watchOutage: 'write',
      refreshResult: 'message',
      closeMessage: 'message',
      sendShare: 'message',
      sendWholeText: 'message',
      sendDraftText: 'message',
      sendOrderText: 'message',
      sendOriginal: 'aside',
      sendExport: 'aside',
      sendDownload: 'aside',
      checkPhoto: 'aside',
      removePhoto: 'write',
      keepPhoto: 'write',
      noteDraft: 'write',
      dropDraft: 'write',
      setMainAvatar: 'write',
      deleteAvatar: 'write',
    } satisfies MannersOf<typeof chatCommands>,
    keepMs: () => 90 * DAY_MS,
  },
  generation: {
    machine: generation,
    version: versions.generation,
    // Version 2 only says the same in other files.
    migrate: (snapshot, from) => (from === 1 ? snapshot : null),
    commands: jobManners,
    keepMs: (ended) => (ended ? 7 * DAY_MS : null),
  },
  avatar: {
    machine: avatar,
    version: versions.avatar,
    // The sweep begins it anew from its rows.
    migrate: () => null,
    commands: jobManners,
    keepMs: (ended) => (ended ? 7 * DAY_MS : null),
  },
} satisfies Readonly<Record<string, Chart>>;

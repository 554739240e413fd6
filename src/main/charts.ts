import { avatar } from '../../machines/avatar.ts';
import { chat } from '../../machines/chat/chat.ts';
import { generation } from '../../machines/generation.ts';
import { versions } from '../../machines/versions.ts';
import type { Chart } from '../actors/chart.ts';

const DAY_MS = 86_400_000;

/** The charts as this release hosts them. */
export const charts = {
  chat: {
    machine: chat,
    version: versions.chat,
    // A place in the menu is worth no migration: people come home.
    migrate: () => null,
    replies: ['answer'],
    superseding: ['show'],
    aside: ['sendOriginal', 'sendExport', 'sendDownload', 'checkPhoto'],
    keepMs: () => 90 * DAY_MS,
  },
  generation: {
    machine: generation,
    version: versions.generation,
    // Version 2 only says the same in other files.
    migrate: (snapshot, from) => (from === 1 ? snapshot : null),
    replies: ['answer'],
    superseding: ['showCard'],
    aside: [],
    keepMs: (ended) => (ended ? 7 * DAY_MS : null),
  },
  avatar: {
    machine: avatar,
    version: versions.avatar,
    // The sweep begins it anew from its rows.
    migrate: () => null,
    replies: ['answer'],
    superseding: ['showCard'],
    aside: [],
    keepMs: (ended) => (ended ? 7 * DAY_MS : null),
  },
} satisfies Readonly<Record<string, Chart>>;

import { generationById, setCard } from '../../db/generations.ts';
import type { Handle } from '../../db/open.ts';
import { clearScreen, screenOf, setScreen } from '../../db/screens.ts';
import { fileIdOf, rememberFile } from '../../db/telegram-files.ts';
import { setTrainingCard, trainingById } from '../../db/trainings.ts';
import type { CardIds } from '../telegram/job-card.ts';
import type { LivingScreens } from '../telegram/living-message.ts';
import { isPassing } from '../telegram/picture-key.ts';
import type { FileIds } from '../telegram/send-file.ts';

/** Files that Telegram has already, in SQL. */
export const keptFiles = (db: Handle, now: () => number): FileIds => ({
  get: async (key) => (await fileIdOf(db, key)) ?? null,
  set: (key, fileId) => rememberFile(db, { key, fileId, passing: isPassing(key), now: now() }),
});

/** The cards of orders, in SQL. */
export const keptCards = (db: Handle): CardIds => ({
  get: async (id) => (await generationById(db, id))?.card_message_id ?? null,
  set: (id, messageId) => setCard(db, id, messageId),
});

/** The cards of trainings, in SQL. */
export const keptTrainingCards = (db: Handle): CardIds => ({
  get: async (id) => (await trainingById(db, id))?.card_message_id ?? null,
  set: (id, messageId) => setTrainingCard(db, id, messageId),
});

/** The screens of chats, in SQL. */
export const keptScreens = (db: Handle): LivingScreens => ({
  get: async (personId) => {
    const screen = await screenOf(db, personId);
    if (!screen) return null;
    const { message_id: messageId, sent_at: sentAt, picture, digest } = screen;
    return { messageId, sentAt, picture, digest };
  },
  set: (personId, { messageId, sentAt, picture, digest }) =>
    setScreen(db, {
      person_id: personId,
      message_id: messageId,
      sent_at: sentAt,
      picture,
      digest,
    }),
  clear: (personId) => clearScreen(db, personId),
});

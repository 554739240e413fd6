import type { Handle } from '../../db/open.ts';
import { forgetFile } from '../../db/telegram-files.ts';
import type { ForgetFiles } from '../effects/forget-files.ts';
import type { ImageStore } from '../images/image-store.ts';
import { readCapped } from '../images/read-capped.ts';
import { createAnswerQuery } from '../telegram/answer-query.ts';
import { createFetchFile } from '../telegram/fetch-file.ts';
import { createJobCard } from '../telegram/job-card.ts';
import { createLeaveGroup } from '../telegram/leave-group.ts';
import type { Limiter } from '../telegram/limiter.ts';
import { createLivingMessage } from '../telegram/living-message.ts';
import { createMessenger } from '../telegram/messenger.ts';
import { createFileSender } from '../telegram/send-file.ts';
import { createResultSender } from '../telegram/send-result.ts';
import { createTelegram } from '../telegram/telegram-api.ts';
import { createBotName } from './bot-name.ts';
import { createDrawPicture } from './draw-picture.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { keptCards, keptFiles, keptScreens, keptTrainingCards } from './telegram-ports.ts';

export interface TelegramSideNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly token: string;
  readonly apiRoot: string;
  readonly limiter: Limiter;
  readonly now: () => number;
  /** Said to groups. */
  readonly goodbye: string;
  /** For what instances must not do to a chat at once; null: there is one instance. */
  readonly oneAtATime: OneAtATime | null;
  /** A picture's file, or its thumbnail's, is not in the store. */
  readonly onFileMissing: (imageId: string) => void;
}

/** Milliseconds. An upload may outlast an effect's lease, which is renewed while it runs. */
const TIMEOUTS = { callMs: 10_000, uploadMs: 120_000, pollMs: 10_000 };

/** Everything that speaks to Telegram. */
export function createTelegramSide({
  db,
  images,
  token,
  apiRoot,
  limiter,
  now,
  goodbye,
  oneAtATime,
  onFileMissing,
}: TelegramSideNeeds) {
  const telegram = createTelegram({ token, apiRoot, limiter, timeouts: TIMEOUTS });
  const files = createFileSender({ botId: telegram.botId, files: keptFiles(db, now) });

  /** Telegram's copies of pictures that nobody may see any more are not asked for again. */
  const forgetFiles: ForgetFiles = async (keys, transaction = db) => {
    for (const key of keys) await forgetFile(transaction, `${telegram.botId}:${key}`);
  };

  return {
    telegram,
    forgetFiles,
    /** What a person sent, by its file_id. */
    fetchFile: createFetchFile({ telegram, token, apiRoot, readBody: readCapped }),
    botName: createBotName(telegram),
    messenger: createMessenger(telegram),
    sender: createResultSender({ telegram, files }),
    answer: createAnswerQuery(telegram),
    leaveGroup: createLeaveGroup({ telegram, goodbye }),
    card: createJobCard({ telegram, cards: keptCards(db) }),
    trainingCard: createJobCard({ telegram, cards: keptTrainingCards(db) }),
    living: createLivingMessage({
      telegram,
      files,
      draw: createDrawPicture({ db, images, onThumbnailMissing: onFileMissing }),
      now,
      screens: keptScreens(db),
      ...(oneAtATime && {
        alone: (telegramId, work) => oneAtATime(`screen:${telegramId}`, work),
      }),
    }),
  };
}

export type TelegramSide = ReturnType<typeof createTelegramSide>;

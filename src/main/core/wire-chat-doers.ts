import { nanoid } from 'nanoid';
import type { ChatEvent } from '../../../machines/chat/types.ts';
import { type ChatDoers, createChatDoers } from '../../effects/chat/doers.ts';
import { createScreenData } from '../../effects/screen-data.ts';
import { createPhotoCheck } from '../../images/photo-check.ts';
import { systemClock } from '../../telegram/limiter.ts';
import type { Parts } from './parts.ts';
import { wordModelGone } from './trouble-words.ts';

/** Of `[\w-]`: nobody guesses one. */
const SHARE_TOKEN_LENGTH = 16;

export function wireChatDoers(parts: Parts): ChatDoers {
  const { config, places, telegramSide, words, shell, actors, trainings, services } = parts;
  const { faces, alert } = parts;
  return createChatDoers({
    ...services,
    load: createScreenData({
      ...services,
      welcomeCoins: config.WELCOME_COINS,
      imagePrice: config.IMAGE_PRICE,
      avatarPrice: config.AVATAR_PRICE,
      trainingPreset: config.TRAINING_PRESET,
      supportContact: config.SUPPORT_CONTACT ?? null,
      canAskForCoins: config.ADMIN_CHAT_ID !== undefined,
    }),
    captionModel: config.CAPTION_MODEL,
    speechModel: config.SPEECH_MODEL,
    fetchFile: telegramSide.fetchFile,
    photoCheck: createPhotoCheck({ faces }),
    setTimer: systemClock.setTimer,
    onChecked: async (key, avatarId) => {
      const event: ChatEvent = { type: 'photoChecked', avatarId, on: 'living' };
      await shell.dispatch(key, { kind: 'event', event });
    },
    sendUp: parts.falSide.files,
    onRefused: async (error, model) => {
      // It stands in the configuration, not in the catalogue, and only the operator can change it.
      if (error.code === 'model-gone') alert('word-model', wordModelGone(model));
      else await services.outages.blame(error, model);
    },
    newToken: () => nanoid(SHARE_TOKEN_LENGTH),
    botName: telegramSide.botName.get,
    avatarPrice: config.AVATAR_PRICE,
    trainingPreset: config.TRAINING_PRESET,
    beginTraining: (id) => trainings.begin({ id, attempt: 1 }),
    waitMs: config.imageWaitMs,
    begin: (id) => actors.begin({ id, attempt: 1 }),
    peek: shell.peek,
    onSeen: actors.wake,
    onErased: async (ids) => {
      for (const id of ids)
        await actors.tell(id, { type: 'expired', end: 'cancelled', code: 'erased' });
    },
    onTrainingsErased: async (ids) => {
      for (const id of ids)
        await trainings.tell(id, { type: 'expired', end: 'cancelled', code: 'erased' });
    },
    forget: (key) => places.store.remove(key),
    adminChatId: config.ADMIN_CHAT_ID ?? null,
    say: words(config.DEFAULT_LANGUAGE),
  });
}

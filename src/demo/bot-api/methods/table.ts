import { answerCallbackQuery } from './callback.ts';
import { getChat, getFile, getMe, leaveChat, setMessageReaction } from './chat.ts';
import {
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './edit.ts';
import type { Method } from './method.ts';
import {
  deleteMyCommands,
  getMyCommands,
  setChatMenuButton,
  setMyCommands,
  words,
} from './profile.ts';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './receive.ts';
import { deleteMessage, deleteMessages } from './remove.ts';
import { sendChatAction, sendDocument, sendMediaGroup, sendMessage, sendPhoto } from './send.ts';

const methods: Record<string, Method> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setChatMenuButton,
  ...words,
  sendMessage,
  sendPhoto,
  sendDocument,
  sendMediaGroup,
  sendChatAction,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
  getFile,
  getChat,
  leaveChat,
  setMessageReaction,
};

const byLowerName = new Map(
  Object.entries(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** Method names are taken in any letter case, as Telegram does. */
export const findMethod = (name: string) => byLowerName.get(name.toLowerCase());

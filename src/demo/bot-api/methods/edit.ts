import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { captioned, inlineKeyboard, marked, target, text } from '../fields.ts';
import { readKeyboard } from '../keyboard.ts';
import { readText } from '../text.ts';
import type { Content, Message } from '../types.ts';
import { captionOf, contentOf, inputMediaField } from './media.ts';
import { type Call, method, writableChat } from './method.ts';

type Target = { chat_id: number | string; message_id: number };

const markup = { reply_markup: v.exactOptional(inlineKeyboard) };

const hasMedia = (message: Message) =>
  Boolean(message.photo ?? message.document ?? message.voice ?? message.sticker);

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same ' +
  'as a current content and reply markup of the message';

/** The message to edit; only the bot's own can be edited, however old they are. */
function editable({ chat_id, message_id }: Target, call: Call): Message {
  const chatId = writableChat(chat_id, call);
  const message = call.state.find(chatId, message_id);
  if (!message) throw badRequest('message to edit not found');
  if (message.from.id !== call.state.bot.id) throw badRequest("message can't be edited");
  return message;
}

/** The message without what an edit sets anew. */
function withoutContent(message: Message): Message {
  const {
    text: _text,
    entities: _entities,
    caption: _caption,
    caption_entities: _captionEntities,
    photo: _photo,
    document: _document,
    has_media_spoiler: _spoiler,
    show_caption_above_media: _above,
    reply_markup: _markup,
    ...rest
  } = message;
  return rest;
}

function mediaOnly({ photo, document, voice, sticker, has_media_spoiler }: Message): Content {
  return {
    ...(photo ? { photo } : {}),
    ...(document ? { document } : {}),
    ...(voice ? { voice } : {}),
    ...(sticker ? { sticker } : {}),
    ...(has_media_spoiler ? { has_media_spoiler } : {}),
  };
}

function commit(before: Message, after: Message, call: Call): Message {
  const { edit_date: _, ...unedited } = before;
  if (isDeepStrictEqual(unedited, after)) throw badRequest(NOT_MODIFIED);
  return call.state.replace(before.chat.id, { ...after, edit_date: call.state.seconds() });
}

const base = (message: Message): Message => {
  const { edit_date: _, ...rest } = withoutContent(message);
  return rest;
};

export const editMessageText = method(
  { ...target, text, ...marked, ...markup, link_preview_options: v.exactOptional(v.unknown()) },
  (params, call) => {
    const content = readText({
      text: params.text,
      parseMode: params.parse_mode,
      entities: params.entities,
    });
    const keyboard = readKeyboard(params.reply_markup);
    const message = editable(params, call);
    if (hasMedia(message)) throw badRequest('there is no text in the message to edit');
    return commit(message, { ...base(message), ...content, ...keyboard }, call);
  },
);

export const editMessageCaption = method({ ...target, ...captioned, ...markup }, (params, call) => {
  const content = { ...captionOf(params), ...readKeyboard(params.reply_markup) };
  const message = editable(params, call);
  if (!hasMedia(message) || message.sticker) {
    throw badRequest('there is no caption in the message to edit');
  }
  return commit(message, { ...base(message), ...mediaOnly(message), ...content }, call);
});

/** Swaps one media for another, or turns text into media; media never becomes text again. */
export const editMessageMedia = method(
  { ...target, media: inputMediaField, ...markup },
  async (params, call) => {
    call.state.writable(Number(params.chat_id));
    const content = await contentOf(params.media, call);
    const keyboard = readKeyboard(params.reply_markup);
    const message = editable(params, call);
    if (message.voice ?? message.sticker) throw badRequest("message can't be edited");
    return commit(message, { ...base(message), ...content, ...keyboard }, call);
  },
);

export const editMessageReplyMarkup = method({ ...target, ...markup }, (params, call) => {
  const keyboard = readKeyboard(params.reply_markup);
  const message = editable(params, call);
  const { reply_markup: _, edit_date: __, ...rest } = message;
  return commit(message, { ...rest, ...keyboard }, call);
});

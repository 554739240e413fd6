import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { addressed, anyMarkup, captioned, flag, marked, text } from '../fields.ts';
import { readKeyboard } from '../keyboard.ts';
import { readText } from '../text.ts';
import type { Content, Keyboard, Message } from '../types.ts';
import { captionOf, contentOf, mediaGroupField, resolveMedia } from './media.ts';
import { type Call, knownChat, method, writableChat } from './method.ts';

const MIN_GROUP = 2;
const MAX_GROUP = 10;

type Reply = { message_id: number; allow_sending_without_reply?: boolean };
type Addressed = { chat_id: number | string; reply_parameters?: Reply };

function quote(reply: Reply | undefined, chatId: number, call: Call) {
  if (!reply) return {};
  const found = call.state.find(chatId, reply.message_id);
  if (!found && !reply.allow_sending_without_reply) {
    throw badRequest('message to be replied not found');
  }
  if (!found) return {};
  const { reply_to_message: _, ...quoted } = found;
  return { reply_to_message: quoted };
}

type Extras = { reply_markup?: Keyboard; media_group_id?: string };

function post(params: Addressed, content: Content & Extras, call: Call): Message {
  const chatId = writableChat(params.chat_id, call);
  const reply = quote(params.reply_parameters, chatId, call);
  return call.state.add(chatId, call.state.bot, { ...reply, ...content });
}

const markup = { reply_markup: v.exactOptional(anyMarkup) };

export const sendMessage = method(
  { ...addressed, text, ...marked, ...markup, link_preview_options: v.exactOptional(v.unknown()) },
  (params, call) => {
    const content = readText({
      text: params.text,
      parseMode: params.parse_mode,
      entities: params.entities,
    });
    return post(params, { ...content, ...readKeyboard(params.reply_markup) }, call);
  },
);

export const sendPhoto = method(
  { ...addressed, photo: text, ...captioned, ...markup, has_spoiler: v.exactOptional(flag) },
  async (params, call) => {
    call.state.writable(Number(params.chat_id));
    const content = { ...captionOf(params), ...readKeyboard(params.reply_markup) };
    const spoiler = params.has_spoiler ? { has_media_spoiler: true } : {};
    const file = await resolveMedia('Photo', params.photo, call);
    return post(params, { ...file, ...content, ...spoiler }, call);
  },
);

export const sendDocument = method(
  { ...addressed, document: text, ...captioned, ...markup },
  async (params, call) => {
    call.state.writable(Number(params.chat_id));
    const content = { ...captionOf(params), ...readKeyboard(params.reply_markup) };
    const file = await resolveMedia('Document', params.document, call);
    return post(params, { ...file, ...content }, call);
  },
);

/** An album: every part is a message of its own, joined by `media_group_id`, without a keyboard. */
export const sendMediaGroup = method(
  { ...addressed, media: mediaGroupField },
  async (params, call) => {
    const { length } = params.media;
    if (length < MIN_GROUP) throw badRequest('too few messages to send as an album');
    if (length > MAX_GROUP) throw badRequest('too many messages to send as an album');
    if (new Set(params.media.map((input) => input.type)).size > 1) {
      throw badRequest("document can't be mixed with other media types");
    }
    call.state.writable(Number(params.chat_id));
    const contents = await Promise.all(params.media.map((input) => contentOf(input, call)));
    const chatId = writableChat(params.chat_id, call);
    const reply = quote(params.reply_parameters, chatId, call);
    const media_group_id = call.state.nextGroupId();
    return contents.map((content) =>
      call.state.add(chatId, call.state.bot, { ...reply, ...content, media_group_id }),
    );
  },
);

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

export const sendChatAction = method(
  { chat_id: addressed.chat_id, action: text },
  ({ chat_id, action }, call) => {
    if (!ACTIONS.includes(action)) throw badRequest('wrong parameter action in request');
    const chatId = knownChat(chat_id, call);
    call.state.writable(chatId);
    call.events.emit({ type: 'action', chatId, action });
    return true;
  },
);

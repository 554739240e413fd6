import type { Update } from 'grammy/types';
import * as v from 'valibot';
import type { Press } from './press.ts';
import { parsePress } from './press-data.ts';

/** Kinds of messages without words of their own; the key is the message's own field. */
const mediaKinds = [
  'sticker',
  'voice',
  'video_note',
  'audio',
  'animation',
  'photo',
  'video',
  'document',
  'dice',
  'contact',
  'venue',
  'location',
  'poll',
  'game',
  'story',
  'paid_media',
  'checklist',
] as const;

export type MediaKind = (typeof mediaKinds)[number];

/** A picture, however it was sent. */
export interface Photo {
  readonly fileId: string;
  /** The same for a file that is sent again. */
  readonly fileUniqueId: string;
  /** Of several that were sent at once; null: it came alone. */
  readonly groupId: string | null;
  /** Sent as a file: its MIME type as Telegram tells it, maybe empty; null: sent as a photo. */
  readonly fileType: string | null;
  /** Null: not told. */
  readonly bytes: number | null;
  readonly caption: string | null;
}

/** What a person says in their own chat. */
export type Said =
  /** `press` null: data that no button of ours bears. `messageId` null: the message is unknown. */
  | {
      readonly kind: 'press';
      readonly press: Press | null;
      readonly callbackQueryId: string;
      readonly messageId: number | null;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly messageId: number;
      readonly replyTo: number | null;
    }
  /** `name` in lower case without slash and bot. */
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly argument: string;
      readonly messageId: number;
    }
  | { readonly kind: 'edited'; readonly text: string; readonly messageId: number }
  | ({ readonly kind: 'photo'; readonly messageId: number } & Photo)
  /** `seconds`: its length as Telegram tells it. */
  | {
      readonly kind: 'voice';
      readonly fileId: string;
      readonly seconds: number;
      readonly messageId: number;
    }
  | { readonly kind: 'media'; readonly media: MediaKind; readonly messageId: number };

export type What =
  | Said
  | { readonly kind: 'member'; readonly state: 'blocked' | 'member' }
  /** Anything in a chat that is not private. */
  | { readonly kind: 'group'; readonly chatId: number; readonly callbackQueryId: string | null };

export interface Incoming<W extends What = What> {
  readonly updateId: number;
  /** The same for an update that comes twice, and for all parts of an album but pictures. */
  readonly delivery: string;
  readonly telegramId: number;
  /** IETF tag of the person's app; null: not told. */
  readonly languageCode: string | null;
  readonly chatId: number;
  readonly what: W;
}

const UserSchema = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  is_bot: v.optional(v.boolean(), false),
  language_code: v.optional(v.string()),
});

const ChatSchema = v.object({ id: v.pipe(v.number(), v.safeInteger()), type: v.string() });

const FileSchema = v.object({
  file_id: v.string(),
  file_unique_id: v.string(),
  file_size: v.optional(v.number()),
});

const DocumentSchema = v.object({
  ...FileSchema.entries,
  mime_type: v.optional(v.string(), ''),
  file_name: v.optional(v.string(), ''),
});

/** What cannot be read is a medium of its kind, and no more. */
const orAbsent = <S extends v.GenericSchema>(schema: S) =>
  v.fallback(v.optional(schema), undefined);

/** Files as Telegram tells them, read apart so that a strange one spoils no message. */
const FilesSchema = v.object({
  caption: orAbsent(v.string()),
  photo: orAbsent(v.array(FileSchema)),
  document: orAbsent(DocumentSchema),
  voice: orAbsent(v.object({ ...FileSchema.entries, duration: v.number() })),
});

const MessageSchema = v.looseObject({
  message_id: v.number(),
  from: v.optional(UserSchema),
  chat: ChatSchema,
  text: v.optional(v.string()),
  media_group_id: v.optional(v.string()),
  reply_to_message: v.optional(v.object({ message_id: v.number() })),
});

const QuerySchema = v.object({
  id: v.string(),
  from: UserSchema,
  data: v.optional(v.string()),
  /** Of a message too old to read only these two are told. */
  message: v.optional(v.object({ message_id: v.number(), chat: ChatSchema })),
});

const MemberSchema = v.object({
  chat: ChatSchema,
  from: UserSchema,
  new_chat_member: v.object({ status: v.string() }),
});

const UpdateSchema = v.object({
  update_id: v.number(),
  message: v.optional(MessageSchema),
  edited_message: v.optional(MessageSchema),
  callback_query: v.optional(QuerySchema),
  my_chat_member: v.optional(MemberSchema),
});

type User = v.InferOutput<typeof UserSchema>;
type Chat = v.InferOutput<typeof ChatSchema>;
type Message = v.InferOutput<typeof MessageSchema>;
type Query = v.InferOutput<typeof QuerySchema>;
type Member = v.InferOutput<typeof MemberSchema>;
type Parsed = v.InferOutput<typeof UpdateSchema>;

const COMMAND = /^\/([a-z0-9_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i;

function readCommand(text: string): { name: string; argument: string } | null {
  const [, name, argument = ''] = COMMAND.exec(text.trim()) ?? [];
  return name === undefined ? null : { name: name.toLowerCase(), argument: argument.trim() };
}

const isPictureFile = ({ mime_type, file_name }: v.InferOutput<typeof DocumentSchema>) =>
  mime_type.startsWith('image/') || /\.(jpe?g|png|webp|hei[cf])$/i.test(file_name);

/** A live photo bears its still as `photo`, and counts once. Sizes come smallest first. */
function readPhoto(message: Message): Photo | null {
  const { photo, document, caption = null } = v.parse(FilesSchema, message);
  const largest = photo?.at(-1);
  const sent = largest ?? (document && isPictureFile(document) ? document : undefined);
  if (!sent || message['animation'] !== undefined) return null;
  return {
    fileId: sent.file_id,
    fileUniqueId: sent.file_unique_id,
    groupId: message.media_group_id ?? null,
    fileType: largest ? null : (document?.mime_type ?? ''),
    bytes: sent.file_size ?? null,
    caption,
  };
}

function readMedia(message: Message): Said | null {
  const { message_id: messageId } = message;
  const photo = readPhoto(message);
  if (photo) return { kind: 'photo', ...photo, messageId };
  const { voice } = v.parse(FilesSchema, message);
  if (voice) return { kind: 'voice', fileId: voice.file_id, seconds: voice.duration, messageId };
  const media = mediaKinds.find((kind) => message[kind] !== undefined);
  return media ? { kind: 'media', media, messageId } : null;
}

function readMessage(message: Message): Said | null {
  const { message_id: messageId, text } = message;
  if (text === undefined) return readMedia(message);
  const command = readCommand(text);
  if (command) return { kind: 'command', ...command, messageId };
  const replyTo = message.reply_to_message?.message_id ?? null;
  return { kind: 'text', text, messageId, replyTo };
}

/** An edited `/create words` is an edited description; no other edit of a command says anything. */
function readEdited({ message_id: messageId, text }: Message): Said | null {
  if (text === undefined) return null;
  const command = readCommand(text);
  if (!command) return { kind: 'edited', text, messageId };
  return command.name === 'create' ? { kind: 'edited', text: command.argument, messageId } : null;
}

const readPress = ({ id, data, message }: Query): Said => ({
  kind: 'press',
  press: data === undefined ? null : parsePress(data),
  callbackQueryId: id,
  messageId: message?.message_id ?? null,
});

const gone = new Set(['kicked', 'left']);

/** The bot's own farewell to a group comes back as an update, and needs no further one. */
function readMember({ chat, new_chat_member: { status } }: Member): What | null {
  const state = gone.has(status) ? 'blocked' : 'member';
  if (chat.type === 'private') return { kind: 'member', state };
  return state === 'blocked' ? null : { kind: 'group', chatId: chat.id, callbackQueryId: null };
}

type Origin = { readonly from: User; readonly chat: Chat; readonly what: What | null };

const inGroup = (chat: Chat, callbackQueryId: string | null): What => ({
  kind: 'group',
  chatId: chat.id,
  callbackQueryId,
});

function ofMessage(message: Message, read: (message: Message) => Said | null): Origin | null {
  const { chat, from } = message;
  if (chat.type !== 'private') {
    return { from: from ?? { id: chat.id, is_bot: false }, chat, what: inGroup(chat, null) };
  }
  return from ? { from, chat, what: read(message) } : null;
}

function ofQuery(query: Query): Origin {
  const chat = query.message?.chat ?? { id: query.from.id, type: 'private' };
  const what = chat.type === 'private' ? readPress(query) : inGroup(chat, query.id);
  return { from: query.from, chat, what };
}

function originOf({ message, edited_message, callback_query, my_chat_member }: Parsed) {
  if (message) return ofMessage(message, readMessage);
  if (edited_message) return ofMessage(edited_message, readEdited);
  if (callback_query) return ofQuery(callback_query);
  return my_chat_member ? { ...my_chat_member, what: readMember(my_chat_member) } : null;
}

/** The parts of an album come as updates of their own: each picture counts, others are answered once. */
const deliveryOf = ({ update_id, message }: Parsed) =>
  message?.media_group_id === undefined || readPhoto(message)
    ? `u${update_id}`
    : `album${message.media_group_id}`;

/** What an update says; null: nothing to us (a service message, another bot, an unknown kind). */
export function readUpdate(update: Update): Incoming | null {
  const parsed = v.safeParse(UpdateSchema, update);
  if (!parsed.success) return null;
  const origin = originOf(parsed.output);
  if (!origin?.what || origin.from.is_bot) return null;
  return {
    updateId: parsed.output.update_id,
    delivery: deliveryOf(parsed.output),
    telegramId: origin.from.id,
    languageCode: origin.from.language_code ?? null,
    chatId: origin.chat.id,
    what: origin.what,
  };
}

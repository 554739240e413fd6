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
  | { readonly kind: 'media'; readonly media: MediaKind; readonly messageId: number };

export type What =
  | Said
  | { readonly kind: 'member'; readonly state: 'blocked' | 'member' }
  /** Anything in a chat that is not private. */
  | { readonly kind: 'group'; readonly chatId: number; readonly callbackQueryId: string | null };

export interface Incoming<W extends What = What> {
  readonly updateId: number;
  /** The same for an update that comes twice, and for all pictures of one album. */
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

function readMessage(message: Message): Said | null {
  const { message_id: messageId, text } = message;
  if (text === undefined) {
    const media = mediaKinds.find((kind) => message[kind] !== undefined);
    return media ? { kind: 'media', media, messageId } : null;
  }
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

/** Photos of one album come as updates of their own and are answered once. */
const deliveryOf = ({ update_id, message }: Parsed) =>
  message?.media_group_id === undefined ? `u${update_id}` : `album${message.media_group_id}`;

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

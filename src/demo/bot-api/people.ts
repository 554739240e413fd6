import { MAX_PHOTO_BYTES, type Media, type Upload } from './files.ts';
import { renderPhoto } from './images.ts';
import type { Parts } from './methods/method.ts';
import { detectEntities } from './text.ts';
import type { Answer, Button, Content, Message, ShownMessage, User } from './types.ts';

export type PersonInput = {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
};

export type Press = {
  queryId: string;
  /** Resolves with the bot's answer to the press. */
  answered: Promise<Answer>;
};

export type FileInput = { name?: string; mime?: string; caption?: string; replyTo?: number };

const LONGEST_SENT_PX = 2560;
const IMAGE_MIME = 'image/jpeg';
/** What is more goes into further albums, as a phone does it. */
const MOST_IN_ALBUM = 10;

const withEntities = (text: string) => {
  const entities = detectEntities(text);
  return entities.length > 0 ? { text, entities } : { text };
};

const buttonsOf = (message: Message): Button[] =>
  message.reply_markup?.inline_keyboard.flat() ?? [];

/** A phone makes a photo smaller before it sends it; what is no picture is left to be refused. */
async function shrinkLarge(upload: Upload): Promise<Upload> {
  if (upload.bytes.length <= MAX_PHOTO_BYTES) return upload;
  const bytes = await renderPhoto(upload.bytes, LONGEST_SENT_PX).catch(() => upload.bytes);
  return { ...upload, bytes };
}

/** What people do with their phones. Every act throws when a real phone would not allow it. */
export function createPeople(parts: Parts) {
  const { state, files, updates, queries } = parts;
  let lastGroup = 0;

  function tell(kind: string, message: Message) {
    const { id } = message.chat;
    const onTaken = () => state.markRead(id, message.message_id);
    updates.push({ kind, payload: message, queue: `chat:${id}`, onTaken });
  }

  function membership(chatId: number, from: User, before: string, after: string) {
    const member = (status: string) => ({ user: state.bot, status });
    const payload = {
      chat: state.chat(chatId).ref,
      from,
      date: state.seconds(),
      old_chat_member: member(before),
      new_chat_member: member(after),
    };
    updates.push({ kind: 'my_chat_member', payload, queue: `my_chat_member:${chatId}` });
  }

  function write(personId: number, content: Content, extras: WriteExtras = {}): Message {
    const { replyTo, groupId, chatId = personId } = extras;
    const person = state.person(personId);
    const chat = state.chat(chatId);
    if (chat.isBlocked) throw new Error(`${person.first_name} has blocked the bot`);
    chat.isOpen = true;
    const quoted = replyTo === undefined ? undefined : state.find(chatId, replyTo);
    const message = state.add(chatId, person, {
      ...content,
      ...(groupId === undefined ? {} : { media_group_id: groupId }),
      ...(quoted ? { reply_to_message: quoted } : {}),
    });
    tell('message', message);
    return message;
  }

  const captionOf = (caption: string | undefined) => {
    if (!caption) return {};
    const { text, entities } = withEntities(caption);
    return entities ? { caption: text, caption_entities: entities } : { caption: text };
  };

  /** All its parts arrive at the same moment, each as an update of its own. */
  function writeAlbum(personId: number, media: Media[], { caption, replyTo }: FileInput) {
    const groupId = media.length > 1 ? state.nextGroupId() : undefined;
    const reply = replyTo === undefined ? {} : { replyTo };
    return media.map((file, at) => {
      const content = at === 0 ? { ...file, ...captionOf(caption) } : file;
      return write(personId, content, groupId === undefined ? reply : { ...reply, groupId });
    });
  }

  async function sendFiles(personId: number, uploads: Upload[], type: SentType, input: FileInput) {
    const ready = type === 'Photo' ? await Promise.all(uploads.map(shrinkLarge)) : uploads;
    const media = await Promise.all(ready.map((upload) => files.add(type, upload)));
    const { caption: _, ...uncaptioned } = input;
    const sent: Message[] = [];
    for (let at = 0; at < media.length; at += MOST_IN_ALBUM) {
      const part = media.slice(at, at + MOST_IN_ALBUM);
      sent.push(...writeAlbum(personId, part, at === 0 ? input : uncaptioned));
    }
    return sent;
  }

  const first = async (sent: Promise<Message[]>): Promise<Message> => {
    const [message] = await sent;
    if (!message) throw new Error('nothing was sent');
    return message;
  };

  function shownMessage(personId: number, messageId: number): ShownMessage {
    const message = state.shown(personId).find((one) => one.message_id === messageId);
    if (!message) throw new Error(`there is no message ${messageId} on the phone of ${personId}`);
    return message;
  }

  function pressData(personId: number, messageId: number, data: string): Press {
    const from = state.person(personId);
    if (state.chat(personId).isBlocked) throw new Error(`${from.first_name} has blocked the bot`);
    const press = queries.begin({ personId, chatId: personId, messageId });
    const message = state.find(personId, messageId);
    const inaccessible = { chat: state.chat(personId).ref, message_id: messageId, date: 0 };
    const payload = {
      id: press.queryId,
      from,
      message: message ?? inaccessible,
      chat_instance: String(personId * 7919),
      data,
    };
    updates.push({ kind: 'callback_query', payload, queue: `callback:${personId}` });
    return press;
  }

  return {
    /** Makes a person, or changes one; nothing is told to the bot until they write. */
    person({ id, firstName, lastName, username, languageCode = 'ru' }: PersonInput): User {
      const person: User = {
        id,
        is_bot: false,
        first_name: firstName,
        ...(lastName === undefined ? {} : { last_name: lastName }),
        ...(username === undefined ? {} : { username }),
        language_code: languageCode,
      };
      state.addPerson(person);
      return person;
    },
    people: () => [...state.people.values()],
    isBlocked: (personId: number) => state.chat(personId).isBlocked,
    /** The messages on the person's phone, oldest first. `chatId` names a group. */
    chat: (personId: number, chatId = personId): ShownMessage[] => state.shown(chatId),
    say(personId: number, text: string, extras: { replyTo?: number; chatId?: number } = {}) {
      const words = text.trim();
      if (words === '') throw new Error('an empty message cannot be sent');
      return write(personId, withEntities(words), extras);
    },
    edit(personId: number, messageId: number, text: string): Message {
      const { own } = shownMessage(personId, messageId);
      const message = state.find(personId, messageId);
      if (!own || !message) throw new Error('only an own message can be edited');
      const { entities: _, caption_entities: __, ...rest } = message;
      const content = message.text === undefined ? captionOf(text) : withEntities(text);
      const edited = { ...rest, ...content, edit_date: state.seconds() };
      tell('edited_message', state.replace(personId, edited));
      return edited;
    },
    /** Presses a button that the message has now, named by its callback data or its words. */
    press(personId: number, messageId: number, button: string): Press {
      const buttons = buttonsOf(shownMessage(personId, messageId));
      const found =
        buttons.find((one) => one.callback_data === button) ??
        buttons.find((one) => one.text === button);
      if (found?.callback_data === undefined) {
        const labels = buttons.map((one) => `"${one.text}"`).join(', ');
        throw new Error(
          `message ${messageId} has no button "${button}" to press; it has ${labels}`,
        );
      }
      return pressData(personId, messageId, found.callback_data);
    },
    /** A press that was on its way while the message changed or went away, or a forged one. */
    pressStale: pressData,
    sendPhoto: (personId: number, bytes: Uint8Array, input: FileInput = {}): Promise<Message> => {
      const { name = 'photo.jpg', mime = IMAGE_MIME } = input;
      return first(sendFiles(personId, [{ bytes, name, mime }], 'Photo', input));
    },
    sendAlbum: (personId: number, photos: Uint8Array[], input: FileInput = {}) => {
      const uploads = photos.map((bytes) => ({ bytes, name: 'photo.jpg', mime: IMAGE_MIME }));
      return sendFiles(personId, uploads, 'Photo', input);
    },
    sendDocument: (
      personId: number,
      bytes: Uint8Array,
      input: FileInput = {},
    ): Promise<Message> => {
      const { name = 'file.bin', mime = 'application/octet-stream' } = input;
      return first(sendFiles(personId, [{ bytes, name, mime }], 'Document', input));
    },
    /** Several files at once, as the page sends them. */
    sendUploads: (personId: number, uploads: Upload[], type: SentType, input: FileInput = {}) =>
      sendFiles(personId, uploads, type, input),
    sendSticker: (personId: number, bytes = new Uint8Array([1])): Promise<Message> => {
      const upload = { bytes, name: 'sticker.webp', mime: 'image/webp' };
      return first(sendFiles(personId, [upload], 'Sticker', {}));
    },
    sendVoice: (
      personId: number,
      bytes: Uint8Array = new Uint8Array([1]),
      duration = 3,
    ): Promise<Message> => {
      const upload = { bytes, name: 'voice.ogg', mime: 'audio/ogg', duration };
      return first(sendFiles(personId, [upload], 'Voice', {}));
    },
    block(personId: number) {
      if (state.chat(personId).isBlocked) return;
      state.setBlocked(personId, true);
      membership(personId, state.person(personId), 'member', 'kicked');
    },
    unblock(personId: number) {
      if (!state.chat(personId).isBlocked) return;
      state.setBlocked(personId, false);
      membership(personId, state.person(personId), 'kicked', 'member');
    },
    /** On the person's side only: the bot may go on editing what nobody sees. */
    clearHistory: (personId: number) => state.hideAll(personId),
    /** Puts the bot into a new group of this person; returns the group's chat id. */
    addToGroup(personId: number, title = 'Группа'): number {
      lastGroup += 1;
      const id = -1_000_000 - lastGroup;
      state.addGroup({ id, type: 'group', title });
      membership(id, state.person(personId), 'left', 'member');
      return id;
    },
  };
}

type SentType = 'Photo' | 'Document' | 'Voice' | 'Sticker';
type WriteExtras = { replyTo?: number; groupId?: string; chatId?: number };

export type People = ReturnType<typeof createPeople>;

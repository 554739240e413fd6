import { badRequest, forbidden } from './errors.ts';
import type { Events } from './events.ts';
import type { ChatRef, Message, ShownMessage, User } from './types.ts';

type Stored = {
  message: Message;
  /** The person cleared the history: the bot can still edit what nobody sees. */
  hidden: boolean;
  read: boolean;
  reactions: string[];
};

type Chat = {
  ref: ChatRef;
  messages: Map<number, Stored>;
  /** The person has written to the bot; before that the bot cannot write to them. */
  isOpen: boolean;
  isBlocked: boolean;
};

export type State = ReturnType<typeof createState>;

type Deps = { bot: User; now: () => number; events: Events };

const toPrivateChat = (person: User): ChatRef => ({
  id: person.id,
  type: 'private',
  first_name: person.first_name,
  ...(person.last_name === undefined ? {} : { last_name: person.last_name }),
  ...(person.username === undefined ? {} : { username: person.username }),
});

/** People, chats and messages. Message ids are counted for the whole bot, as in private chats. */
export function createState({ bot, now, events }: Deps) {
  const people = new Map<number, User>();
  const chats = new Map<number, Chat>();
  let lastMessageId = 0;
  let lastGroupId = 13_700_000_000_000_000n;

  const seconds = () => Math.floor(now() / 1000);

  function show({ message, read, reactions }: Stored): ShownMessage {
    return structuredClone({ ...message, own: message.from.id !== bot.id, read, reactions });
  }

  function chat(id: number): Chat {
    const found = chats.get(id);
    if (!found) throw badRequest('chat not found');
    return found;
  }

  /** The chat, when the bot may write there. */
  function writable(id: number): Chat {
    const found = chat(id);
    if (!found.isOpen) throw badRequest('chat not found');
    if (!found.isBlocked) return found;
    throw forbidden(
      found.ref.type === 'private'
        ? 'bot was blocked by the user'
        : 'bot is not a member of the group chat',
    );
  }

  function openChat(ref: ChatRef, isOpen: boolean): Chat {
    const opened: Chat = { ref, messages: new Map(), isOpen, isBlocked: false };
    chats.set(ref.id, opened);
    return opened;
  }

  function changed(chatId: number, stored: Stored) {
    if (!stored.hidden) events.emit({ type: 'message', chatId, message: show(stored) });
  }

  return {
    bot,
    people,
    chats,
    chat,
    writable,
    seconds,
    nextGroupId(): string {
      lastGroupId += 1n;
      return String(lastGroupId);
    },
    person(id: number): User {
      const found = people.get(id);
      if (!found) throw new Error(`nobody has the id ${id}`);
      return found;
    },
    addPerson(person: User) {
      people.set(person.id, person);
      const known = chats.get(person.id);
      if (known) known.ref = toPrivateChat(person);
      else openChat(toPrivateChat(person), false);
      events.emit({ type: 'person', person, blocked: known?.isBlocked ?? false });
    },
    addGroup(ref: ChatRef) {
      openChat(ref, true);
    },
    setBlocked(chatId: number, isBlocked: boolean) {
      const found = chat(chatId);
      found.isBlocked = isBlocked;
      const person = people.get(chatId);
      if (person) events.emit({ type: 'person', person, blocked: isBlocked });
    },
    find(chatId: number, messageId: number): Message | undefined {
      return chat(chatId).messages.get(messageId)?.message;
    },
    add(
      chatId: number,
      from: User,
      content: Omit<Message, 'message_id' | 'date' | 'chat' | 'from'>,
    ) {
      lastMessageId += 1;
      const { ref, messages } = chat(chatId);
      const message: Message = {
        message_id: lastMessageId,
        date: seconds(),
        chat: ref,
        from,
        ...content,
      };
      const stored = { message, hidden: false, read: false, reactions: [] };
      messages.set(message.message_id, stored);
      changed(chatId, stored);
      return message;
    },
    replace(chatId: number, message: Message) {
      const stored = chat(chatId).messages.get(message.message_id);
      if (!stored) throw badRequest('message to edit not found');
      stored.message = message;
      changed(chatId, stored);
      return message;
    },
    remove(chatId: number, messageIds: number[]) {
      const { messages } = chat(chatId);
      for (const id of messageIds) messages.delete(id);
      events.emit({ type: 'removed', chatId, messageIds });
    },
    hideAll(chatId: number) {
      const { messages } = chat(chatId);
      for (const stored of messages.values()) stored.hidden = true;
      events.emit({ type: 'removed', chatId, messageIds: [...messages.keys()] });
    },
    markRead(chatId: number, messageId: number) {
      const stored = chats.get(chatId)?.messages.get(messageId);
      if (!stored || stored.read) return;
      stored.read = true;
      changed(chatId, stored);
    },
    react(chatId: number, messageId: number, reactions: string[]) {
      const stored = chat(chatId).messages.get(messageId);
      if (!stored) throw badRequest('message to react not found');
      stored.reactions = reactions;
      changed(chatId, stored);
    },
    shown(chatId: number): ShownMessage[] {
      return [...chat(chatId).messages.values()].filter((stored) => !stored.hidden).map(show);
    },
  };
}

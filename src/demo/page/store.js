/** What the page knows: people, their messages, and what is under way. */

const ACTION_MS = 5000;
const CURRENT = 'aisha-person';

/** The person this tab showed before it was loaded again. */
function remembered(people) {
  const id = Number(sessionStorage.getItem(CURRENT));
  return people.has(id) ? id : undefined;
}

export function createStore() {
  const listeners = new Set();
  const state = {
    /** @type {Map<number, object>} */
    people: new Map(),
    currentId: undefined,
    bot: undefined,
    /** How many example photos everybody has. */
    examples: 0,
    isLost: false,
    /** Presses without an answer: query id → message id and callback data. */
    presses: new Map(),
    /** Answers that came before the press itself was confirmed. */
    early: new Set(),
  };

  const notify = (change) => {
    for (const listener of [...listeners]) listener(change);
  };

  function setPeople({ bot, people, examples }) {
    state.bot = bot;
    state.examples = examples ?? state.examples;
    for (const view of people) {
      const known = state.people.get(view.id);
      const messages = new Map(view.messages.map((message) => [message.message_id, message]));
      state.people.set(view.id, { unread: 0, ...known, ...view, messages });
    }
    state.currentId ??= remembered(state.people) ?? people[0]?.id;
    notify({ type: 'all' });
  }

  function putMessage(chatId, message) {
    const person = state.people.get(chatId);
    if (!person) return;
    const isNew = !person.messages.has(message.message_id);
    person.messages.set(message.message_id, message);
    if (isNew && !message.own) {
      person.action = undefined;
      if (chatId !== state.currentId) person.unread += 1;
    }
    notify({ type: 'message', chatId, message, isNew });
  }

  function removeMessages(chatId, messageIds) {
    const person = state.people.get(chatId);
    for (const id of messageIds) person?.messages.delete(id);
    notify({ type: 'removed', chatId, messageIds });
  }

  function setAction(chatId, action) {
    const person = state.people.get(chatId);
    if (!person) return;
    clearTimeout(person.actionTimer);
    person.action = action;
    person.actionTimer = setTimeout(() => {
      person.action = undefined;
      notify({ type: 'person', chatId });
    }, ACTION_MS);
    notify({ type: 'person', chatId });
  }

  return {
    state,
    subscribe: (listener) => listeners.add(listener),
    setPeople,
    putMessage,
    removeMessages,
    setAction,
    current: () => state.people.get(state.currentId),
    select(id) {
      state.currentId = id;
      sessionStorage.setItem(CURRENT, String(id));
      const person = state.people.get(id);
      if (person) person.unread = 0;
      notify({ type: 'all' });
    },
    setBlocked(chatId, blocked) {
      const person = state.people.get(chatId);
      if (person) person.blocked = blocked;
      notify({ type: 'person', chatId });
    },
    setLost(isLost) {
      if (state.isLost === isLost) return;
      state.isLost = isLost;
      notify({ type: 'connection' });
    },
    isPressed: (messageId, data) =>
      [...state.presses.values()].some(
        (press) => press.messageId === messageId && press.data === data,
      ),
    beginPress(queryId, press) {
      if (state.early.delete(queryId)) return;
      state.presses.set(queryId, press);
      notify({ type: 'press', messageId: press.messageId });
    },
    endPress(queryId) {
      const press = state.presses.get(queryId);
      if (!press) return void state.early.add(queryId);
      state.presses.delete(queryId);
      notify({ type: 'press', messageId: press.messageId });
    },
  };
}

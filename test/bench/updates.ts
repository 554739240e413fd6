import { LIVING_ID } from './sink-ids.ts';

/** People's Telegram ids begin here. */
const FIRST_PERSON = 700_000_000;

export const personNumber = (nth: number) => FIRST_PERSON + nth;

const userOf = (id: number) => ({
  id,
  is_bot: false,
  first_name: 'Анна',
  username: `anna${id}`,
  language_code: 'ru',
});

const chatOf = (id: number) => ({
  id,
  type: 'private',
  first_name: 'Анна',
  username: `anna${id}`,
});

/** Makes updates as Telegram words them, each with an id of its own. */
export function createUpdates() {
  // Telegram's first update id is random; later ones go on from it.
  let lastId = 100_000_000 + Math.floor(Math.random() * 1e8);

  const message = (from: number, text: string, more: object = {}) => {
    lastId += 1;
    return JSON.stringify({
      update_id: lastId,
      message: {
        message_id: (lastId % 1e6) + LIVING_ID + 1,
        from: userOf(from),
        chat: chatOf(from),
        date: Math.floor(Date.now() / 1000),
        text,
        ...more,
      },
    });
  };

  return {
    text: message,
    command: (from: number, text: string) =>
      message(from, text, { entities: [{ offset: 0, length: text.length, type: 'bot_command' }] }),
    /** A press on the person's living screen. */
    press: (from: number, data: string) => {
      lastId += 1;
      return JSON.stringify({
        update_id: lastId,
        callback_query: {
          id: String(lastId),
          from: userOf(from),
          message: {
            message_id: LIVING_ID,
            from: { id: 1, is_bot: true, first_name: 'AISHA', username: 'aisha_bot' },
            chat: chatOf(from),
            date: Math.floor(Date.now() / 1000),
            caption: 'Что будем рисовать сегодня?',
            photo: [
              {
                file_id: 'AgACAgIAAx',
                file_unique_id: 'AQAD',
                file_size: 90_000,
                width: 960,
                height: 540,
              },
            ],
            reply_markup: {
              inline_keyboard: [
                [{ text: 'Создать', callback_data: 'create' }],
                [{ text: 'Помощь', callback_data: 'help' }],
              ],
            },
          },
          chat_instance: '-3141592653589793238',
          data,
        },
      });
    },
  };
}

export type Updates = ReturnType<typeof createUpdates>;

/** Each is a new screen, wherever the one before was reached from. */
const ROUND = ['help', 'privacy', 'back', 'home', 'settings', 'home', 'balance', 'back'] as const;

/** Presses of so many people in turn, each going round the menu; `total` of them. */
export function menuPresses(updates: Updates, people: number, total = Number.POSITIVE_INFINITY) {
  let made = 0;
  return (): string | undefined => {
    if (made >= total) return undefined;
    const data = ROUND[Math.floor(made / people) % ROUND.length] ?? 'home';
    const body = updates.press(personNumber(made % people), data);
    made += 1;
    return body;
  };
}

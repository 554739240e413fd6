import type { BotApi } from '../../src/demo/bot-api/bot-api.ts';
import type { CallRecord } from '../../src/demo/bot-api/calls.ts';
import type { Button, ShownMessage } from '../../src/demo/bot-api/types.ts';

export interface PhoneNeeds {
  readonly id: number;
  readonly telegram: BotApi;
  readonly settled: () => Promise<void>;
}

type Label = string | RegExp;

export const buttonsOf = (message: ShownMessage): readonly Button[] =>
  message.reply_markup?.inline_keyboard.flat() ?? [];

export const labelsOf = (message: ShownMessage): readonly string[] =>
  buttonsOf(message).map(({ text }) => text);

export const wordsOf = ({ text, caption }: ShownMessage): string => text ?? caption ?? '';

const fits = (label: Label, text: string) =>
  typeof label === 'string' ? text.includes(label) : label.test(text);

/** One person with their phone: what they do, and what they see when all is quiet again. */
export function createPhone({ id, telegram, settled }: PhoneNeeds) {
  const messages = () => telegram.chat(id);
  const theirs = () => messages().filter(({ own }) => !own);

  const screen = (): ShownMessage => {
    const found = theirs().findLast((message) => message.photo && buttonsOf(message).length > 0);
    if (!found) throw new Error('there is no screen');
    return found;
  };

  const find = (label: Label) => {
    for (const message of theirs().toReversed()) {
      const button = buttonsOf(message).find(({ text }) => fits(label, text));
      if (button) return { message, button };
    }
    const seen = theirs().flatMap(labelsOf).join(' | ');
    throw new Error(`no button ${label}; there are: ${seen}`);
  };

  const pressData = async (messageId: number, data: string): Promise<string> => {
    const press = telegram.pressStale(id, messageId, data);
    const { text } = await press.answered;
    await settled();
    return text;
  };

  return {
    id,
    messages,
    theirs,
    /** The lowest message with a picture and buttons. */
    screen,
    words: () => wordsOf(screen()),
    labels: () => labelsOf(screen()),
    last: (): ShownMessage => {
      const last = theirs().at(-1);
      if (!last) throw new Error('the bot has said nothing');
      return last;
    },
    say: async (text: string) => {
      const message = telegram.say(id, text);
      await settled();
      return message;
    },
    edit: async (messageId: number, text: string) => {
      telegram.edit(id, messageId, text);
      await settled();
    },
    /** Presses the lowest button whose label contains or matches this; returns the toast. */
    press: async (label: Label): Promise<string> => {
      const { message, button } = find(label);
      return pressData(message.message_id, button.callback_data ?? '');
    },
    /** The button on this message. */
    pressOn: async (message: ShownMessage, label: Label): Promise<string> => {
      const button = buttonsOf(message).find(({ text }) => fits(label, text));
      if (!button) throw new Error(`no button ${label}; there are: ${labelsOf(message)}`);
      return pressData(message.message_id, button.callback_data ?? '');
    },
    /** Whatever data, on whatever message. */
    pressData,
    /** Calls to this chat during `act`, without answers to presses. */
    callsOf: async (act: () => Promise<unknown>): Promise<readonly CallRecord[]> => {
      const before = telegram.calls.length;
      await act();
      return telegram.calls.slice(before).filter(({ params }) => Number(params['chat_id']) === id);
    },
  };
}

export type Phone = ReturnType<typeof createPhone>;

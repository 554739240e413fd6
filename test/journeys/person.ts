import { type Balances, balances } from '../../db/ledger.ts';
import type { Db } from '../../db/open.ts';
import { personByTelegramId } from '../../db/people.ts';
import type { Generation, Person as PersonRow } from '../../db/schema.ts';
import type { BotApi } from '../../src/demo/bot-api/bot-api.ts';
import type { Button, ShownMessage } from '../../src/demo/bot-api/types.ts';
import { eventually } from '../eventually.ts';

export interface PersonNeeds {
  readonly id: number;
  readonly telegram: BotApi;
  readonly db: Db;
  readonly patienceMs?: number;
}

/** A string is part of a label; a pattern may also fit the button's data. */
export type Label = string | RegExp;

/** A journey waits for what it is to see; after this it will not come. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 10;

export const buttonsOf = ({ reply_markup }: ShownMessage): readonly Button[] =>
  reply_markup?.inline_keyboard.flat() ?? [];

export const wordsOf = ({ text, caption }: ShownMessage): string => text ?? caption ?? '';

const fits =
  (label: Label) =>
  ({ text, callback_data = '' }: Button) =>
    typeof label === 'string'
      ? text.includes(label)
      : label.test(text) || label.test(callback_data);

/** What is on a phone, kept as it happens: asking the stand-in copies the whole chat. */
function createPhone(id: number, telegram: BotApi): ReadonlyMap<number, ShownMessage> {
  const phone = new Map<number, ShownMessage>();
  telegram.subscribe((event) => {
    if (event.type === 'message' && event.chatId === id)
      phone.set(event.message.message_id, event.message);
    if (event.type === 'removed' && event.chatId === id)
      for (const messageId of event.messageIds) phone.delete(messageId);
  });
  return phone;
}

/** One person with their phone. Every act waits until what it needs is on the phone. */
export function createPerson({ id, telegram, db, patienceMs = PATIENCE_MS }: PersonNeeds) {
  const phone = createPhone(id, telegram);
  const theirs = () => [...phone.values()].filter(({ own }) => !own);

  const wait = <T>(question: () => T | undefined | Promise<T | undefined>, what: string) =>
    eventually(question, { timeoutMs: patienceMs, everyMs: LOOK_MS }).catch((cause) => {
      const seen = theirs().map(
        (message) => `${wordsOf(message)} [${buttonsOf(message).map(({ text }) => text)}]`,
      );
      throw new Error(`${what} did not come; there is:\n${seen.join('\n---\n')}`, { cause });
    });

  const sees = (words: RegExp): Promise<ShownMessage> =>
    wait(() => theirs().findLast((message) => words.test(wordsOf(message))), String(words));

  const find = (label: Label, on: RegExp) =>
    wait(() => {
      for (const message of theirs().toReversed()) {
        const button = on.test(wordsOf(message)) && buttonsOf(message).find(fits(label));
        if (button) return { messageId: message.message_id, data: button.callback_data ?? '' };
      }
      return undefined;
    }, `the button ${label}`);

  /** Presses the lowest such button, on a message with these words; returns the toast. */
  const press = async (label: Label, on = /(?:)/): Promise<string> => {
    const { messageId, data } = await find(label, on);
    return (await telegram.pressStale(id, messageId, data).answered).text;
  };

  const row = async (): Promise<PersonRow> => {
    const found = await personByTelegramId(db.kysely, id);
    if (!found) throw new Error(`nobody has met ${id}`);
    return found;
  };

  const orders = async (): Promise<Generation[]> =>
    db.kysely
      .selectFrom('generations')
      .selectAll()
      .where('person_id', '=', (await row()).id)
      .orderBy('created_at', 'desc')
      .execute();

  /** Writes a description and waits for the question whether to make it. */
  const describe = async (description: string) => {
    telegram.say(id, description);
    const { messageId, data } = await find(/^make\//, new RegExp(literally(description)));
    const [, draftId = '', price = ''] = data.split('/');
    return { draftId, price: Number(price), messageId, data };
  };

  const choose = async (count: number) => {
    await press(/^pick\/.*\/count$/);
    await press(new RegExp(`^chooseCount/.*/${count}$`));
    const price = `${count * 5}`;
    return find(new RegExp(`^make/.*/${price}$`), /(?:)/);
  };

  /** Writes, chooses, agrees; returns the order's id once it is taken. */
  const order = async (description: string, count = 1): Promise<string> => {
    const { draftId } = await describe(description);
    if (count !== 1) await choose(count);
    await press(new RegExp(`^make/${draftId}/`));
    await wait(
      async () => (await orders()).find((generation) => generation.id === draftId),
      `the order of ${description}`,
    );
    return draftId;
  };

  return {
    id,
    messages: theirs,
    say: (text: string) => telegram.say(id, text),
    sees,
    press,
    describe,
    choose,
    order,
    orders,
    row,
    coins: async (): Promise<Balances> => balances(db.kysely, (await row()).id),
    /** The newest message with a result's buttons. */
    result: () => sees(/^Done!/),
  };
}

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export type Person = ReturnType<typeof createPerson>;

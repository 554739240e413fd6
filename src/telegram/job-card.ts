import { type Failure, type Outcome, outcomeOf } from './call-outcome.ts';
import { type Keyboard, markupOf } from './keyboard.ts';
import { type NotDone, notDone } from './not-done.ts';
import type { Telegram } from './telegram-api.ts';

/** The message id of each order's card; null: none is shown. */
export interface CardIds {
  readonly get: (orderId: string) => Promise<number | null>;
  readonly set: (orderId: string, messageId: number | null) => Promise<void>;
}

export interface JobCardPorts {
  readonly telegram: Telegram;
  readonly cards: CardIds;
}

export interface Card {
  /** Telegram HTML. */
  readonly text: string;
  readonly keyboard: Keyboard;
}

export interface CardPlace {
  readonly orderId: string;
  readonly chatId: number;
}

export type CardShown = { readonly kind: 'done' } | NotDone;

/** Not modified, deleted by the person, overtaken by a newer edit. */
const AS_IT_SHOULD_BE: readonly Failure['kind'][] = ['unchanged', 'gone', 'superseded'];

const shownOf = (outcome: Outcome<unknown>): CardShown =>
  outcome.kind === 'ok' || AS_IT_SHOULD_BE.includes(outcome.kind)
    ? { kind: 'done' }
    : notDone(outcome);

/** The silent message that shows how an order is getting on. */
export function createJobCard({ telegram, cards }: JobCardPorts) {
  const api = telegram.progress;

  async function send(
    { orderId, chatId }: CardPlace,
    { text, keyboard }: Card,
  ): Promise<CardShown> {
    const sent = await outcomeOf(
      api.sendMessage(chatId, text, {
        parse_mode: 'HTML',
        disable_notification: true,
        reply_markup: markupOf(keyboard),
      }),
    );
    if (sent.kind === 'ok') await cards.set(orderId, sent.value.message_id);
    return shownOf(sent);
  }

  return {
    async show(place: CardPlace, card: Card): Promise<CardShown> {
      const messageId = await cards.get(place.orderId);
      if (messageId === null) return send(place, card);
      const edited = await outcomeOf(
        api.editMessageText(place.chatId, messageId, card.text, {
          parse_mode: 'HTML',
          reply_markup: markupOf(card.keyboard),
        }),
      );
      return shownOf(edited);
    },
    async close({ orderId, chatId }: CardPlace): Promise<CardShown> {
      const messageId = await cards.get(orderId);
      if (messageId === null) return { kind: 'done' };
      const outcome = shownOf(await outcomeOf(api.deleteMessage(chatId, messageId)));
      if (outcome.kind !== 'later') await cards.set(orderId, null);
      return outcome;
    },
  };
}

export type JobCard = ReturnType<typeof createJobCard>;

import { type Failure, outcomeOf } from './call-outcome.ts';
import { type Keyboard, markupOf } from './keyboard.ts';
import type { Telegram } from './telegram-api.ts';

/** The message id of each order's card; null: none is shown. */
export interface CardIds {
  readonly get: (generationId: string) => Promise<number | null>;
  readonly set: (generationId: string, messageId: number | null) => Promise<void>;
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
  readonly generationId: string;
  readonly chatId: number;
}

export type CardShown =
  | { readonly kind: 'done' | 'blocked' }
  /** Seconds. */
  | { readonly kind: 'later'; readonly retryAfter: number }
  | { readonly kind: 'refused'; readonly description: string };

const UNREACHABLE_RETRY_S = 5;

function failed(failure: Failure): CardShown {
  switch (failure.kind) {
    case 'blocked':
      return { kind: 'blocked' };
    case 'rate-limited':
      return { kind: 'later', retryAfter: failure.retryAfter };
    case 'unreachable':
    case 'unauthorized':
    case 'conflict':
      return { kind: 'later', retryAfter: UNREACHABLE_RETRY_S };
    case 'refused':
      return { kind: 'refused', description: failure.description };
    // Not modified, deleted by the person, overtaken by a newer edit: all as it should be.
    default:
      return { kind: 'done' };
  }
}

/** The silent message that shows how an order is getting on. */
export function createJobCard({ telegram, cards }: JobCardPorts) {
  const api = telegram.progress;

  async function send({ generationId, chatId }: CardPlace, { text, keyboard }: Card) {
    const sent = await outcomeOf(
      api.sendMessage(chatId, text, {
        parse_mode: 'HTML',
        disable_notification: true,
        reply_markup: markupOf(keyboard),
      }),
    );
    if (sent.kind !== 'ok') return failed(sent);
    await cards.set(generationId, sent.value.message_id);
    return { kind: 'done' } as const;
  }

  return {
    async show(place: CardPlace, card: Card): Promise<CardShown> {
      const messageId = await cards.get(place.generationId);
      if (messageId === null) return send(place, card);
      const edited = await outcomeOf(
        api.editMessageText(place.chatId, messageId, card.text, {
          parse_mode: 'HTML',
          reply_markup: markupOf(card.keyboard),
        }),
      );
      return edited.kind === 'ok' ? { kind: 'done' } : failed(edited);
    },
    async close({ generationId, chatId }: CardPlace): Promise<CardShown> {
      const messageId = await cards.get(generationId);
      if (messageId === null) return { kind: 'done' };
      const deleted = await outcomeOf(api.deleteMessage(chatId, messageId));
      const outcome = deleted.kind === 'ok' ? ({ kind: 'done' } as const) : failed(deleted);
      if (outcome.kind !== 'later') await cards.set(generationId, null);
      return outcome;
    },
  };
}

export type JobCard = ReturnType<typeof createJobCard>;

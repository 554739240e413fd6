import type { Chore } from '../actors/sweep.ts';
import type { JobCard } from '../telegram/job-card.ts';
import type { Message } from '../telegram/screens/message.ts';
import type { Say, Words } from '../telegram/words.ts';
import { createDrawings } from './drawings.ts';
import { languageOf } from './locale-of.ts';
import type { Reach } from './reach.ts';
import { RetryLater } from './retry-later.ts';

/** A card's seconds go on this often at first, and so often after a minute. */
const EDIT_EVERY_MS = 5_000;
const EDIT_LATER_EVERY_MS = 15_000;
const YOUNG_MS = 60_000;

/** An order that has a card. */
export interface Carded {
  readonly id: string;
  readonly person_id: string;
  readonly created_at: number;
  readonly end_state: string | null;
}

export interface CardsNeeds {
  readonly reach: Reach;
  readonly words: Words;
  readonly card: JobCard;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** The one kind of orders whose cards these are. */
export interface CardedOrders<Order extends Carded> {
  /** Of the chore. */
  readonly name: string;
  readonly byId: (id: string) => Promise<Order | undefined>;
  readonly allOpen: () => Promise<readonly Order[]>;
  /** What the card tells now. */
  readonly load: (order: Order) => Promise<(t: Say) => Message>;
}

/**
 * The cards of jobs under way. They are drawn beside the actors, from the rows: a card that waits
 * for Telegram holds up no order, and one that is lost is drawn again at the next tick.
 */
export interface Cards {
  /** The order has come to another stage. */
  readonly show: (id: string) => void;
  /** Takes the card away, after what is being drawn. */
  readonly close: (id: string) => Promise<void>;
  /** Lets the seconds go on, for every open order. */
  readonly ticking: Chore;
  /** Resolves when no card is being drawn. */
  readonly idle: () => Promise<void>;
}

/** What a card shows: one that would show the same is not edited. */
interface Drawn {
  readonly at: number;
  readonly content: string;
}

export function createJobCards<Order extends Carded>(
  { reach, words, card, now, onError }: CardsNeeds,
  { name, byId, allOpen, load }: CardedOrders<Order>,
): Cards {
  const drawn = new Map<string, Drawn>();

  const draw = async (id: string) => {
    const order = await byId(id);
    if (!order || order.end_state !== null) return;
    const person = await reach.byId(order.person_id);
    if (!person || person.unreachable_at !== null) return;
    const say = await load(order);
    const { html: text, keyboard } = say(words(languageOf(person)));
    const content = JSON.stringify([text, keyboard]);
    if (drawn.get(id)?.content === content) return;
    const shown = await card.show({ orderId: id, chatId: person.telegram_id }, { text, keyboard });
    drawn.set(id, { at: now(), content: shown.kind === 'done' ? content : '' });
    if (shown.kind === 'blocked') await reach.blocked(person);
  };

  const drawings = createDrawings(draw, onError);

  const isDue = ({ id, created_at }: Order) => {
    const age = now() - created_at;
    const every = age < YOUNG_MS ? EDIT_EVERY_MS : EDIT_LATER_EVERY_MS;
    return now() - (drawn.get(id)?.at ?? created_at) >= every;
  };

  /** Another instance may have closed the cards of orders that are over. */
  const forgetAllBut = (open: ReadonlySet<string>) => {
    for (const id of drawn.keys()) if (!open.has(id)) drawn.delete(id);
  };

  return {
    show: drawings.begin,
    close: async (id) => {
      await drawings.end(id);
      drawn.delete(id);
      const order = await byId(id);
      const person = order && (await reach.byId(order.person_id));
      if (!person) return;
      const closed = await card.close({ orderId: id, chatId: person.telegram_id });
      if (closed.kind === 'later') throw new RetryLater('card-not-closed');
    },
    ticking: {
      name,
      everyMs: 1000,
      run: async () => {
        const open = await allOpen();
        forgetAllBut(new Set(open.map(({ id }) => id)));
        for (const order of open) if (isDue(order)) drawings.begin(order.id);
      },
    },
    idle: drawings.idle,
  };
}

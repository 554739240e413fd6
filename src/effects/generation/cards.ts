import { attemptsOf } from '../../../db/attempts.ts';
import { allOpen, generationById, placeInLine } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt, Generation } from '../../../db/schema.ts';
import type { Stage } from '../../../machines/generation.ts';
import type { Chore } from '../../actors/sweep.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import type { JobCard } from '../../telegram/job-card.ts';
import { jobCard } from '../../telegram/screens/messages.ts';
import type { Words } from '../../telegram/words.ts';
import { languageOf } from '../locale-of.ts';
import type { Reach } from '../reach.ts';
import { RetryLater } from '../retry-later.ts';

/** A card's seconds go on this often at first, and so often after a minute. */
const EDIT_EVERY_MS = 5_000;
const EDIT_LATER_EVERY_MS = 15_000;
const YOUNG_MS = 60_000;
/** Cards being drawn; more would but wait for Telegram, with all they hold in memory. */
const AT_ONCE = 32;

const CANCELLABLE: readonly Stage[] = ['waiting', 'sending', 'queued'];

export interface CardsNeeds {
  readonly db: Handle;
  readonly reach: Reach;
  readonly words: Words;
  readonly card: JobCard;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
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

interface Drawing {
  /** Another stage came while this one was drawn. */
  again: boolean;
  done: Promise<void>;
}

export function createCards({ db, reach, words, card, now, onError }: CardsNeeds): Cards {
  const drawings = new Map<string, Drawing>();
  const drawn = new Map<string, Drawn>();
  const inTurn = createFewAtOnce(AT_ONCE);

  const draw = async (id: string) => {
    const generation = await generationById(db, id);
    if (!generation || generation.end_state !== null) return;
    const person = await reach.byId(generation.person_id);
    if (!person || person.unreachable_at !== null) return;
    const stage = stageOf(generation, (await attemptsOf(db, id)).at(-1));
    const place = { generationId: id, chatId: person.telegram_id };
    const { html: text, keyboard } = jobCard(
      {
        generationId: id,
        stage,
        place: stage === 'waiting' ? await placeInLine(db, id) : null,
        seconds: (now() - generation.created_at) / 1000,
        canCancel: CANCELLABLE.includes(stage),
        description: generation.description,
      },
      words(languageOf(person)),
    );
    const content = JSON.stringify([text, keyboard]);
    if (drawn.get(id)?.content === content) return;
    const shown = await card.show(place, { text, keyboard });
    drawn.set(id, { at: now(), content: shown.kind === 'done' ? content : '' });
    if (shown.kind === 'blocked') await reach.blocked(person);
  };

  const drawOn = async (id: string, drawing: Drawing) => {
    do {
      drawing.again = false;
      await inTurn(() => draw(id)).catch(onError);
    } while (drawing.again);
    drawings.delete(id);
  };

  const show = (id: string) => {
    const under = drawings.get(id);
    if (under) {
      under.again = true;
      return;
    }
    const drawing: Drawing = { again: false, done: Promise.resolve() };
    drawings.set(id, drawing);
    drawing.done = drawOn(id, drawing);
  };

  const isDue = ({ id, created_at }: Generation) => {
    const age = now() - created_at;
    const every = age < YOUNG_MS ? EDIT_EVERY_MS : EDIT_LATER_EVERY_MS;
    return now() - (drawn.get(id)?.at ?? created_at) >= every;
  };

  /** Another instance may have closed the cards of orders that are over. */
  const forgetAllBut = (open: ReadonlySet<string>) => {
    for (const id of drawn.keys()) if (!open.has(id)) drawn.delete(id);
  };

  return {
    show,
    close: async (id) => {
      const drawing = drawings.get(id);
      if (drawing) drawing.again = false;
      await drawing?.done;
      drawn.delete(id);
      const generation = await generationById(db, id);
      const person = generation && (await reach.byId(generation.person_id));
      if (!person) return;
      const closed = await card.close({ generationId: id, chatId: person.telegram_id });
      if (closed.kind === 'later') throw new RetryLater('card-not-closed');
    },
    ticking: {
      name: 'cards',
      everyMs: 1000,
      run: async () => {
        const open = await allOpen(db);
        forgetAllBut(new Set(open.map(({ id }) => id)));
        for (const generation of open) if (isDue(generation)) show(generation.id);
      },
    },
    idle: async () => {
      await Promise.all([...drawings.values()].map(({ done }) => done));
    },
  };
}

function stageOf(generation: Generation, attempt: Attempt | undefined): Stage {
  if (generation.stored_at !== null) return 'delivering';
  if (generation.admitted_at === null) return 'waiting';
  if (!attempt || attempt.state === 'posting' || attempt.state === 'refused') return 'sending';
  if (attempt.finished_at !== null) return 'storing';
  return attempt.started_at === null ? 'queued' : 'rendering';
}

import type { Handle } from '../../db/open.ts';
import { markUnreachable, personById, personByTelegramId } from '../../db/people.ts';
import type { Person } from '../../db/schema.ts';
import type { Messenger, Note, NoteOptions, Told } from '../telegram/messenger.ts';
import { RetryLater } from './retry-later.ts';

/** A person whom Telegram knows. */
export type Reachable = Person & { readonly telegram_id: number };

const isKnown = (person: Person | undefined): person is Reachable =>
  person !== undefined && person.telegram_id !== null;

export interface ReachNeeds {
  readonly db: Handle;
  readonly messenger: Messenger;
  readonly now: () => number;
}

/** Of a chat's key, `chat:<telegram id>`. */
export const telegramIdOf = (key: string): number => Number(key.slice(key.indexOf(':') + 1));

/** Finds the person behind an actor or an order, and remembers who cannot be reached. */
export function createReach({ db, messenger, now }: ReachNeeds) {
  const blocked = (person: Person) => markUnreachable(db, person.id, now());

  /** Remembers a block; asks for another try where one may help. */
  const heed = async (person: Person, told: Told): Promise<boolean> => {
    if (told === 'blocked') await blocked(person);
    if (told === 'later') throw new RetryLater('telegram-unreachable');
    return told === 'done';
  };

  return {
    /** Null once they are erased. */
    byChat: async (key: string): Promise<Reachable | null> => {
      const person = await personByTelegramId(db, telegramIdOf(key));
      return isKnown(person) ? person : null;
    },
    byId: async (personId: string): Promise<Reachable | null> => {
      const person = await personById(db, personId);
      return isKnown(person) ? person : null;
    },
    blocked,
    heed,
    /** True if it arrived. Throws `RetryLater` when Telegram could not be asked. */
    tell: async (person: Reachable, note: Note, options?: NoteOptions): Promise<boolean> =>
      heed(person, await messenger.send(person.telegram_id, note, options)),
  };
}

export type Reach = ReturnType<typeof createReach>;

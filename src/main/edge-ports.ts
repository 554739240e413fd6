import { createHmac } from 'node:crypto';
import { openOf } from '../../db/generations.ts';
import { createTakeIn } from '../../db/newcomers.ts';
import { type Handle, isDatabaseAway } from '../../db/open.ts';
import { markReachable, markUnreachable, personByTelegramId, touch } from '../../db/people.ts';
import { createFindPresser } from '../../db/pressers.ts';
import type { Person } from '../../db/schema.ts';
import type { Language } from '../../machines/chat/types.ts';
import { ActorError } from '../actors/actor-error.ts';
import { StoreError } from '../actors/store-error.ts';
import { languageOf } from '../effects/locale-of.ts';
import type { EdgePorts } from '../telegram/take-update.ts';

const HOUR_MS = 3_600_000;

export interface PeopleNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly newId: () => string;
  /** Keys the hash by which a returning person is known to have had the welcome. */
  readonly secret: string;
  readonly welcomeCoins: number;
  readonly defaultLanguage: Language;
  /** These orders wait for a person who is back. */
  readonly onReachable: (generationIds: readonly string[]) => void;
}

/** Takes people in, and notices who went away or came back. */
export function createPeoplePorts(
  needs: PeopleNeeds,
): Pick<EdgePorts, 'meet' | 'reachable' | 'unreachable'> {
  const { db, now, newId, secret, welcomeCoins, defaultLanguage, onReachable } = needs;

  const findPresser = createFindPresser(db);

  const isBack = async ({ id, unreachable_at }: Person) => {
    if (unreachable_at === null || !(await markReachable(db, id))) return;
    onReachable((await openOf(db, id)).map((generation) => generation.id));
  };

  const known = async (telegramId: number) => personByTelegramId(db, telegramId);

  const takeNewcomerIn = createTakeIn(db);

  const takeIn = async ({
    telegramId,
    languageCode,
    startParameter,
  }: Parameters<EdgePorts['meet']>[0]) => {
    const { person, isNew } = await takeNewcomerIn({
      telegramId,
      language: languageFor(languageCode, defaultLanguage),
      ...(startParameter !== null && { startParameter }),
      now: now(),
      newId,
      hash: createHmac('sha256', secret).update(`person ${telegramId}`).digest('hex'),
      welcomeCoins,
    });
    return { personId: person.id, isNew, language: languageOf(person), screen: null };
  };

  return {
    meet: async (arrival) => {
      const person = await findPresser(arrival.telegramId);
      if (!person) return takeIn(arrival);
      await isBack(person);
      if (now() - person.last_seen_at > HOUR_MS) await touch(db, person.id, now());
      const { id, screen } = person;
      return { personId: id, isNew: false, language: languageOf(person), screen };
    },
    reachable: async (telegramId) => {
      const person = await known(telegramId);
      if (person) await isBack(person);
    },
    unreachable: async (telegramId) => {
      const person = await known(telegramId);
      if (person) await markUnreachable(db, person.id, now());
    },
  };
}

/** Ukrainian, Belarusian and Kazakh phones are answered in Russian, others in English. */
const RUSSIAN_READERS = /^(ru|uk|be|kk)\b/;

function languageFor(code: string | null, otherwise: Language): Language {
  if (code === null) return otherwise;
  return RUSSIAN_READERS.test(code) ? 'ru' : 'en';
}

/** Nothing of it was an update's fault: Telegram shall keep the update and send it again. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof StoreError || isDatabaseAway(error) || isForAnother(error);
}

/** A newer instance has taken the actor over, in a deploy under way: it takes the update. */
export const isForAnother = (error: unknown): boolean =>
  error instanceof ActorError && error.code === 'newer-record';

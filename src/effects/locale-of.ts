import type { Person } from '../../db/schema.ts';
import type { Language } from '../../machines/chat/types.ts';

export const languageOf = ({ language }: Pick<Person, 'language'>): Language =>
  language === 'en' ? 'en' : 'ru';

/** Until people choose one, days begin in the zone that most readers of a language live in. */
const ZONES: Readonly<Record<Language, string>> = { ru: 'Europe/Moscow', en: 'UTC' };

/** The IANA zone in which the person's days begin. */
export const timeZoneOf = (person: Pick<Person, 'language' | 'time_zone'>): string =>
  person.time_zone ?? ZONES[languageOf(person)];

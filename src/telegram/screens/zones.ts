import type { Language } from '../../../machines/chat/types.ts';

/** A time zone by the city that people know it by: its name is the message `zone-…`. */
const russian = [
  'Europe/Berlin',
  'Europe/Kaliningrad',
  'Asia/Jerusalem',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Kamchatka',
] as const;

const english = [
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Jerusalem',
  'Europe/Moscow',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Australia/Sydney',
] as const;

export type Zone = (typeof russian)[number] | (typeof english)[number];

/** Those most likely for a language, from west to east. */
export const zonesOf: Readonly<Record<Language, readonly Zone[]>> = { ru: russian, en: english };

/** Every zone that can be chosen. */
export const zones: readonly Zone[] = [...new Set([...russian, ...english])];

/** `Europe/Moscow` → `zone-moscow`. */
export const zoneKey = (zone: Zone): string =>
  `zone-${(zone.split('/').at(-1) ?? zone).toLowerCase().replaceAll('_', '-')}`;

export const isZone = (zone: string): zone is Zone => zones.some((known) => known === zone);

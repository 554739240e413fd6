import { badRequest } from './errors.ts';
import { parseHtml } from './html.ts';
import type { Entity } from './types.ts';

export const MAX_TEXT = 4096;
export const MAX_CAPTION = 1024;

type Marked = { text: string; entities: Entity[] };
type Source = { text: string; parseMode?: string | undefined; entities?: Entity[] | undefined };

function mark({ text, parseMode, entities }: Source): Marked {
  if (parseMode === undefined || parseMode === '') return { text, entities: entities ?? [] };
  if (parseMode.toLowerCase() === 'html') return parseHtml(text);
  throw badRequest('unsupported parse_mode');
}

function clip(entity: Entity, start: number, end: number): Entity {
  const from = Math.max(entity.offset, start);
  const to = Math.min(entity.offset + entity.length, end);
  return { ...entity, offset: from - start, length: to - from };
}

/** Telegram cuts white space around a text, and entities with it. */
function trim({ text, entities }: Marked): Marked {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const clipped = entities.map((entity) => clip(entity, start, end));
  return { text: text.slice(start, end), entities: clipped.filter((entity) => entity.length > 0) };
}

const DETECTED: [type: string, pattern: RegExp][] = [
  ['bot_command', /(?<![\w/<>])\/[a-z0-9_]{1,32}(?:@\w+)?(?![\w/])/gi],
  ['url', /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/gi],
];

const overlaps = (a: Entity, b: Entity) =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;

/** Finds commands and addresses in a plain text, as Telegram does for people and bots alike. */
export function detectEntities(text: string, known: Entity[] = []): Entity[] {
  const found = DETECTED.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((m) => ({ type, offset: m.index, length: m[0].length })),
  );
  const links = new Set(['code', 'pre', 'text_link', 'url', 'bot_command']);
  const taken = known.filter((entity) => links.has(entity.type));
  const fresh = found.filter((entity) => !taken.some((other) => overlaps(entity, other)));
  return [...known, ...fresh].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function read(source: Source): Marked {
  const { text, entities } = trim(mark(source));
  return { text, entities: detectEntities(text, entities) };
}

/** The text of a message; limits count UTF-16 units after the entities are taken out. */
export function readText(source: Source): { text: string; entities?: Entity[] } {
  const { text, entities } = read(source);
  if (text === '') throw badRequest('message text is empty');
  if (text.length > MAX_TEXT) throw badRequest('message is too long');
  return entities.length > 0 ? { text, entities } : { text };
}

export function readCaption(source: Partial<Source>): {
  caption?: string;
  caption_entities?: Entity[];
} {
  const { text, entities } = read({ ...source, text: source.text ?? '' });
  if (text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  if (text === '') return {};
  return entities.length > 0 ? { caption: text, caption_entities: entities } : { caption: text };
}

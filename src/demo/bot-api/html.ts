import { badRequest } from './errors.ts';
import type { Entity } from './types.ts';

const ENTITY_OF_TAG: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
};

const NAMED_CHARACTERS: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

type OpenTag = { name: string; attributes: Map<string, string>; offset: number };

const bytes = new TextEncoder();
const byteOffset = (html: string, index: number) => bytes.encode(html.slice(0, index)).length;

const unparsable = (reason: string) => badRequest(`can't parse entities: ${reason}`);

/** Telegram knows four named characters and the numeric ones; any other `&…;` stays as written. */
export function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));/gi,
    (whole, dec, hex, name) => {
      if (name) return NAMED_CHARACTERS[name.toLowerCase()] ?? whole;
      const code = dec ? Number(dec) : Number.parseInt(hex, 16);
      return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function readAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  const pattern = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/gi;
  for (const [, name = '', double, single, bare] of source.matchAll(pattern)) {
    attributes.set(name.toLowerCase(), unescapeHtml(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

function openTag(html: string, index: number, source: string, offset: number): OpenTag {
  const name = /^[^\s>/]*/.exec(source)?.[0].toLowerCase() ?? '';
  const attributes = readAttributes(source.slice(name.length));
  const isSpoiler = name !== 'span' || attributes.get('class') === 'tg-spoiler';
  if (!Object.hasOwn(ENTITY_OF_TAG, name)) {
    throw unparsable(`Unsupported start tag "${name}" at byte offset ${byteOffset(html, index)}`);
  }
  if (!isSpoiler) {
    const at = byteOffset(html, index);
    throw unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
  }
  return { name, attributes, offset };
}

function closeTag(html: string, index: number, name: string, open: OpenTag | undefined): OpenTag {
  const at = byteOffset(html, index);
  if (!open) throw unparsable(`Unexpected end tag at byte offset ${at}`);
  if (name && name !== open.name) {
    throw unparsable(
      `Unmatched end tag at byte offset ${at}, expected "</${open.name}>", found "</${name}>"`,
    );
  }
  return open;
}

function toEntity(tag: OpenTag, text: string): Entity | undefined {
  const plain = { offset: tag.offset, length: text.length - tag.offset };
  const type = ENTITY_OF_TAG[tag.name] ?? tag.name;
  if (plain.length === 0) return undefined;
  if (type === 'text_link') {
    const url = tag.attributes.get('href') ?? text.slice(tag.offset);
    return URL.canParse(url) ? { type, ...plain, url } : undefined;
  }
  if (type === 'blockquote' && tag.attributes.has('expandable')) {
    return { type: 'expandable_blockquote', ...plain };
  }
  if (type === 'custom_emoji') {
    return { type, ...plain, custom_emoji_id: tag.attributes.get('emoji-id') ?? '' };
  }
  return { type, ...plain };
}

/** `<pre><code class="language-x">` is one `pre` with a language, as in Telegram. */
function mergeCodeIntoPre(entities: Entity[], tag: OpenTag, entity: Entity): Entity[] {
  if (tag.name !== 'pre') return [...entities, entity];
  const inner = entities.find(
    (other) =>
      other.type === 'code' && other.offset === entity.offset && other.length === entity.length,
  );
  if (!inner) return [...entities, entity];
  const rest = entities.filter((other) => other !== inner);
  return [...rest, inner.language ? { ...entity, language: inner.language } : entity];
}

function withLanguage(tag: OpenTag, entity: Entity): Entity {
  const language = /^language-(\S+)/.exec(tag.attributes.get('class') ?? '')?.[1];
  return tag.name === 'code' && language ? { ...entity, language } : entity;
}

const inOrder = (a: Entity, b: Entity) => a.offset - b.offset || b.length - a.length;

/** Reads `parse_mode: "HTML"`. Offsets and lengths are in UTF-16 units, errors in bytes. */
export function parseHtml(html: string): { text: string; entities: Entity[] } {
  const stack: OpenTag[] = [];
  let entities: Entity[] = [];
  let text = '';
  let index = 0;
  while (index < html.length) {
    if (html[index] !== '<') {
      const next = html.indexOf('<', index);
      const end = next < 0 ? html.length : next;
      text += unescapeHtml(html.slice(index, end));
      index = end;
      continue;
    }
    const end = html.indexOf('>', index);
    if (end < 0) throw unparsable(`Unclosed start tag at byte offset ${byteOffset(html, index)}`);
    const source = html.slice(index + 1, end);
    if (source.startsWith('/')) {
      const tag = closeTag(html, index, source.slice(1).trim().toLowerCase(), stack.pop());
      const entity = toEntity(tag, text);
      if (entity) entities = mergeCodeIntoPre(entities, tag, withLanguage(tag, entity));
    } else {
      stack.push(openTag(html, index, source, text.length));
    }
    index = end + 1;
  }
  const left = stack.pop();
  if (left) {
    const at = byteOffset(html, html.length);
    throw unparsable(
      `Can't find end tag corresponding to start tag "${left.name}" at byte offset ${at}`,
    );
  }
  for (const entity of entities) if (entity.type === 'code') delete entity.language;
  return { text, entities: entities.sort(inOrder) };
}

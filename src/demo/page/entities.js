import { h } from './dom.js';

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
};

/** A block ends its line by itself: the line feed after it is not drawn. */
const BLOCKS = 'blockquote, pre';

/** Copies on click and on Enter, as the code in a message does. */
const copyable = (tag, text, attributes, actions) =>
  h(tag, {
    ...attributes,
    role: 'button',
    tabindex: '0',
    on: {
      click: () => actions.copy(text),
      keydown: (event) => {
        if (event.key === 'Enter') actions.copy(text);
      },
    },
  });

function spoiler() {
  const reveal = (event) => {
    event.stopPropagation();
    event.currentTarget.classList.add('revealed');
  };
  return h('span', { class: 'spoiler', role: 'button', tabindex: '0', on: { click: reveal } });
}

function expandable(actions) {
  const quote = h('blockquote', { class: 'expandable', tabindex: '0', role: 'button' });
  quote.title = actions.words().showMore;
  quote.addEventListener('click', () => quote.classList.toggle('expanded'));
  return quote;
}

function link(url, actions) {
  const on = {
    click: (event) => {
      event.preventDefault();
      actions.openUrl(url);
    },
  };
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer', on });
}

function command(text, actions) {
  return h('button', { type: 'button', class: 'command', on: { click: () => actions.say(text) } });
}

function wrapper(entity, text, actions) {
  const tag = TAGS[entity.type];
  if (tag) return h(tag);
  if (entity.type === 'code') return copyable('code', text, { class: 'code' }, actions);
  if (entity.type === 'pre') {
    return copyable('pre', text, { class: 'code', data: { language: entity.language } }, actions);
  }
  if (entity.type === 'spoiler') return spoiler();
  if (entity.type === 'blockquote') return h('blockquote');
  if (entity.type === 'expandable_blockquote') return expandable(actions);
  if (entity.type === 'text_link') return link(entity.url, actions);
  if (entity.type === 'url') return link(text, actions);
  if (entity.type === 'bot_command') return command(text, actions);
  return h('span');
}

/** Draws a text with its entities, which nest or stand side by side. */
export function renderText(text, entities = [], actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);

  function draw(from, to, inside) {
    const nodes = [];
    let at = from;
    const push = (until) => {
      const isAfterBlock = nodes.at(-1)?.matches?.(BLOCKS) && text[at] === '\n';
      const words = text.slice(isAfterBlock ? at + 1 : at, until);
      if (words !== '') nodes.push(words);
    };
    while (inside.length > 0) {
      const [entity, ...rest] = inside;
      const start = Math.max(at, entity.offset);
      const end = Math.min(to, entity.offset + entity.length);
      const within = rest.filter((other) => other.offset < end);
      inside = rest.filter((other) => other.offset >= end);
      if (start >= end) continue;
      if (start > at) push(start);
      const element = wrapper(entity, text.slice(start, end), actions);
      element.append(...draw(start, end, within));
      nodes.push(element);
      at = end;
    }
    if (at < to) push(to);
    return nodes;
  }

  const shown = h('span', { class: 'text', dir: 'auto' });
  shown.append(...draw(0, text.length, sorted));
  return shown;
}

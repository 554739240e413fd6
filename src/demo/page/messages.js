import { createBottom } from './bottom.js';
import { drawAlbum, drawMessage } from './bubble.js';
import { h } from './dom.js';
import { dayOf, dayWords, toItems } from './items.js';
import { listenToList } from './list-input.js';
import { appear, blink, flash, leave } from './motion.js';

const signatureOf = (item) => JSON.stringify(item.messages);

/**
 * New content around a keyboard that stays: a button taken out between the finger's coming and
 * going, even for a moment, would lose the press.
 */
function replaceAllBut(keyboard, holder, content) {
  if (!keyboard || content.at(-1) !== keyboard) return holder.replaceChildren(...content);
  for (const child of [...holder.childNodes]) if (child !== keyboard) child.remove();
  keyboard.before(...content.slice(0, -1));
}

/** The list of messages, kept in step with the store item by item. */
export function createMessages({ store, actions, words }) {
  const list = h('div', { class: 'list', role: 'log', 'aria-live': 'polite' });
  const intro = h('div', { class: 'intro' });
  const scroller = h(
    'div',
    { class: 'scroller', data: { testid: 'chat' }, tabindex: '-1' },
    intro,
    list,
  );
  const bottom = createBottom({ scroller, list, words });
  const element = h('div', { class: 'conversation' }, scroller, bottom.button);
  /** @type {Map<string, { element: HTMLElement, signature: string }>} */
  const drawn = new Map();
  const revealed = new Set();
  let shownId;

  const imagesIn = (holder) =>
    new Map(
      [...(holder?.querySelectorAll('.photo img') ?? [])].map((image) => [
        image.getAttribute('src'),
        image,
      ]),
    );

  /** The picture each message showed until now, to stand in while the next one loads. */
  const previousIn = (holder) => {
    const found = new Map();
    for (const image of holder?.querySelectorAll('.photo img.ready') ?? []) {
      const id = image.closest('[data-message-id]')?.dataset.messageId;
      if (id) found.set(Number(id), image.getAttribute('src'));
    }
    return found;
  };

  function fill(holder, item) {
    const context = {
      store,
      actions,
      words: words(),
      images: imagesIn(holder),
      previous: previousIn(holder),
      keyboard: holder.querySelector(':scope > .keyboard'),
      revealed,
    };
    const keys = [...holder.querySelectorAll('.key')];
    const focused = keys.indexOf(document.activeElement);
    const [first] = item.messages;
    const content =
      first.media_group_id === undefined
        ? drawMessage(first, context)
        : drawAlbum(item.messages, context);
    replaceAllBut(context.keyboard, holder, content);
    if (focused >= 0) holder.querySelectorAll('.key')[focused]?.focus({ preventScroll: true });
  }

  function create(item) {
    const [first] = item.messages;
    const isAlbum = item.key.startsWith('album:');
    const data = isAlbum
      ? { album: first.media_group_id }
      : { testid: 'message', messageId: first.message_id };
    const side = first.own ? 'own' : 'theirs';
    return h('article', { class: `message ${side}`, tabindex: '-1', data });
  }

  function remove(key) {
    const gone = drawn.get(key)?.element;
    drawn.delete(key);
    if (!gone) return;
    for (const holder of [gone, ...gone.querySelectorAll('[data-testid]')]) {
      delete holder.dataset.testid;
    }
    gone.inert = true;
    leave(gone);
  }

  function put(item, isQuiet) {
    const signature = signatureOf(item);
    const known = drawn.get(item.key);
    if (known?.signature === signature) return known.element;
    const holder = known?.element ?? create(item);
    fill(holder, item);
    drawn.set(item.key, { element: holder, signature });
    if (known && item.messages.some((message) => message.edit_date !== undefined)) blink(holder);
    if (!known && !isQuiet) appear(holder);
    return holder;
  }

  function place(items, isQuiet) {
    const person = store.current();
    const nodes = [];
    let day;
    for (const item of items) {
      const [first] = item.messages;
      if (dayOf(first) !== day) {
        day = dayOf(first);
        const label = dayWords(first, words(), person.languageCode);
        nodes.push(h('div', { class: 'day' }, h('span', {}, label)));
      }
      nodes.push(put(item, isQuiet));
    }
    for (const mark of list.querySelectorAll('.day')) mark.remove();
    let next = null;
    for (const node of nodes.reverse()) {
      if (node.parentNode !== list || nextKept(node) !== next) list.insertBefore(node, next);
      next = node;
    }
    const last = list.querySelector('.message:last-of-type');
    for (const holder of list.querySelectorAll('.message'))
      holder.tabIndex = holder === last ? 0 : -1;
  }

  /** The next sibling that is not on its way out. */
  function nextKept(node) {
    let next = node.nextSibling;
    while (next?.inert) next = next.nextSibling;
    return next;
  }

  function drawIntro(person) {
    const isEmpty = person.messages.size === 0;
    intro.hidden = !isEmpty;
    if (!isEmpty) return;
    const about = person.description;
    intro.replaceChildren(
      h('span', { class: 'bot-mark large', 'aria-hidden': 'true' }),
      h('h2', {}, person.botName),
      h('p', {}, about ? h('b', {}, words().intro) : words().empty),
      about ? h('p', { class: 'about' }, about) : '',
    );
  }

  function render({ isNew = false, isOwn = false } = {}) {
    const person = store.current();
    if (!person) return;
    const isOther = shownId !== person.id;
    if (isOther) {
      shownId = person.id;
      drawn.clear();
      list.replaceChildren();
    }
    list.setAttribute('aria-label', words().chat);
    const items = toItems(
      [...person.messages.values()].sort((a, b) => a.message_id - b.message_id),
    );
    const keys = new Set(items.map((item) => item.key));
    for (const key of [...drawn.keys()]) if (!keys.has(key)) remove(key);
    const stays = isOther || isOwn || bottom.isThere();
    place(items, isOther);
    drawIntro(person);
    if (stays) bottom.go();
    else if (isNew) bottom.countUnseen();
  }

  /** Draws one message again though it did not change: a press began or ended. */
  function refresh(messageId) {
    const entry = drawn.get(`message:${messageId}`);
    const message = store.current()?.messages.get(messageId);
    if (entry && message) fill(entry.element, { messages: [message] });
  }

  function scrollTo(messageId) {
    const target = list.querySelector(`[data-message-id="${messageId}"]`);
    if (target) flash(target);
  }

  listenToList({ list, store, actions });

  return {
    element,
    render,
    refresh,
    scrollTo,
  };
}

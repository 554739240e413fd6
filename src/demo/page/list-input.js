const LONG_PRESS_MS = 450;

/** Right click, long press, double click and the arrow keys in the list of messages. */
export function listenToList({ list, store, actions }) {
  const messageAt = (target) => {
    const inside = target.closest('[data-message-id]') ?? target.querySelector('[data-message-id]');
    const id = inside?.dataset.messageId;
    return id === undefined ? undefined : store.current()?.messages.get(Number(id));
  };

  function openMenu(event, x, y) {
    const message = messageAt(event.target);
    if (!message || event.target.closest('.key')) return;
    event.preventDefault();
    actions.messageMenu(message, x, y);
  }

  function onKey(event) {
    const holder = event.target;
    if (!holder.classList.contains('message')) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) {
      event.preventDefault();
      const all = [...list.querySelectorAll('.message')];
      all[all.indexOf(holder) + step]?.focus();
    } else if (event.key === 'Enter') {
      const box = holder.querySelector('.bubble').getBoundingClientRect();
      openMenu(event, box.left + 24, box.top + 24);
    }
  }

  let held;
  list.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    held = setTimeout(() => openMenu(event, event.clientX, event.clientY), LONG_PRESS_MS);
  });
  for (const type of ['pointerup', 'pointercancel', 'pointermove']) {
    list.addEventListener(type, () => clearTimeout(held), { passive: true });
  }
  list.addEventListener('contextmenu', (event) => openMenu(event, event.clientX, event.clientY));
  list.addEventListener('dblclick', (event) => {
    const message = messageAt(event.target);
    if (message && !event.target.closest('button, a')) actions.reply(message);
  });
  list.addEventListener('keydown', onKey);
}

import { h, icon, likesMotion } from './dom.js';

const NEAR_PX = 80;

/** Keeps the newest message in sight while the list grows, unless the person scrolled away. */
export function createBottom({ scroller, list, words }) {
  const badge = h('span', { class: 'badge' });
  const button = h(
    'button',
    { type: 'button', class: 'to-bottom', on: { click: () => scrollDown('smooth') } },
    icon('down'),
    badge,
  );
  let isThere = true;
  let unseen = 0;

  function scrollDown(wanted) {
    const behavior = likesMotion() ? wanted : 'instant';
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  }

  function show() {
    button.classList.toggle('shown', !isThere);
    button.setAttribute('aria-label', words().toBottom);
    button.tabIndex = isThere ? -1 : 0;
    badge.textContent = unseen > 0 ? String(unseen) : '';
  }

  function note() {
    isThere = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
    if (isThere) unseen = 0;
    show();
  }

  function keep() {
    if (isThere) scrollDown('instant');
    else note();
  }

  scroller.addEventListener('scroll', note, { passive: true });
  const watch = new ResizeObserver(keep);
  watch.observe(list);
  watch.observe(scroller);

  return {
    button,
    isThere: () => isThere,
    go() {
      isThere = true;
      unseen = 0;
      scrollDown('instant');
      show();
    },
    countUnseen() {
      unseen += 1;
      show();
    },
  };
}

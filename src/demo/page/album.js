import { h } from './dom.js';

/** How many photos stand in each row of an album. */
const ROWS = {
  1: [1],
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [2, 2, 3, 3],
};

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export const ratioOf = (message) => {
  const size = message.photo?.at(-1);
  return size ? size.width / size.height : 1;
};

/**
 * Lays photos out so that every row fills the width: a tile grows by its aspect ratio.
 * @param {object[]} messages
 * @param {(message: object) => HTMLElement} drawTile
 */
export function mosaic(messages, drawTile) {
  const rows = [];
  let at = 0;
  for (const count of ROWS[messages.length] ?? [messages.length]) {
    const part = messages.slice(at, at + count);
    at += count;
    rows.push(h('div', { class: 'mosaic-row' }, ...part.map((message) => sized(message, count))));
  }

  function sized(message, count) {
    const ratio =
      count === 1 ? clamp(ratioOf(message), 1.1, 2.4) : clamp(ratioOf(message), 0.62, 1.7);
    const tile = drawTile(message);
    tile.style.setProperty('--ratio', ratio.toFixed(3));
    return tile;
  }

  return h('div', { class: 'mosaic' }, ...rows);
}

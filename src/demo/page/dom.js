/** Small tools for making elements. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. `on` holds listeners, `data` the data- attributes, `css` custom properties;
 * the rest are attributes, of which `true` means present and `false` or `undefined` absent.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 */
export function h(tag, { on = {}, data = {}, css = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  for (const [name, value] of Object.entries(data)) {
    if (value !== undefined) element.dataset[name] = String(value);
  }
  for (const [name, value] of Object.entries(css)) element.style.setProperty(name, String(value));
  element.append(...children.filter(isShown).map((child) => asNode(child)));
  return element;
}

const isShown = (child) => child !== null && child !== undefined && child !== false;
const asNode = (child) => (child instanceof Node ? child : String(child));

const SVG = 'http://www.w3.org/2000/svg';

/** Line drawings on a 24 × 24 grid. */
const PATHS = {
  send: 'M4 12 20 4l-5 16-3.500-6.500z',
  clip: 'M8 12.500 14.500 6a3 3 0 0 1 4.200 4.200l-8.200 8.200a5 5 0 0 1-7-7L11 4',
  more: 'M12 5.500v.01M12 12v.01M12 18.500v.01',
  close: 'M6 6l12 12M18 6 6 18',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500a6.500 6.500 0 0 1 3.500 5.500',
  plus: 'M12 5v14M5 12h14',
  down: 'M6 10l6 6 6-6',
  reply: 'M9 7 4 12l5 5M4 12h9a7 7 0 0 1 7 7',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9v.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  block: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.700 5.700l12.600 12.600',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  menu: 'M4 7h16M4 12h16M4 17h10',
  link: 'M8 16 17 7M10 7h7v7',
  trouble: 'M12 4 3 19.500h18zM12 10v4.500M12 17.200v.01',
  voice: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 12a7 7 0 0 0 14 0M12 19v3',
  tick: 'M3 12.500l4.500 4.500L17 7.500',
  ticks: 'M2 12.500 6.500 17 16 7.500M11 16l1.500 1.500L22 7.500',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round button with a drawing and a name for those who cannot see it. */
export const iconButton = (name, label, onClick, attributes = {}) =>
  h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      title: label,
      on: { click: onClick },
      ...attributes,
    },
    icon(name),
  );

export const likesMotion = () => !matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A colour of its own for every person. */
export const hueOf = (id) => (id * 67 + 215) % 360;

export const initial = (name) => [...name.trim()][0]?.toUpperCase() ?? '?';

export const avatar = (person) =>
  h(
    'span',
    { class: 'avatar', css: { '--hue': hueOf(person.id) }, 'aria-hidden': 'true' },
    initial(person.firstName),
  );

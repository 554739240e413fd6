export type Attributes = Record<string, string | number | undefined>;

const short = (value: string | number) =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;

/** One SVG element as text; numbers keep one decimal, except where a fraction is the meaning. */
export function el(name: string, attributes: Attributes = {}, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${/opacity|offset/.test(key) ? value : short(value ?? '')}"`)
    .join('');
  return children.length > 0
    ? `<${name}${written}>${children.join('')}</${name}>`
    : `<${name}${written}/>`;
}

/** Path data from words and numbers: d`M ${x} ${y} Z`. */
export function d(words: TemplateStringsArray, ...numbers: number[]): string {
  return String.raw({ raw: words }, ...numbers.map(short));
}

export const circle = (cx: number, cy: number, r: number, fill: string, more: Attributes = {}) =>
  el('circle', { cx, cy, r, fill, ...more });

export const ellipse = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  more: Attributes = {},
) => el('ellipse', { cx, cy, rx, ry, fill, ...more });

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more: Attributes = {},
) => el('rect', { x, y, width, height, fill, ...more });

export const path = (data: string, fill: string, more: Attributes = {}) =>
  el('path', { d: data, fill, ...more });

/** An open line with round ends. */
export const line = (data: string, stroke: string, width: number, more: Attributes = {}) =>
  el('path', {
    d: data,
    fill: 'none',
    stroke,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  });

export const group = (transform: string, ...children: string[]) =>
  el('g', { transform }, ...children);

/** Moves (and scales) shapes drawn around their own origin. */
export const at = (x: number, y: number, scale: number, ...children: string[]) =>
  el(
    'g',
    { transform: `translate(${short(x)} ${short(y)}) scale(${scale.toFixed(4)})` },
    ...children,
  );

/** A gradient's definition; colours are spread evenly from top to bottom. */
export function verticalGradient(id: string, colours: readonly string[]): string {
  const stops = colours.map((colour, index) =>
    el('stop', { offset: (index / (colours.length - 1)).toFixed(3), 'stop-color': colour }),
  );
  return el('linearGradient', { id, x1: 0, y1: 0, x2: 0, y2: 1 }, ...stops);
}

/** A gradient's definition that fades a colour outwards. */
export function glowGradient(id: string, colour: string, opacity: number): string {
  const stop = (offset: number, share: number) =>
    el('stop', { offset, 'stop-color': colour, 'stop-opacity': (opacity * share).toFixed(3) });
  return el('radialGradient', { id }, stop(0, 1), stop(0.35, 0.5), stop(1, 0));
}

/** A whole drawing; the view box may differ from the size in pixels. */
export function drawing(
  size: { width: number; height: number },
  view: { width: number; height: number },
  definitions: readonly string[],
  ...children: string[]
): string {
  const { width, height } = size;
  const viewBox = `0 0 ${short(view.width)} ${short(view.height)}`;
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox,
    preserveAspectRatio: 'none',
  };
  return el('svg', root, el('defs', {}, ...definitions), ...children);
}

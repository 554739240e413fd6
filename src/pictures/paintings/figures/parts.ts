import { circle, ellipse } from '../../svg.ts';

/** What a figure's feet darken. */
export const shadow = (reach: number) => ellipse(0, 4, reach, 16, '#000', { opacity: 0.16 });
/** A dark eye with a glint. */
export const eye = (x: number, y: number, r: number) =>
  circle(x, y, r, '#22202b') + circle(x + r * 0.35, y - r * 0.35, r * 0.34, '#fff');

import type { Canvas } from '../canvas.ts';

export interface Backdrop {
  drawn: string;
  /** Where things stand, as a share of the height. */
  ground: number;
}

/** The whole width, down past the frame. */
export const area = ({ width, height }: Canvas) => ({ width, bottom: height + 20 });

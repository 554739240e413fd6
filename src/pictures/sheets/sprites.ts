import { C } from '../banners/palette.ts';
import { drawText, drawTextToFit } from '../draw-text.ts';
import { createKept } from '../kept.ts';
import type { Sprite } from '../pixels.ts';
import { drawSprite, type Overlay } from '../rasterize.ts';
import { star } from '../shapes.ts';
import { circle, drawing, ellipse, line, path, rect } from '../svg.ts';

const PAPER = C.cream;
const POCKET = '#f6e7d2';
const TICK = '#2f9d6a';
const DARK = '#2a1c3d';

/** All measures are those of a cell of this side; others are drawn larger or smaller. */
export const CELL = 320;
const CORNER = 22;
const BADGE = 54;
const PILL = { height: 48, padding: 18, sizePx: 29, widest: 288 };

/** Numbers in a few sizes, frames, and the dates of those who browse just now: at most 12 MB. */
const kept = createKept<string, Sprite>(128);

const keep = (name: string, side: number, make: () => Promise<Sprite>) =>
  kept(`${name}/${side}`, make);

/** A drawing in the measures of a cell, as many pixels large as the cell's side asks for. */
function inCell(size: { width: number; height: number }, side: number, ...children: string[]) {
  const unit = side / CELL;
  const pixels = {
    width: Math.round(size.width * unit),
    height: Math.round(size.height * unit),
  };
  return drawing(pixels, size, [], ...children);
}

const wholeCell = { width: CELL, height: CELL };

/** Paper with a hole, rounded off at the corners. */
const corners = (inset = 0, colour: string = PAPER) => {
  const [far, r] = [CELL - inset, CORNER];
  const hole = `M${inset + r} ${inset}H${far - r}A${r} ${r} 0 0 1 ${far} ${inset + r}V${far - r}A${r} ${r} 0 0 1 ${far - r} ${far}H${inset + r}A${r} ${r} 0 0 1 ${inset} ${far - r}V${inset + r}A${r} ${r} 0 0 1 ${inset + r} ${inset}Z`;
  return path(`M0 0H${CELL}V${CELL}H0Z${hole}`, colour, { 'fill-rule': 'evenodd' });
};

/** Rounds a picture's corners off. */
export const frame = (side: number): Promise<Sprite> =>
  keep('frame', side, () => drawSprite(inCell(wholeCell, side, corners())));

/** The same for a picture that is ticked: a broad green edge. */
export const tickedFrame = (side: number): Promise<Sprite> =>
  keep('ticked', side, () => drawSprite(inCell(wholeCell, side, corners(14, TICK), corners())));

/** Where a page has no picture. */
export const pocket = (side: number): Promise<Sprite> =>
  keep('pocket', side, () =>
    drawSprite(inCell(wholeCell, side, rect(0, 0, CELL, CELL, POCKET), corners())),
  );

/** In the place of a picture whose file is missing: an empty landscape. */
export const missing = (side: number): Promise<Sprite> =>
  keep('missing', side, async () => {
    const unit = side / CELL;
    const mark = await drawText('?', { sizePx: Math.round(120 * unit), colour: '#8f7aa6' });
    return drawSprite(
      inCell(
        wholeCell,
        side,
        rect(0, 0, CELL, CELL, '#e4d8ea'),
        circle(222, 112, 26, '#f4eaf3'),
        path('M 0 320 V 236 Q 70 150 130 214 T 214 208 Q 262 160 320 226 V 320 Z', '#cdbcd6'),
        path('M 0 320 V 274 Q 110 222 190 262 T 320 262 V 320 Z', '#bba8c8'),
        ellipse(112, 104, 34, 12, '#f4eaf3'),
        corners(),
      ),
      [centred(mark, side, side)],
    );
  });

/** A light disc with its shadow, in the middle of its square. */
const disc = () => {
  const middle = BADGE / 2;
  return (
    circle(middle, middle + 1.5, middle - 1, DARK, { opacity: 0.28 }) +
    circle(middle, middle, middle - 3, C.paper)
  );
};

const square = { width: BADGE, height: BADGE };

export const numeral = (number: number, side: number): Promise<Sprite> =>
  keep(`number ${number}`, side, async () => {
    const unit = side / CELL;
    const style = { sizePx: Math.round(34 * unit), colour: C.plum, maxWidth: 40 * unit };
    const layer = await drawTextToFit(String(number), style, 40 * unit);
    return drawSprite(inCell(square, side, disc()), [centred(layer, BADGE * unit, BADGE * unit)]);
  });

export const favouriteStar = (side: number): Promise<Sprite> =>
  keep('star', side, () => {
    const middle = BADGE / 2;
    return drawSprite(inCell(square, side, disc(), star(middle, middle + 1, 16, '#f3a712')));
  });

/** A box to tick. */
export const tickBox = (isTicked: boolean, side: number): Promise<Sprite> =>
  keep(isTicked ? 'tick' : 'box', side, () => {
    const shadow = rect(1, 3, BADGE - 2, BADGE - 4, DARK, { rx: 15, opacity: 0.28 });
    const box = isTicked
      ? rect(2, 2, BADGE - 4, BADGE - 4, '#ffffff', { rx: 15 }) +
        rect(6, 6, BADGE - 12, BADGE - 12, TICK, { rx: 11 }) +
        line('M 16 28 L 24.5 36.5 L 39 18.5', '#ffffff', 6.5)
      : rect(4, 4, BADGE - 8, BADGE - 8, DARK, {
          rx: 13,
          'fill-opacity': 0.3,
          stroke: '#ffffff',
          'stroke-width': 4.5,
        });
    return drawSprite(inCell(square, side, isTicked ? shadow : '', box));
  });

/** A date on a dark pill. */
export const pill = (words: string, side: number): Promise<Sprite> =>
  keep(`pill ${words}`, side, async () => {
    const unit = side / CELL;
    const room = (PILL.widest - 2 * PILL.padding) * unit;
    const style = { sizePx: Math.round(PILL.sizePx * unit), colour: '#ffffff', maxWidth: room };
    const layer = await drawTextToFit(words, style, PILL.height * 0.8 * unit);
    const size = { width: layer.width / unit + 2 * PILL.padding, height: PILL.height };
    const body = rect(0, 0, size.width, size.height, DARK, { rx: PILL.height / 2, opacity: 0.78 });
    return drawSprite(inCell(size, side, body), [
      centred(layer, size.width * unit, size.height * unit),
    ]);
  });

const centred = (layer: Overlay['layer'], width: number, height: number): Overlay => ({
  layer,
  left: (width - layer.width) / 2,
  top: (height - layer.height) / 2,
});

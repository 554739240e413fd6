import { withSharp } from '../images/sharp.ts';
import { drawable, type FontWeight, fontOf } from './font.ts';
import type { Layer } from './rasterize.ts';

export interface TextStyle {
  sizePx: number;
  weight?: FontWeight;
  colour?: string;
  /** Longer lines wrap at words. */
  maxWidth?: number;
  align?: 'left' | 'centre';
  /** Added between lines; negative brings them closer. */
  leadingPx?: number;
  /** Lets a word wider than the layer break; otherwise the layer grows wider than asked. */
  breakWords?: boolean;
}

const toMarkup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Keeps a short word with the one after it and a dash with the one before, as a typesetter would. */
const bound = (text: string) =>
  text.replace(/(?<=^|\s)(\p{L}{1,2}) /gu, '$1\u00a0').replaceAll(' — ', '\u00a0— ');

/** What sharp wants to draw this text. */
function inputOf(text: string, style: TextStyle) {
  const words = bound(drawable(text)) || '·';
  return {
    ...fontOf(style.weight ?? 'extrabold', style.sizePx),
    text: `<span foreground="${style.colour ?? '#000000'}">${toMarkup(words)}</span>`,
    align: style.align ?? 'left',
    // At 72 dpi a point is a pixel.
    dpi: 72,
    rgba: true,
    wrap: style.breakWords === false ? 'word' : 'word-char',
    spacing: Math.round(style.leadingPx ?? 0),
    ...(style.maxWidth === undefined ? {} : { width: Math.round(style.maxWidth) }),
  } as const;
}

/**
 * Draws text with the shipped font, cut to the ink; characters the font does not have are left
 * out.
 */
export function drawText(text: string, style: TextStyle): Promise<Layer> {
  return withSharp(async (sharp) => {
    const { data, info } = await sharp({ text: inputOf(text, style) })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  });
}

/** Draws text as large as fits the box, from the style's size downwards to half of it. */
export async function drawTextToFit(
  text: string,
  style: TextStyle & { maxWidth: number },
  maxHeight: number,
): Promise<Layer> {
  const smallest = style.sizePx / 2;
  for (let sizePx = style.sizePx; sizePx > smallest; sizePx = Math.round(sizePx * 0.9)) {
    const leadingPx = ((style.leadingPx ?? 0) * sizePx) / style.sizePx;
    const layer = await drawText(text, { ...style, sizePx, leadingPx, breakWords: false });
    if (layer.width <= style.maxWidth && layer.height <= maxHeight) return layer;
  }
  return drawTextCut(text, { ...style, sizePx: Math.round(smallest) }, maxHeight);
}

/** Draws as much of the text as fits the height, with dots for what does not. */
export async function drawTextCut(
  text: string,
  style: TextStyle,
  maxHeight: number,
): Promise<Layer> {
  const whole = drawable(text);
  for (let kept = whole.length; ; kept = Math.floor(kept * 0.85)) {
    const start = whole.slice(0, kept).trim();
    const layer = await drawText(kept < whole.length ? `${start}…` : whole, style);
    if (layer.height <= maxHeight || kept <= 1) return layer;
  }
}

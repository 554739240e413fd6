import { fileURLToPath } from 'node:url';

/** Nunito ships as an npm package (OFL), so text looks the same on a machine with no fonts at all. */
const FILES = {
  semibold: '600SemiBold/Nunito_600SemiBold.ttf',
  extrabold: '800ExtraBold/Nunito_800ExtraBold.ttf',
} as const;

/** The names Pango takes for these weights. */
const STYLES = { semibold: 'Semi-Bold', extrabold: 'Ultra-Bold' } as const;

export type FontWeight = keyof typeof FILES;

/** What sharp's text input wants for a weight: the font's file and its description in Pango's words. */
export function fontOf(weight: FontWeight, sizePx: number): { font: string; fontfile: string } {
  const url = import.meta.resolve(`@expo-google-fonts/nunito/${FILES[weight]}`);
  return { font: `Nunito ${STYLES[weight]} ${sizePx}`, fontfile: fileURLToPath(url) };
}

const UNDRAWABLE = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\u0020-\u007e«»„“”‘’–—…·•№₽€©×\n]/gu;

/** Drops what the font has no glyph for (emoji above all), since a fallback font would differ by machine. */
export function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNDRAWABLE, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

import { withSharp } from '../../images/sharp.ts';

type Pixel = readonly [red: number, green: number, blue: number];

const SIDE = 24;
const SKIN_SHARE = 0.12;
const STRONG_SHARE = 0.3;

async function pixelsOf(photo: Uint8Array): Promise<Pixel[]> {
  const data = await withSharp((sharp) =>
    sharp(photo)
      .resize(SIDE, SIDE, { fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer(),
  );
  const pixels: Pixel[] = [];
  for (let at = 0; at + 2 < data.length; at += 3) {
    pixels.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
  }
  return pixels;
}

const isSkin = ([r, g, b]: Pixel) => r > 95 && g > 40 && b > 20 && r - g > 15 && r > b && g > b;
const isDark = ([r, g, b]: Pixel) => r + g + b < 200;
const isWhite = ([r, g, b]: Pixel) => Math.min(r, g, b) > 205;
const isGreen = ([r, g, b]: Pixel) => g > r + 8 && g > b + 8;
const isBlue = ([r, g, b]: Pixel) => b > r + 12 && b >= g;
const isWarm = ([r, g, b]: Pixel) => r > b + 60 && r > g;

const PLACES: [is: (pixel: Pixel) => boolean, en: string, ru: string][] = [
  [isDark, 'in a city at night', 'в ночном городе'],
  [isBlue, 'by the sea on a sunny day', 'у моря в солнечный день'],
  [isGreen, 'in a green meadow', 'на зелёном лугу'],
  [isWhite, 'on a snowy winter day', 'в снежный зимний день'],
  [isWarm, 'at sunset', 'на закате'],
];

/** What a photo seems to show, by its colours alone. Throws for bytes that are no picture. */
export async function describePhoto(photo: Uint8Array, language: 'en' | 'ru'): Promise<string> {
  const pixels = await pixelsOf(photo);
  const shareOf = (is: (pixel: Pixel) => boolean) => pixels.filter(is).length / pixels.length;
  const person = shareOf(isSkin) > SKIN_SHARE;
  const place = PLACES.find(([is]) => shareOf(is) > STRONG_SHARE);
  if (language === 'ru') {
    const who = person ? 'Портрет человека' : 'Красивый пейзаж';
    return `${who} ${place?.[2] ?? 'при мягком утреннем свете'}, спокойное настроение.`;
  }
  const who = person ? 'A portrait of a person' : 'A beautiful landscape';
  return `${who} ${place?.[1] ?? 'in soft morning light'}, in a calm mood.`;
}

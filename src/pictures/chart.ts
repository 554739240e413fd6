import { C, LIGHTS } from './banners/palette.ts';
import { gleams } from './banners/parts.ts';
import { drawTextToFit } from './draw-text.ts';
import { type Overlay, rasterize } from './rasterize.ts';
import { seeded } from './seeded.ts';
import { cloud, hills, shining } from './shapes.ts';
import { drawing, glowGradient, rect, verticalGradient } from './svg.ts';

export interface ChartInput {
  title: string;
  /** Up to twelve, from left to right. */
  bars: readonly { label: string; value: number }[];
}

const VIEW = { width: 1280, height: 720 };
const SIDES = 64;
const ROOM_PX = VIEW.width - 2 * SIDES;
const TITLE = { top: 56, height: 84, sizePx: 66 };
/** Bars stand on the ground and grow to the top; the tallest has room for its value and a gleam. */
const BARS = { ground: 612, top: 236, widest: 76 };
/** A bar of one picture is seen beside one of thousands; nothing is a pebble on the ground. */
const LEAST_PX = 26;
const PEBBLE_PX = 8;
const VALUE_PX = 34;
const LABEL = { sizePx: 30, top: 638, height: 40 };

interface Bar {
  readonly label: string;
  readonly value: number;
  /** Of its middle. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly isBest: boolean;
}

function measure({ bars }: ChartInput): Bar[] {
  const step = ROOM_PX / bars.length;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const room = BARS.ground - BARS.top;
  return bars.map(({ label, value }, index) => ({
    label,
    value,
    x: SIDES + (index + 0.5) * step,
    width: Math.min(BARS.widest, step * 0.72),
    height: value > 0 ? Math.max(LEAST_PX, (value / most) * room) : PEBBLE_PX,
    isBest: value === most,
  }));
}

function drawBar({ x, width, height, value, isBest }: Bar): string {
  const [left, top] = [x - width / 2, BARS.ground - height];
  const rx = Math.min(18, height / 2);
  if (value === 0) return rect(left, top, width, height, C.plum, { rx, opacity: 0.16 });
  return (
    rect(left + 5, top + 7, width, height - 7, C.plum, { rx, opacity: 0.12 }) +
    rect(left, top, width, height, isBest ? 'url(#best)' : 'url(#bar)', { rx })
  );
}

/** Above the value of the tallest. */
function drawGleams({ x, height }: Bar): string {
  const top = BARS.ground - height;
  return gleams([x - 26, top - 76, 13], [x + 16, top - 88, 20]);
}

function backdrop(bars: readonly Bar[]): string {
  const random = seeded('chart');
  const area = { width: VIEW.width, bottom: VIEW.height + 20 };
  return drawing(
    VIEW,
    VIEW,
    [
      verticalGradient('sky', LIGHTS.morning.sky),
      glowGradient('glow', '#ffd98f', 0.55),
      verticalGradient('bar', ['#a9cdb4', '#6fa795']),
      verticalGradient('best', [C.gold, C.coral]),
    ],
    rect(0, 0, VIEW.width, VIEW.height, 'url(#sky)'),
    shining(1010, 376, 68, '#ffe2a6', 'glow'),
    cloud(420, 286, 190, '#fffaf1', 0.75),
    cloud(846, 232, 130, '#fffaf1', 0.6),
    hills(random, area, 430, 40, '#fbe0c2'),
    hills(random, area, 520, 30, '#f8d3b1'),
    ...bars.map(drawBar),
    ...bars.filter(({ isBest }) => isBest).map(drawGleams),
    rect(0, BARS.ground, VIEW.width, VIEW.height - BARS.ground, '#fff3e0'),
    rect(0, BARS.ground, VIEW.width, 4, '#e6a98b', { opacity: 0.7 }),
  );
}

/** Layers are cut to the ink, so that only capitals make labels stand in one line. */
const capitalised = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);

async function words(title: string, bars: readonly Bar[]): Promise<Overlay[]> {
  const small = { weight: 'extrabold', maxWidth: (ROOM_PX / bars.length) * 0.96 } as const;
  const head = await drawTextToFit(
    title,
    { sizePx: TITLE.sizePx, colour: C.plum, maxWidth: ROOM_PX },
    TITLE.height,
  );
  const labels = bars.map(async ({ label, x }) => {
    const style = { ...small, sizePx: LABEL.sizePx, colour: C.plumSoft };
    const layer = await drawTextToFit(capitalised(label), style, LABEL.height);
    return { layer, left: x - layer.width / 2, top: LABEL.top };
  });
  const values = bars
    .filter(({ value }) => value > 0)
    .map(async ({ value, x, height }) => {
      const style = { ...small, sizePx: VALUE_PX, colour: C.plum };
      const layer = await drawTextToFit(String(value), style, VALUE_PX * 1.2);
      return { layer, left: x - layer.width / 2, top: BARS.ground - height - layer.height - 14 };
    });
  const heading = { layer: head, left: SIDES, top: TITLE.top };
  return [heading, ...(await Promise.all([...labels, ...values]))];
}

/** Bars with their labels and values as a JPEG, in the manner of the banners. */
export async function drawChart(input: ChartInput): Promise<Uint8Array> {
  const bars = measure(input);
  return rasterize(backdrop(bars), await words(input.title, bars));
}

import { drawCollage } from './banners/collage.ts';
import { C } from './banners/palette.ts';
import { SCENES, type SceneName } from './banners/scenes.ts';
import { drawTextCut, drawTextToFit } from './draw-text.ts';
import { type Overlay, rasterize } from './rasterize.ts';
import { seeded } from './seeded.ts';
import { hills } from './shapes.ts';
import { drawing, glowGradient, rect, verticalGradient } from './svg.ts';

export type { SceneName } from './banners/scenes.ts';

export interface BannerInput {
  title: string;
  subtitle?: string;
  scene: SceneName;
  /** In pixels; 16:9 suits the scenes. */
  size?: { width: number; height: number };
}

const VIEW = { width: 1280, height: 720 };
/** The words stand left of the picture. */
const WORDS = { left: 72, width: 560, middle: 316, titleHeight: 330, subtitleHeight: 190 };

function backdrop(scene: SceneName, size: { width: number; height: number }): string {
  const { light, draw } = SCENES[scene];
  const random = seeded(scene);
  const area = { width: VIEW.width, bottom: VIEW.height + 20 };
  const definitions = [verticalGradient('sky', light.sky), glowGradient('glow', '#ffdf9e', 0.8)];
  return drawing(
    size,
    VIEW,
    definitions,
    rect(0, 0, VIEW.width, VIEW.height, 'url(#sky)'),
    hills(random, area, 560, 30, light.hills[0]),
    hills(random, area, 622, 24, light.hills[1]),
    draw(),
    hills(random, area, 686, 18, light.hills[2]),
  );
}

async function words({ title, subtitle }: BannerInput, unit: number): Promise<Overlay[]> {
  const maxWidth = WORDS.width * unit;
  const style = { sizePx: Math.round(98 * unit), colour: C.plum, maxWidth, leadingPx: -20 * unit };
  const head = await drawTextToFit(title, style, WORDS.titleHeight * unit);
  const left = WORDS.left * unit;
  if (!subtitle) return [{ layer: head, left, top: WORDS.middle * unit - head.height / 2 }];
  const small = {
    sizePx: Math.round(46 * unit),
    weight: 'semibold',
    colour: C.plumSoft,
    maxWidth,
  } as const;
  const tail = await drawTextCut(subtitle, small, WORDS.subtitleHeight * unit);
  const gap = 46 * unit;
  const top = Math.max(40 * unit, WORDS.middle * unit - (head.height + gap + tail.height) / 2);
  return [
    { layer: head, left, top },
    { layer: tail, left, top: top + head.height + gap },
  ];
}

/** A menu's picture as a JPEG: the same input gives the same bytes. The greeting shows examples. */
export async function drawBanner(input: BannerInput): Promise<Uint8Array> {
  const size = input.size ?? VIEW;
  const unit = Math.min(size.width / VIEW.width, size.height / VIEW.height);
  const prints = input.scene === 'welcome' ? await drawCollage(unit) : [];
  return rasterize(backdrop(input.scene, size), [...prints, ...(await words(input, unit))]);
}

import * as v from 'valibot';
import type { InputPath } from '../answers.ts';
import { drawBlack } from '../draw-picture.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { fetchPicture } from '../fetch-picture.ts';
import {
  address,
  anyFormat,
  between,
  flag,
  jpegOrPng,
  keys,
  prompt,
  seed,
  tolerance,
  whole,
} from '../fields.ts';
import type { Outcome } from '../job.ts';
import { repaint } from '../repaint.ts';
import { KONTEXT_RATIOS, NANO_RATIOS, PRESETS, type Size } from '../sizes.ts';
import type { Studio } from '../studio.ts';
import { readWishes } from '../wishes.ts';
import { type Family, resultOf, troubleOf } from './family.ts';
import { countOf, type Order, ordered, savePicture } from './pictures.ts';

/** A checked wish for a change. */
interface Change extends Omit<Order, 'size'> {
  readonly pictures: readonly { url: string; at: InputPath }[];
  /** Null: as the first picture is. */
  readonly size: Size | null;
}

/** Larger originals come back smaller, as they do from these endpoints. */
const LONGEST_PX = 1536;

const several = (most: number) => v.pipe(v.array(address), v.minLength(1), v.maxLength(most));
const listed = (urls: readonly string[]) =>
  urls.map((url, index) => ({ url, at: ['image_urls', index] }));

const nanoBanana = v.pipe(
  v.strictObject({
    prompt,
    image_urls: several(10),
    aspect_ratio: v.optional(v.picklist(['auto', ...keys(NANO_RATIOS)]), 'auto'),
    num_images: v.optional(whole(1, 4), 1),
    output_format: anyFormat,
    safety_tolerance: tolerance,
    limit_generations: flag,
    seed,
    sync_mode: flag,
  }),
  v.transform(
    (input): Change => ({
      ...ordered(input, input.aspect_ratio === 'auto' ? null : NANO_RATIOS[input.aspect_ratio]),
      pictures: listed(input.image_urls),
    }),
  ),
);

const kontext = v.pipe(
  v.strictObject({
    prompt,
    image_url: address,
    aspect_ratio: v.optional(v.picklist(keys(KONTEXT_RATIOS))),
    guidance_scale: between(1, 20),
    num_images: v.optional(whole(1, 4), 1),
    output_format: jpegOrPng,
    safety_tolerance: tolerance,
    enhance_prompt: flag,
    seed,
    sync_mode: flag,
  }),
  v.transform(
    (input): Change => ({
      ...ordered(input, input.aspect_ratio ? KONTEXT_RATIOS[input.aspect_ratio] : null),
      pictures: [{ url: input.image_url, at: ['image_url'] }],
    }),
  ),
);

const AUTOMATIC = ['auto', 'auto_2K', 'auto_4K'] as const;
const seedreamSize = v.union([
  v.picklist([...keys(PRESETS), ...AUTOMATIC]),
  v.strictObject({ width: whole(960, 4096), height: whole(960, 4096) }),
]);

function seedreamSizeOf(chosen: v.InferOutput<typeof seedreamSize>): Size | null {
  if (typeof chosen !== 'string') return chosen;
  if (chosen === 'auto' || chosen === 'auto_2K' || chosen === 'auto_4K') return null;
  return PRESETS[chosen];
}

const seedream = v.pipe(
  v.strictObject({
    prompt,
    image_urls: several(10),
    image_size: v.optional(seedreamSize, 'auto'),
    num_images: v.optional(whole(1, 6), 1),
    max_images: v.optional(whole(1, 6)),
    enable_safety_checker: flag,
    enhance_prompt_mode: v.optional(v.picklist(['standard', 'fast'])),
    seed,
    sync_mode: flag,
  }),
  v.transform(
    (input): Change => ({
      ...ordered({ ...input, output_format: 'png' }, seedreamSizeOf(input.image_size)),
      pictures: listed(input.image_urls),
    }),
  ),
);

function fitted({ width, height }: Size): Size {
  const shrink = Math.min(1, LONGEST_PX / Math.max(width, height));
  return { width: Math.round(width * shrink), height: Math.round(height * shrink) };
}

/** What the changes are made with beside the wish. */
interface Made {
  readonly seed: number | bigint;
  /** All black, as FLUX-type models answer an unsafe wish. */
  readonly unsafe: boolean;
}

async function changeAll(change: Change, studio: Studio, { seed, unsafe }: Made) {
  const fetched = [];
  for (const { url, at } of change.pictures) fetched.push(await fetchPicture(studio, url, at));
  const [first] = fetched;
  if (!first) return [];
  const size = change.size ?? fitted(first.size);
  const { format, prompt: words } = change;
  const images = [];
  for (let index = 0; index < countOf(change, studio); index += 1) {
    const look = { picture: first.bytes, words, seed: `${seed}/${index}`, size, format };
    const bytes = unsafe ? await drawBlack(size, format) : await repaint(look);
    images.push(savePicture(bytes, `image/${format}`, size, studio));
  }
  return images;
}

async function edit(family: Family, change: Change, studio: Studio): Promise<Outcome> {
  const trouble = troubleOf(change.prompt, family);
  if (trouble) return trouble;
  const made = {
    seed: change.seed ?? studio.makeSeed(),
    unsafe: readWishes(change.prompt).refuse,
  };
  const images = await changeAll(change, studio, made);
  return resultOf(family, images, { ...made, prompt: change.prompt });
}

const editing = (family: Family, schema: v.GenericSchema<unknown, Change>): Endpoint =>
  endpoint(schema, (change, studio) => edit(family, change, studio));

export const EDITING: Record<string, Endpoint> = {
  'fal-ai/nano-banana/edit': editing('google', nanoBanana),
  'fal-ai/flux-pro/kontext': editing('flux', kontext),
  'fal-ai/bytedance/seedream/v4/edit': editing('seedream', seedream),
};

import * as v from 'valibot';
import { PRESETS, type Size } from './sizes.ts';

export const keys = <T extends object>(of: T) =>
  Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];

export const prompt = v.pipe(v.string(), v.minLength(3), v.maxLength(5000));
export const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
export const between = (low: number, high: number) =>
  v.optional(v.pipe(v.number(), v.minValue(low), v.maxValue(high)));
export const seed = v.optional(v.pipe(v.number(), v.integer()));
export const flag = v.optional(v.boolean());
export const address = v.pipe(v.string(), v.nonEmpty());
export const anyFormat = v.optional(v.picklist(['jpeg', 'png', 'webp']), 'png');
export const jpegOrPng = v.optional(v.picklist(['jpeg', 'png']), 'jpeg');
export const tolerance = v.optional(v.picklist(['1', '2', '3', '4', '5', '6']));

const exactSize = (low: number, high: number) =>
  v.strictObject({ width: whole(low, high), height: whole(low, high) });

export function imageSize<const Fallback extends keyof typeof PRESETS>(
  low: number,
  high: number,
  fallback: Fallback,
) {
  const size = v.pipe(
    v.union([v.picklist(keys(PRESETS)), exactSize(low, high)]),
    v.transform((chosen): Size => (typeof chosen === 'string' ? PRESETS[chosen] : chosen)),
  );
  return v.optional(size, fallback);
}

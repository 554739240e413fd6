import type { Model } from './model.ts';

/** The models of FAL that change a picture, as data. */
export const EDIT_MODELS: readonly Model[] = [];

import { attemptsOf } from '../../../db/attempts.ts';
import { forgetWeightsUrl, presetOfWeights } from '../../../db/avatar-weights.ts';
import { avatarOf } from '../../../db/avatars.ts';
import { imageOf } from '../../../db/images.ts';
import type { Handle } from '../../../db/open.ts';
import type { Avatar, Generation } from '../../../db/schema.ts';
import type { Model, Order } from '../../fal/catalogue.ts';
import type { FalError } from '../../fal/errors.ts';
import { findPreset, USUAL_PRESET } from '../../fal/training-presets.ts';
import type { FalInputs, SentUp } from '../fal-inputs.ts';
import { type Translate, wordsToSend } from './words-to-send.ts';

export interface PrepareNeeds {
  readonly db: Handle;
  readonly inputs: FalInputs;
  readonly translate: Translate;
}

export type Prepared =
  /** `sent`: the words; null: the model takes none. */
  | { readonly kind: 'ready'; readonly order: Order; readonly sent: string | null }
  /** What it should show or change is not there any more. */
  | { readonly kind: 'gone'; readonly code: 'avatar-gone' | 'image-gone' }
  /** FAL's storage did not take what FAL shall read. */
  | { readonly kind: 'failed'; readonly error: FalError };

type Links = Pick<Order, 'weights' | 'imageUrl'>;

/** Makes what a submit posts of what was ordered: the words as they are sent, and links. */
export function createPrepareOrder({ db, inputs, translate }: PrepareNeeds) {
  /** The last attempt failed since FAL could not read the weights where they were. */
  const isLinkBroken = async (id: string, n: number) => {
    const attempts = await attemptsOf(db, id);
    return attempts.some((one) => one.n === n - 1 && one.error_code === 'file-unreachable');
  };

  const sendWeights = async (avatar: Avatar, { id }: Generation, n: number): Promise<SentUp> => {
    if (!(await isLinkBroken(id, n))) return inputs.weightsUrl(avatar);
    await forgetWeightsUrl(db, avatar.id);
    return inputs.weightsUrl({ ...avatar, weights_url: null });
  };

  const withWeights = async (
    avatar: Avatar,
    generation: Generation,
    n: number,
  ): Promise<Links | FalError> => {
    const sent = await sendWeights(avatar, generation, n);
    if (sent.kind === 'failed') return sent.error;
    return { weights: { url: sent.url, ...(await inferenceOf(avatar)) } };
  };

  /** As the avatar was trained; as most are, where that preset is gone from the catalogue. */
  const inferenceOf = async ({ id, preset }: Avatar) => {
    const trained = (await presetOfWeights(db, id)) ?? preset;
    return (findPreset(trained ?? '') ?? USUAL_PRESET).inference;
  };

  /** The avatar whose weights draw the order; null: the model takes none. */
  const avatarFor = async ({ use }: Model, { person_id, avatar_id }: Generation) => {
    if (use !== 'me') return null;
    const avatar = avatar_id === null ? undefined : await avatarOf(db, person_id, avatar_id);
    return avatar?.state === 'ready' ? avatar : undefined;
  };

  const parentOf = async ({ person_id, parent_image_id }: Generation) =>
    parent_image_id === null ? null : imageOf(db, person_id, parent_image_id);

  return async (model: Model, generation: Generation, n: number): Promise<Prepared> => {
    const avatar = await avatarFor(model, generation);
    if (avatar === undefined) return { kind: 'gone', code: 'avatar-gone' };
    const parent = await parentOf(generation);
    if (parent === undefined) return { kind: 'gone', code: 'image-gone' };
    const links = avatar ? await withWeights(avatar, generation, n) : {};
    if ('code' in links) return { kind: 'failed', error: links };
    const picture = parent && (await inputs.imageUrl(parent));
    if (picture?.kind === 'failed') return { kind: 'failed', error: picture.error };
    const say: Translate = model.needsEnglish ? translate : async (text) => text;
    const sent = await wordsToSend(generation, avatar, say);
    // Guarantee: rows are written from a parsed draft only.
    const { shape, count } = generation as unknown as Pick<Order, 'shape' | 'count'>;
    return {
      kind: 'ready',
      sent,
      order: {
        description: sent ?? '',
        shape,
        count,
        ...links,
        ...(picture && { imageUrl: picture.url }),
      },
    };
  };
}

import { avatarOf } from '../../../db/avatars.ts';
import { generationById } from '../../../db/generations.ts';
import { startGeneration } from '../../../db/holds.ts';
import { imageOf } from '../../../db/images.ts';
import { availableBalance } from '../../../db/ledger.ts';
import type { Handle } from '../../../db/open.ts';
import { personById, rememberChoices } from '../../../db/people.ts';
import type { Image } from '../../../db/schema.ts';
import type { Draft, Started } from '../../../machines/chat/types.ts';
import { type Drafts, type SettledChoices, type Usual, useOf } from '../drafts.ts';
import type { Looks } from '../looks.ts';
import type { Outages } from '../outages.ts';

export interface StartNeeds {
  readonly db: Handle;
  readonly drafts: Drafts;
  readonly looks: Looks;
  readonly outages: Outages;
  readonly now: () => number;
  readonly newId: () => string;
  readonly waitMs: number;
  /** Begins the generation's actor; the sweep does it if this is lost. */
  readonly begin: (id: string) => Promise<unknown>;
}

export type StartOrder = {
  readonly personId: string;
  readonly draft: Draft;
  readonly price: number;
};

type Gone = Extract<Started, { kind: 'gone' }>;

const gone = (notice: Gone['notice']): Gone => ({ kind: 'gone', notice });

/** Holds the price and begins the generation. The draft's id is the order's: a draft is spent once. */
export function createStart(needs: StartNeeds) {
  const { db, drafts, looks, outages, now, newId, waitMs, begin } = needs;

  /** What the order is made of, as far as it is not words: the person's own, and still there. */
  const materialOf = async ({ personId, draft }: StartOrder): Promise<Gone | Material> => {
    const { avatarId, edit } = draft;
    if (edit) {
      const parent = await imageOf(db, personId, edit.imageId);
      return parent ? { parent } : gone('image-gone');
    }
    if (avatarId === null) return { parent: null };
    const avatar = await avatarOf(db, personId, avatarId);
    if (!avatar) return gone('avatar-gone');
    return avatar.state === 'ready' ? { parent: null } : gone('avatar-not-ready');
  };

  /** Null: it is under way. */
  const hold = async (
    { personId, draft, price }: StartOrder,
    { model, look, shape, count }: SettledChoices,
    { parent }: Material,
  ): Promise<Started | null> => {
    const { avatarId, style, edit, description } = draft;
    const started = await startGeneration(db, {
      id: draft.id,
      personId,
      model: model.id,
      // A change of a picture keeps its shape, and shows whom it shows.
      shape: parent ? parent.shape : shape,
      count,
      unitPrice: look.price,
      description,
      sourceMessageId: draft.messageId,
      avatarId: parent ? parent.avatar_id : avatarId,
      style,
      parent: edit,
      waitUntil: now() + waitMs,
      now: now(),
      newId,
    });
    if (started.kind === 'avatar-gone') return gone('avatar-gone');
    if (started.kind === 'insufficient') return { kind: 'short', needs: price, has: started.has };
    return null;
  };

  const makeable = async ({ draft }: StartOrder) =>
    (await looks.available(useOf(draft))).length > 0 && (await outages.letThrough());

  return async (order: StartOrder): Promise<Started> => {
    const { personId, draft, price } = order;
    if (await generationById(db, draft.id)) {
      await begin(draft.id);
      return { kind: 'started' };
    }
    const person = await personById(db, personId);
    if (!person) throw Object.assign(new Error('The person is gone'), { retryable: false });
    const material = await materialOf(order);
    if ('kind' in material) return material;
    const choices = await drafts.choices(draft, person, useOf(draft));
    const { look, count } = choices;
    if (look.price * count !== price) return { kind: 'changed' };
    const has = await availableBalance(db, personId);
    if (has < price) return { kind: 'short', needs: price, has };
    if (!(await makeable(order))) return { kind: 'outage' };
    const refused = await hold(order, choices, material);
    if (refused) return refused;
    await rememberChoices(db, personId, usualAfter(draft, choices));
    await begin(draft.id);
    return { kind: 'started' };
  };
}

/** What a draft says of the next ones: a change nothing, and a style's own shape is not a choice. */
function usualAfter(draft: Draft, { model, shape, count }: SettledChoices): Partial<Usual> {
  if (draft.edit) return {};
  const isChosen = draft.style === null || draft.shape !== null;
  return {
    count,
    ...(isChosen && { shape }),
    ...(model.use === 'describe' && { look: model.id }),
  };
}

interface Material {
  /** The picture that is changed; null: it is made anew. */
  readonly parent: Image | null;
}

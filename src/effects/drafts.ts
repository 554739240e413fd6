import { avatarOf } from '../../db/avatars.ts';
import { medianSeconds, waitingLine } from '../../db/generations.ts';
import type { Handle } from '../../db/open.ts';
import type { Avatar, Person } from '../../db/schema.ts';
import type { Count, Draft, Shape } from '../../machines/chat/types.ts';
import type { Use } from '../fal/catalogue.ts';
import { findStyle } from '../fal/styles.ts';
import type { SettledDraft } from '../telegram/screens/data.ts';
import type { Looks, Resolved } from './looks.ts';

const DEFAULT_SHAPE: Shape = '1:1';
const DEFAULT_COUNT: Count = 1;

/** The person's usual choices, where nothing else was said. */
export type Usual = Pick<Person, 'shape' | 'count' | 'look'>;

/** Whose draft it is. */
export type Owner = Usual & Pick<Person, 'id' | 'main_avatar_id'>;

export interface Choices {
  readonly shape: Shape | null;
  readonly count: Count | null;
  readonly look: string | null;
  /** A ready style, which may have a shape of its own. */
  readonly style?: string | null;
}

export interface SettledChoices extends Resolved {
  readonly shape: Shape;
  readonly count: Count;
}

export interface Drafts {
  /** Every choice settled: the draft's, the usual, or the default. */
  choices(wanted: Choices, usual: Usual, use?: Use): Promise<SettledChoices>;
  /** The draft as its screen shows it, with its price and the wait. */
  settle(draft: Draft, owner: Owner): Promise<SettledDraft>;
}

export interface DraftsNeeds {
  readonly db: Handle;
  readonly looks: Looks;
  /** Places at FAL, shared by all who wait. */
  readonly concurrency: number;
}

/** What kind of picture a draft is for. */
export function useOf({ avatarId, edit }: Pick<Draft, 'avatarId' | 'edit'>): Use {
  if (edit) return edit.how;
  return avatarId === null ? 'describe' : 'me';
}

export function createDrafts({ db, looks, concurrency }: DraftsNeeds): Drafts {
  const choices: Drafts['choices'] = async (wanted, usual, use = 'describe') => {
    // What is usual for pictures from words says nothing of a change.
    const resolved = await looks.resolve(
      wanted.look ?? (use === 'describe' ? usual.look : null),
      use,
    );
    const { shapes, counts } = resolved.look;
    const { shape: shapeOfStyle } = findStyle(wanted.style ?? '') ?? {};
    const liked = wanted.shape ?? shapeOfStyle ?? usual.shape ?? DEFAULT_SHAPE;
    const shape = shapes.find((each) => each === liked);
    const count = counts.find((each) => each === (wanted.count ?? usual.count ?? DEFAULT_COUNT));
    return { ...resolved, shape: shape ?? DEFAULT_SHAPE, count: count ?? DEFAULT_COUNT };
  };

  /** How long one order takes lately, and as long again for every full round before it. */
  const waitSeconds = async ({ model }: Resolved): Promise<number> => {
    const one = (await medianSeconds(db, model.id)) ?? model.typicalSeconds;
    const rounds = Math.floor((await waitingLine(db)).length / concurrency);
    return Math.round(one * (1 + rounds));
  };

  /** The avatar that a draft asks for, where it can be drawn now. */
  const readyAvatar = async ({ avatarId }: Draft, { id }: Owner) => {
    const avatar = avatarId === null ? undefined : await avatarOf(db, id, avatarId);
    return avatar?.state === 'ready' ? avatar : null;
  };

  return {
    choices,
    settle: async (draft, owner) => {
      const avatar = await readyAvatar(draft, owner);
      const use = useOf(draft);
      const settled = await choices(draft, owner, use);
      const { look, replaced, shape, count } = settled;
      return {
        id: draft.id,
        description: draft.description,
        shape,
        count,
        look,
        looks: await looks.available(use),
        lookReplaced: replaced,
        avatar: avatar && toChoice(avatar, owner),
        avatarGone: use === 'me' && avatar === null,
        style: draft.style,
        edit: draft.edit,
        price: look.price * count,
        waitSeconds: await waitSeconds(settled),
      };
    },
  };
}

const toChoice = ({ id: avatarId, name }: Avatar, { main_avatar_id }: Owner) => ({
  avatarId,
  name,
  isMain: avatarId === main_avatar_id,
});

import { medianSeconds, waitingLine } from '../../db/generations.ts';
import type { Handle } from '../../db/open.ts';
import type { Person } from '../../db/schema.ts';
import type { Count, Draft, Shape } from '../../machines/chat/types.ts';
import type { SettledDraft } from '../telegram/screens/data.ts';
import type { Looks, Resolved } from './looks.ts';

const DEFAULT_SHAPE: Shape = '1:1';
const DEFAULT_COUNT: Count = 1;

/** The person's usual choices, where nothing else was said. */
export type Usual = Pick<Person, 'shape' | 'count' | 'look'>;

export interface Choices {
  readonly shape: Shape | null;
  readonly count: Count | null;
  readonly look: string | null;
}

export interface SettledChoices extends Resolved {
  readonly shape: Shape;
  readonly count: Count;
}

export interface Drafts {
  /** Every choice settled: the draft's, the usual, or the default. */
  choices(wanted: Choices, usual: Usual): Promise<SettledChoices>;
  /** The draft as its screen shows it, with its price and the wait. */
  settle(draft: Draft, usual: Usual): Promise<SettledDraft>;
}

export interface DraftsNeeds {
  readonly db: Handle;
  readonly looks: Looks;
  /** Places at FAL, shared by all who wait. */
  readonly concurrency: number;
}

export function createDrafts({ db, looks, concurrency }: DraftsNeeds): Drafts {
  const choices: Drafts['choices'] = async (wanted, usual) => {
    const resolved = await looks.resolve(wanted.look ?? usual.look);
    const { shapes, counts } = resolved.look;
    const shape = shapes.find((each) => each === (wanted.shape ?? usual.shape ?? DEFAULT_SHAPE));
    const count = counts.find((each) => each === (wanted.count ?? usual.count ?? DEFAULT_COUNT));
    return { ...resolved, shape: shape ?? DEFAULT_SHAPE, count: count ?? DEFAULT_COUNT };
  };

  /** How long one order takes lately, and as long again for every full round before it. */
  const waitSeconds = async ({ model }: Resolved): Promise<number> => {
    const one = (await medianSeconds(db, model.id)) ?? model.typicalSeconds;
    const rounds = Math.floor((await waitingLine(db)).length / concurrency);
    return Math.round(one * (1 + rounds));
  };

  return {
    choices,
    settle: async (draft, usual) => {
      const settled = await choices(draft, usual);
      const { look, replaced, shape, count } = settled;
      return {
        id: draft.id,
        description: draft.description,
        shape,
        count,
        look,
        lookReplaced: replaced,
        price: look.price * count,
        waitSeconds: await waitSeconds(settled),
      };
    },
  };
}

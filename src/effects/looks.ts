import { modelsOff } from '../../db/models.ts';
import type { Handle } from '../../db/open.ts';
import { findModel, MODELS, type Model, type Use } from '../fal/catalogue.ts';
import type { Look } from '../telegram/screens/data.ts';

export interface LooksNeeds {
  readonly db: Handle;
  /** Coins a picture, where a model sets no price of its own. */
  readonly imagePrice: number;
  /** The model of those who never chose. */
  readonly defaultModel: Model;
}

/** The look of an order: the one asked for, or one that stands in for it. */
export interface Resolved {
  readonly model: Model;
  readonly look: Look;
  /** The one asked for is switched off, or gone from the catalogue. */
  readonly replaced: boolean;
}

export interface Looks {
  /** What can be chosen now for this kind of picture; the default one first. */
  available(use?: Use): Promise<readonly Look[]>;
  /** A look of another kind of picture counts as none asked for. */
  resolve(id: string | null, use?: Use): Promise<Resolved>;
}

/** The models of the catalogue that are switched on, in people's words and with their prices. */
export function createLooks({ db, imagePrice, defaultModel }: LooksNeeds): Looks {
  const isOn = (off: ReadonlySet<string>) => (model: Model) =>
    !off.has(model.id) && (model.enabledByDefault || model.id === defaultModel.id);

  const models = async (use: Use): Promise<readonly Model[]> => {
    const off = new Set((await modelsOff(db)).map(({ model }) => model));
    const on = modelsFor(use).filter(isOn(off));
    return [...on].sort(
      (a, b) => Number(b.id === defaultModel.id) - Number(a.id === defaultModel.id),
    );
  };

  const toLook = ({ id, title, hint, price, shapes, counts }: Model): Look => ({
    id,
    titleKey: title,
    hintKey: hint,
    price: price ?? imagePrice,
    shapes,
    counts,
  });

  return {
    available: async (use = 'describe') => (await models(use)).map(toLook),
    resolve: async (id, use = 'describe') => {
      const on = await models(use);
      const asked = isOfOtherUse(id, use) ? null : id;
      const wanted = on.find((model) => model.id === asked);
      const model = wanted ?? on[0] ?? standIn(use) ?? defaultModel;
      return { model, look: toLook(model), replaced: asked !== null && !wanted };
    },
  };

  /** Nothing of the kind is switched on; what it would be is shown all the same. */
  function standIn(use: Use): Model | undefined {
    return use === defaultModel.use ? defaultModel : modelsFor(use)[0];
  }
}

const modelsFor = (use: Use): readonly Model[] => MODELS.filter((model) => model.use === use);

const isOfOtherUse = (id: string | null, use: Use): boolean => {
  const model = id === null ? undefined : findModel(id);
  return model !== undefined && model.use !== use;
};

/** The title of any model that ever made a picture, on or off. */
export const lookTitle = (id: string): string => findModel(id)?.title ?? `look-${id}`;

import { modelsOff } from '../../db/models.ts';
import type { Handle } from '../../db/open.ts';
import { findModel, MODELS, type Model } from '../fal/catalogue.ts';
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
  /** What can be chosen now; the default one first. */
  available(): Promise<readonly Look[]>;
  resolve(id: string | null): Promise<Resolved>;
}

/** The models of the catalogue that are switched on, in people's words and with their prices. */
export function createLooks({ db, imagePrice, defaultModel }: LooksNeeds): Looks {
  const isOn = (off: ReadonlySet<string>) => (model: Model) =>
    !off.has(model.id) && (model.enabledByDefault || model.id === defaultModel.id);

  const models = async (): Promise<readonly Model[]> => {
    const off = new Set((await modelsOff(db)).map(({ model }) => model));
    const on = MODELS.filter(isOn(off));
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
    available: async () => (await models()).map(toLook),
    resolve: async (id) => {
      const on = await models();
      const wanted = on.find((model) => model.id === (id ?? defaultModel.id));
      const model = wanted ?? on[0] ?? defaultModel;
      return { model, look: toLook(model), replaced: id !== null && !wanted };
    },
  };
}

/** The title of any model that ever made a picture, on or off. */
export const lookTitle = (id: string): string => findModel(id)?.title ?? `look-${id}`;

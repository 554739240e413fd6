import { generationById } from '../../../db/generations.ts';
import { startGeneration } from '../../../db/holds.ts';
import { availableBalance } from '../../../db/ledger.ts';
import type { Handle } from '../../../db/open.ts';
import { personById, rememberChoices } from '../../../db/people.ts';
import type { Draft, Started } from '../../../machines/chat/types.ts';
import type { Drafts } from '../drafts.ts';
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

/** Holds the price and begins the generation. The draft's id is the order's: a draft is spent once. */
export function createStart(needs: StartNeeds) {
  const { db, drafts, looks, outages, now, newId, waitMs, begin } = needs;

  return async ({ personId, draft, price }: StartOrder): Promise<Started> => {
    if (await generationById(db, draft.id)) {
      await begin(draft.id);
      return { kind: 'started' };
    }
    const person = await personById(db, personId);
    if (!person) throw Object.assign(new Error('The person is gone'), { retryable: false });
    const { model, look, shape, count } = await drafts.choices(draft, person);
    if (look.price * count !== price) return { kind: 'changed' };
    const has = await availableBalance(db, personId);
    if (has < price) return { kind: 'short', needs: price, has };
    if ((await looks.available()).length === 0 || !(await outages.letThrough()))
      return { kind: 'outage' };
    const started = await startGeneration(db, {
      id: draft.id,
      personId,
      model: model.id,
      shape,
      count,
      unitPrice: look.price,
      description: draft.description,
      sourceMessageId: draft.messageId,
      waitUntil: now() + waitMs,
      now: now(),
      newId,
    });
    if (started.kind === 'insufficient')
      return { kind: 'short', needs: started.needs, has: started.has };
    await rememberChoices(db, personId, { shape, count, look: model.id });
    await begin(draft.id);
    return { kind: 'started' };
  };
}

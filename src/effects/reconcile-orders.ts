import { attemptsOf } from '../../db/attempts.ts';
import type { Handle } from '../../db/open.ts';

/** An actor has so long to take its first step before it counts as lost. */
const LOST_AFTER_MS = 15_000;
/** A settled order is told within this, or told again. */
const UNTOLD_AFTER_MS = 10_000;
/** The runner has given up by then: ten tries take some three minutes. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;
/** A chart that was told of its place at FAL has begun to post by then. */
const UNHEARD_AFTER_MS = 3_000;

/** How an order is over; whatever is ordered may fail. */
interface Ending<End> {
  readonly id: string;
  readonly end: End | 'failed';
  readonly code: string | null;
}

type OrderEvent<End> =
  | { readonly type: 'admitted' }
  | { readonly type: 'expired'; readonly end: End | 'failed'; readonly code: string };

interface Input {
  readonly id: string;
  readonly attempt: number;
}

/** One kind of orders. */
export interface OrdersNeeds<End> {
  readonly db: Handle;
  readonly now: () => number;
  readonly settle: (ending: Ending<End>) => Promise<{ readonly end: End | 'failed' }>;
  /** Tells an actor, which is begun anew from its rows where it is gone. */
  readonly tell: (event: OrderEvent<End>, input: Input) => Promise<{ readonly kind: string }>;
  /** Says an end to the person without the actor, which has taken its last step. */
  readonly sayEnd: (ending: Ending<End>) => Promise<unknown>;
  readonly isGone: (id: string) => Promise<boolean>;
  readonly begin: (input: Input) => Promise<unknown>;
  /** One order could not be looked after; the others were. */
  readonly onError: (id: string, error: unknown) => void;
}

/** The rows of the kind that something is amiss with; `before` is a time in milliseconds. */
export interface OrderRows<End, Stage extends string> {
  readonly overdue: (now: number) => Promise<readonly (Id & { readonly stage: Stage })[]>;
  /** How an order ends that ran past the deadline of a stage. */
  readonly ends: Readonly<Record<Stage, { readonly end: End; readonly code: string }>>;
  readonly untold: (before: number) => Promise<readonly Ended<End>[]>;
  readonly openOlderThan: (before: number) => Promise<readonly Id[]>;
  /** The ids of those that were admitted, but their charts did not hear of it. */
  readonly unheard: (before: number) => Promise<readonly string[]>;
}

interface Id {
  readonly id: string;
}

interface Ended<End> extends Id {
  readonly end_state: End | 'failed' | null;
  readonly ended_at: number | null;
  readonly error_code: string | null;
}

/** What keeps the rows and the actors of one kind of orders together. */
export function reconcileOrders<End, Stage extends string>(
  needs: OrdersNeeds<End>,
  rows: OrderRows<End, Stage>,
) {
  const { db, now, settle, tell, sayEnd, isGone, begin, onError } = needs;

  /** An actor that is rebuilt goes on with the last attempt that was written down. */
  const inputOf = async (id: string): Promise<Input> => ({
    id,
    attempt: (await attemptsOf(db, id)).at(-1)?.n ?? 1,
  });

  /** One after another; whatever is wrong with one order holds up no other. */
  const forEach = async <Row extends Id>(
    some: readonly Row[],
    look: (row: Row) => Promise<unknown>,
  ) => {
    for (const row of some) await look(row).catch((error) => onError(row.id, error));
  };

  const forEachId = (ids: readonly string[], look: (input: Input) => Promise<unknown>) =>
    forEach(
      ids.map((id) => ({ id })),
      async ({ id }) => look(await inputOf(id)),
    );

  return {
    /** With each one's input. */
    forEachId,
    /** The row ends first, whether or not the actor can be reached. */
    endOverdue: async () =>
      forEach(await rows.overdue(now()), async ({ id, stage }) => {
        const { code, end: wanted } = rows.ends[stage];
        const told = wanted === 'succeeded' ? null : code;
        const { end } = await settle({ id, end: wanted, code: told });
        await tell({ type: 'expired', end, code }, await inputOf(id));
      }),
    /**
     * An actor that is over has nobody left to tell but the person, and wishes for that itself:
     * only when that wish must be a dead letter is it done here.
     */
    tellUntold: async () =>
      forEach(await rows.untold(now() - UNTOLD_AFTER_MS), async (row) => {
        const { id, ended_at, error_code: code } = row;
        const end = row.end_state ?? 'failed';
        const event = { type: 'expired', end, code: code ?? 'internal' } as const;
        const { kind } = await tell(event, await inputOf(id));
        const isForgotten = now() - (ended_at ?? 0) > FORGOTTEN_AFTER_MS;
        if (kind === 'ignored' && isForgotten) await sayEnd({ id, end, code });
      }),
    rebuildLost: async () =>
      forEach(await rows.openOlderThan(now() - LOST_AFTER_MS), async ({ id }) => {
        if (await isGone(id)) await begin(await inputOf(id));
      }),
    tellAdmitted: async () =>
      forEachId(await rows.unheard(now() - UNHEARD_AFTER_MS), (input) =>
        tell({ type: 'admitted' }, input),
      ),
  };
}

import { switchModelOff } from '../../db/models.ts';
import type { Handle } from '../../db/open.ts';
import { claimTrial, closeOutage, openOutage, outages, watchOutage } from '../../db/outages.ts';
import type { FalError, FalErrorCode } from '../fal/errors.ts';
import type { KeyCheck } from '../fal/queue.ts';

/** An open breaker lets one order through so often, to find out whether it works again. */
const TRIAL_EVERY_MS = 5 * 60_000;

export type Trouble =
  | { readonly kind: 'outage'; readonly subject: string; readonly detail: string }
  | { readonly kind: 'over'; readonly subject: string }
  | { readonly kind: 'model-off'; readonly model: string; readonly detail: string };

export interface OutagesNeeds {
  readonly db: Handle;
  readonly now: () => number;
  /** For the operator: a log line and a message. */
  readonly onTrouble: (trouble: Trouble) => void;
}

/** The breaker around the operator's key and billing at FAL, and models that FAL dropped. */
export interface Outages {
  /** A refusal of FAL that is no fault of the order: remembered, and told to the operator once. */
  blame(error: FalError, model: string): Promise<void>;
  /** FAL took an order: every outage is over. */
  clear(): Promise<void>;
  /** False: pictures cannot be made now. True also for the trial of an open breaker. */
  letThrough(): Promise<boolean>;
  watch(personId: string): Promise<void>;
  /** What a free check of the key says about an open breaker. */
  heed(check: KeyCheck): Promise<void>;
}

const OPERATORS_FAULT: readonly FalErrorCode[] = ['billing', 'key'];

export function createOutages({ db, now, onTrouble }: OutagesNeeds): Outages {
  /** The free check has seen the account locked: when it no longer is, that is over. */
  let sawLocked = false;

  const end = async (subject: string) => {
    if (await closeOutage(db, subject)) onTrouble({ kind: 'over', subject });
  };

  const begin = async (subject: string, detail: string) => {
    const opened = await openOutage(db, { subject, detail, now: now() });
    if (opened) onTrouble({ kind: 'outage', subject, detail });
  };

  /** A check is no failed order: it must not put the next trial off. */
  const beginOnce = async (subject: string, detail: string) => {
    const open = await outages(db);
    if (!open.some((outage) => outage.subject === subject)) await begin(subject, detail);
  };

  return {
    blame: async ({ code, message }, model) => {
      if (OPERATORS_FAULT.includes(code)) await begin(code, message);
      if (code !== 'model-gone') return;
      await switchModelOff(db, { model, reason: message, now: now() });
      onTrouble({ kind: 'model-off', model, detail: message });
    },
    clear: async () => {
      for (const { subject } of await outages(db)) await end(subject);
    },
    letThrough: async () => {
      const open = await outages(db);
      // None is spent unless all are due.
      if (open.some(({ failed_at }) => now() - failed_at < TRIAL_EVERY_MS)) return false;
      for (const { subject } of open)
        if (!(await claimTrial(db, { subject, quietMs: TRIAL_EVERY_MS, now: now() }))) return false;
      return true;
    },
    watch: async (personId) => {
      for (const { subject } of await outages(db))
        await watchOutage(db, { subject, personId, now: now() });
    },
    heed: async (check) => {
      if (check === 'refused') await beginOnce('key', 'the key is refused');
      if (check === 'locked') await beginOnce('billing', 'the account is locked');
      if (check === 'ok') await end('key');
      if (check === 'ok' && sawLocked) await end('billing');
      if (check !== 'unreachable') sawLocked = check === 'locked';
    },
  };
}

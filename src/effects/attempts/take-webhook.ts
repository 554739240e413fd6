import { acceptAttempt } from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt } from '../../../db/schema.ts';
import type { FalQueue } from '../../fal/queue.ts';
import { requestAddresses } from '../../fal/request-addresses.ts';
import { readWebhookBody, type WebhookReport } from '../../fal/webhook-body.ts';
import { attemptOf, type CallOutcome } from './outcome.ts';

/** An order that a webhook may speak of. */
export interface HeardOf {
  readonly isOpen: boolean;
  /** Writes down how an attempt came out, and tells the order's actor. Durable when it resolves. */
  readonly heed: (n: number, outcome: CallOutcome) => Promise<unknown>;
}

export interface TakeWebhookNeeds {
  readonly db: Handle;
  readonly queue: FalQueue;
  /** Of pictures, or of a training; null: none of ours. */
  readonly orderOf: (id: string) => Promise<HeardOf | null>;
}

/**
 * `taken`: durable, also when it changed nothing. `unreadable`: not FAL's words. `foreign`: of no
 * attempt of ours. `later`: the result could not be fetched yet, FAL shall repeat.
 */
export type WebhookTaken = 'taken' | 'unreadable' | 'foreign' | 'later';

export type TakeWebhook = (
  target: { readonly orderId: string; readonly attempt: number },
  rawBody: Uint8Array,
) => Promise<WebhookTaken>;

/** Takes a webhook whose signature and address were verified. */
export function createTakeWebhook({ db, queue, orderOf }: TakeWebhookNeeds): TakeWebhook {
  const outcomeOf = async (
    attempt: Attempt,
    report: WebhookReport,
  ): Promise<CallOutcome | null> => {
    if (report.outcome.kind !== 'fetch-it') return report.outcome;
    const usual = requestAddresses(attempt.endpoint, report.requestId);
    const result = await queue.result(attempt.response_url ?? usual.responseUrl);
    return result.kind === 'done' || result.kind === 'failed' ? result : null;
  };

  /** The answer of the POST was lost: the webhook tells which request it became. */
  const adopt = async (
    { order_id: orderId, n, endpoint, request_id }: Attempt,
    requestId: string,
  ) => {
    if (request_id === null)
      await acceptAttempt(db, {
        orderId,
        n,
        requestId,
        ...requestAddresses(endpoint, requestId),
      });
  };

  const take = async (order: HeardOf, attempt: Attempt, report: WebhookReport) => {
    const outcome = await outcomeOf(attempt, report);
    if (!outcome) return 'later';
    await adopt(attempt, report.requestId);
    await order.heed(attempt.n, outcome);
    return 'taken';
  };

  return async ({ orderId, attempt: n }, rawBody) => {
    const report = readWebhookBody(rawBody);
    if (!report) return 'unreadable';
    const order = await orderOf(orderId);
    const attempt = await attemptOf(db, { orderId, n });
    if (!order || !attempt || !isOf(attempt, report)) return 'foreign';
    return order.isOpen ? take(order, attempt, report) : 'taken';
  };
}

/** FAL may repeat a request under a new id; the one of the gateway is the one we were given. */
const isOf = ({ request_id }: Attempt, { requestId, gatewayRequestId }: WebhookReport) =>
  request_id === null || [requestId, gatewayRequestId].includes(request_id);

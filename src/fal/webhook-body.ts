import * as v from 'valibot';
import { type FalError, readFalError } from './errors.ts';
import { parseAnswer } from './parse-answer.ts';

export type WebhookOutcome =
  /** The model's output, with seeds as text. */
  | { kind: 'done'; body: unknown }
  | { kind: 'failed'; error: FalError }
  /** The webhook could not carry the output: ask the queue for the result. */
  | { kind: 'fetch-it' };

export type WebhookReport = {
  requestId: string;
  gatewayRequestId?: string;
  outcome: WebhookOutcome;
};

const ReportSchema = v.object({
  request_id: v.string(),
  gateway_request_id: v.nullish(v.string()),
  status: v.picklist(['OK', 'ERROR']),
  payload: v.optional(v.unknown()),
  error: v.nullish(v.string()),
  payload_error: v.nullish(v.string()),
});

type Report = v.InferOutput<typeof ReportSchema>;

/** FAL writes the failed call's status into words: "Invalid status code: 422". */
const statusIn = (error: string) => Number(/status code: (\d{3})/.exec(error)?.[1] ?? 0);

function readOutcome({ status, payload, error, payload_error }: Report): WebhookOutcome {
  if (payload_error || typeof payload !== 'object' || payload === null) return { kind: 'fetch-it' };
  if (status === 'OK') return { kind: 'done', body: payload };
  const answer = { phase: 'result', status: statusIn(error ?? ''), body: payload } as const;
  return { kind: 'failed', error: readFalError(answer) };
}

/** Reads a webhook's body; null if it is none of FAL's. */
export function readWebhookBody(rawBody: Uint8Array): WebhookReport | null {
  const parsed = v.safeParse(ReportSchema, parseAnswer(new TextDecoder().decode(rawBody)));
  if (!parsed.success) return null;
  const { request_id: requestId, gateway_request_id: gatewayRequestId } = parsed.output;
  const report = { requestId, outcome: readOutcome(parsed.output) };
  return gatewayRequestId ? { ...report, gatewayRequestId } : report;
}

import { GrammyError, HttpError } from 'grammy/web';
import { StoppedError, SupersededError } from './limiter.ts';

/** What became of a call of the Bot API. */
export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

export type Failure =
  /** The person blocked the bot, is gone, or never wrote. */
  | { readonly kind: 'blocked' }
  /** The message is not there, or is not one that can be changed so. */
  | { readonly kind: 'gone' }
  /** It is as it should be already: a success without an answer. */
  | { readonly kind: 'unchanged' }
  /** The file_id is not known (any more): upload. */
  | { readonly kind: 'bad-file' }
  | { readonly kind: 'too-old-query' }
  /** `retryAfter` in seconds. Certainly not done. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  /** The token is wrong. */
  | { readonly kind: 'unauthorized' }
  /** Another getUpdates, or a webhook, takes the updates. */
  | { readonly kind: 'conflict'; readonly description: string }
  /** Asked for in a way that Telegram will never take. `description` is Telegram's own. */
  | { readonly kind: 'refused'; readonly status: number; readonly description: string }
  /** No answer (network, time-out, 5xx): it may have been done. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** A newer call of the same purpose took this one's place in the line. */
  | { readonly kind: 'superseded' }
  /** This process ends and never made it: the next one has to. */
  | { readonly kind: 'stopped' };

/** Telegram's words for a 400, in order of trial. */
const refusals: readonly (readonly [RegExp, Failure['kind'] & ('blocked' | Plain)])[] = [
  [/message is not modified/i, 'unchanged'],
  [/message to (edit|delete) not found/i, 'gone'],
  [/message can't be (edited|deleted)/i, 'gone'],
  [/MESSAGE_ID_INVALID|message identifier is not specified/i, 'gone'],
  [/there is no (text|caption|media) in the message/i, 'gone'],
  [/wrong (remote )?file(_id| identifier)|can't use file of type|invalid file_id/i, 'bad-file'],
  [/FILE_REFERENCE_|wrong padding in the string|PHOTO_INVALID_ID/i, 'bad-file'],
  [/query is too old|QUERY_ID_INVALID/i, 'too-old-query'],
  [/chat not found|PEER_ID_INVALID|USER_IS_BLOCKED|user is deactivated/i, 'blocked'],
];

type Plain = 'gone' | 'unchanged' | 'bad-file' | 'too-old-query';

function ofClientError({ error_code: status, description, parameters }: GrammyError): Failure {
  if (status === 429) return { kind: 'rate-limited', retryAfter: parameters.retry_after ?? 1 };
  if (status === 403) return { kind: 'blocked' };
  if (status === 409) return { kind: 'conflict', description };
  // A token of the wrong form is "Not Found".
  if (status === 401 || status === 404) return { kind: 'unauthorized' };
  const [, kind] = refusals.find(([words]) => words.test(description)) ?? [];
  return kind ? { kind } : { kind: 'refused', status, description };
}

/** `createTelegram` has taken the address out of `error.message`. */
function reasonOf({ error, message }: HttpError): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : message;
}

function failureOf(error: unknown): Failure {
  if (error instanceof SupersededError) return { kind: 'superseded' };
  if (error instanceof StoppedError) return { kind: 'stopped' };
  if (error instanceof HttpError) return { kind: 'unreachable', reason: reasonOf(error) };
  if (!(error instanceof GrammyError)) throw error;
  return error.error_code >= 500
    ? { kind: 'unreachable', reason: error.description }
    : ofClientError(error);
}

/** A call's outcome as a value; only what is a mistake of ours is still thrown. */
export async function outcomeOf<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'ok', value: await call };
  } catch (error) {
    return failureOf(error);
  }
}

/** For operators: what failed, in Telegram's words where it gave some. */
export function describeFailure(failure: Failure): string {
  if ('description' in failure) return `${failure.kind}: ${failure.description}`;
  if ('reason' in failure) return `${failure.kind}: ${failure.reason}`;
  return 'retryAfter' in failure ? `${failure.kind}: ${failure.retryAfter} s` : failure.kind;
}

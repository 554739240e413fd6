import * as v from 'valibot';

export type FalErrorCode =
  | 'refused-by-filter'
  | 'bad-input'
  | 'provider-busy'
  | 'provider-failed'
  | 'billing'
  | 'key'
  | 'model-gone'
  | 'empty-result'
  | 'bad-file'
  /** FAL could not fetch a file that it was pointed to. */
  | 'file-unreachable'
  | 'timeout';

/** `message` is for operators only; `retryable`: the same order may succeed when made again. */
export type FalError = { code: FalErrorCode; message: string; retryable: boolean };

/** What FAL answered, and to which call: a 404 means a lost model only where one was asked for. */
export type FalAnswer = { phase: 'submit' | 'result'; status: number; body: unknown };

const DetailSchema = v.object({
  type: v.optional(v.string(), ''),
  msg: v.optional(v.string(), ''),
});

const ErrorBodySchema = v.object({
  detail: v.optional(v.union([v.string(), v.array(DetailSchema)]), ''),
  error_type: v.nullish(v.string()),
  error: v.fallback(v.nullish(v.string()), null),
});

/** How much of FAL's words an operator gets to read. */
const MESSAGE_CHARACTERS = 300;

const RETRYABLE: ReadonlySet<FalErrorCode> = new Set([
  'provider-busy',
  'provider-failed',
  'file-unreachable',
  'timeout',
]);

/** `detail[].type` of a model's error (FAL's "Errors" page). An unlisted one is the input's fault. */
const BY_DETAIL_TYPE: Record<string, FalErrorCode> = {
  content_policy_violation: 'refused-by-filter',
  no_media_generated: 'empty-result',
  file_download_error: 'file-unreachable',
  generation_timeout: 'timeout',
  internal_server_error: 'provider-failed',
  downstream_service_error: 'provider-failed',
  downstream_service_unavailable: 'provider-busy',
};

const BY_ERROR_TYPE: Record<string, FalErrorCode> = {
  request_timeout: 'timeout',
  startup_timeout: 'timeout',
  bad_request: 'bad-input',
};

const APPLICATION_GONE = /\bApplication\s+["'][^"']*["']\s+not found/i;
const ACCOUNT_LOCKED = /locked|balance|billing|payment/i;

export const falError = (code: FalErrorCode, message: string): FalError => ({
  code,
  message: message.slice(0, MESSAGE_CHARACTERS),
  retryable: RETRYABLE.has(code),
});

type ErrorBody = { types: string[]; errorType: string; text: string };

/** Takes types and messages, never the echoed input: descriptions stay out of logs. */
function readBody(body: unknown): ErrorBody {
  const parsed = v.safeParse(ErrorBodySchema, body);
  if (!parsed.success) return { types: [], errorType: '', text: '' };
  const { detail, error, error_type } = parsed.output;
  const details = typeof detail === 'string' ? [] : detail;
  const said = typeof detail === 'string' ? [detail] : details.map(({ msg }) => msg);
  return {
    types: details.map(({ type }) => type).filter((type) => type !== ''),
    errorType: error_type ?? '',
    text: [...said, error ?? ''].filter((part) => part !== '').join('; '),
  };
}

function byType({ types, errorType }: ErrorBody): FalErrorCode | undefined {
  const known = types.map((type) => BY_DETAIL_TYPE[type]).find((code) => code !== undefined);
  if (known) return known;
  if (types.length > 0) return 'bad-input';
  if (errorType === '') return undefined;
  return BY_ERROR_TYPE[errorType] ?? 'provider-failed';
}

function byClientStatus(phase: FalAnswer['phase'], status: number, text: string): FalErrorCode {
  if (status === 401) return 'key';
  if (status === 402) return 'billing';
  if (status === 403) return ACCOUNT_LOCKED.test(text) ? 'billing' : 'key';
  if (status === 404 || status === 410)
    return phase === 'submit' ? 'model-gone' : 'provider-failed';
  if (status === 408) return 'timeout';
  if (status === 429) return 'provider-busy';
  return 'bad-input';
}

function byStatus(phase: FalAnswer['phase'], status: number, text: string): FalErrorCode {
  if (status >= 400 && status < 500) return byClientStatus(phase, status, text);
  if (status === 503) return 'provider-busy';
  return status === 504 ? 'timeout' : 'provider-failed';
}

const isAuthority = (status: number) => status === 401 || status === 402 || status === 403;

/** True if the body says that FAL knows no such model any more, whatever the status. */
export const namesLostApplication = (body: unknown) => APPLICATION_GONE.test(readBody(body).text);

/** True if the body is an error that FAL or the model wrote, not some gateway's page. */
export function isFalErrorBody(body: unknown): boolean {
  const { types, errorType, text } = readBody(body);
  return types.length > 0 || errorType !== '' || text !== '';
}

/** True if the body tells a type, so that it is a final verdict and not "not ready yet". */
export const hasErrorType = (body: unknown) => byType(readBody(body)) !== undefined;

function codeFor({ phase, status }: FalAnswer, read: ErrorBody): FalErrorCode {
  if (APPLICATION_GONE.test(read.text)) return 'model-gone';
  const typed = isAuthority(status) ? undefined : byType(read);
  return typed ?? byStatus(phase, status, read.text);
}

/** A model's words about a description may quote it, so they are left out. */
const QUOTING: ReadonlySet<FalErrorCode> = new Set(['refused-by-filter', 'empty-result']);

/** Reads an answer that is not a success; of several details the first known type decides. */
export function readFalError(answer: FalAnswer): FalError {
  const read = readBody(answer.body);
  const code = codeFor(answer, read);
  const text = QUOTING.has(code) ? '' : read.text;
  const parts = [answer.status, read.types.join(','), read.errorType, text];
  return falError(code, parts.filter(Boolean).join(' '));
}

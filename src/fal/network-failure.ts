/** Bun's codes for a request that never left: no connection, no such host. */
const NEVER_SENT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ConnectionRefused']);

/** Deno sets no code; its text names the phase, and `Connect` precedes the request. */
const NEVER_SENT_TEXT = /client error \(Connect\)/;

function* causes(error: unknown): Generator<Error> {
  for (let at = error; at instanceof Error; at = at.cause) yield at;
}

const codeOf = (error: Error) => ('code' in error ? error.code : undefined);

/**
 * True only if a failed `fetch` certainly sent nothing, so that a POST may be made again. A reset
 * or a time-out is not: the other side may have taken it.
 */
export function neverSent(error: unknown): boolean {
  for (const at of causes(error)) {
    const code = codeOf(at);
    if (typeof code === 'string' && NEVER_SENT_CODES.has(code)) return true;
    if (NEVER_SENT_TEXT.test(at.message)) return true;
  }
  return false;
}

/** Deno quotes the whole URL, and that of a submit carries the webhook's secret path. */
const withoutUrls = (text: string) => text.replaceAll(/https?:\/\/[^\s)]+/g, '(address)');

/** The name, the code and the texts of a failure and its causes, for operators. */
export function describeFailure(error: unknown): string {
  const parts = [...causes(error)].map((at) => [at.name, codeOf(at), at.message].join(' '));
  return withoutUrls(parts.length > 0 ? parts.join(': ') : String(error)).slice(0, 300);
}

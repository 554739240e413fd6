import type { CallLog, CallRecord } from './calls.ts';
import { ApiError } from './errors.ts';
import type { Faults } from './faults.ts';
import type { Parts } from './methods/method.ts';
import { findMethod } from './methods/table.ts';
import { type CallInput, readParams } from './params.ts';

/** Documents go up to 50 MB, and the form around them needs a little more. */
const MAX_BODY_BYTES = 52 * 1024 * 1024;

type Deps = { parts: Parts; faults: Faults; log: CallLog };

const badGateway = () => new Response('<html><h1>502 Bad Gateway</h1></html>', { status: 502 });

export function refusal({ status, message, retryAfter }: ApiError): Response {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  const body = { ok: false, error_code: status, description: message, ...parameters };
  return Response.json(body, { status, headers });
}

async function run({ parts, faults }: Deps, name: string, input: CallInput, signal: AbortSignal) {
  const found = findMethod(name);
  if (!found) throw new ApiError(404, 'Not Found: method not found');
  await faults.before(found.name);
  return found.method(input.params, { ...parts, uploads: input.uploads, signal });
}

/** Runs calls of methods, and puts each into the log with its outcome. */
export function createAnswerer(deps: Deps) {
  const { parts, faults, log } = deps;

  function finish(record: CallRecord, outcome: Partial<CallRecord>) {
    Object.assign(record, outcome);
    parts.events.emit({ type: 'called' });
  }

  async function answerInput(name: string, input: CallInput, signal: AbortSignal) {
    const method = findMethod(name)?.name ?? name;
    const record = log.begin(method, input.params);
    parts.events.emit({ type: 'called' });
    try {
      const result = (await run(deps, name, input, signal)) ?? true;
      finish(record, { status: 200, result });
      return faults.isAnswerLost(method) ? badGateway() : Response.json({ ok: true, result });
    } catch (error) {
      if (error instanceof ApiError) {
        finish(record, { status: error.status, description: error.message });
        return refusal(error);
      }
      finish(record, { status: 500, description: String(error) });
      return refusal(new ApiError(500, 'Internal Server Error'));
    }
  }

  async function answer(name: string, request: Request): Promise<Response> {
    if (faults.isDown()) return badGateway();
    if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) {
      return refusal(new ApiError(413, 'Request Entity Too Large'));
    }
    try {
      return await answerInput(name, await readParams(request), request.signal);
    } catch (error) {
      if (error instanceof ApiError) return refusal(error);
      throw error;
    }
  }

  return { answer, answerInput };
}

import * as v from 'valibot';
import { badRequest } from './errors.ts';
import type { Upload } from './files.ts';

export type Params = Record<string, unknown>;
export type CallInput = { params: Params; uploads: Map<string, Upload> };

async function toUpload(file: File): Promise<Upload> {
  const mime = file.type === '' ? 'application/octet-stream' : file.type;
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, mime };
}

async function readForm(request: Request, call: CallInput) {
  const form = await request.formData();
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      call.params[name] = value;
      continue;
    }
    call.uploads.set(name, await toUpload(value));
    call.params[name] ??= `attach://${name}`;
  }
}

async function readJson(request: Request, call: CallInput) {
  const body = await request.text();
  if (body.trim() === '') return;
  try {
    Object.assign(call.params, v.parse(v.record(v.string(), v.unknown()), JSON.parse(body)));
  } catch {
    throw badRequest("can't parse JSON object");
  }
}

/** Parameters come in the address, as JSON, as a form, or as a multipart form with files. */
export async function readParams(request: Request): Promise<CallInput> {
  const call: CallInput = { params: {}, uploads: new Map() };
  for (const [name, value] of new URL(request.url).searchParams) call.params[name] = value;
  if (request.method !== 'POST') return call;
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('application/json')) await readJson(request, call);
  else if (type.includes('form')) await readForm(request, call);
  return call;
}

/** What Telegram says when a required parameter is missing. */
const MISSING: Record<string, string> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  media: 'parameter "media" is required',
  commands: 'parameter "commands" is required',
  action: 'wrong parameter action in request',
  file_id: 'file_id not specified',
  callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
};

/** Checks the parameters of a call, or refuses it naming the first that is wrong. */
export function parseParams<S extends v.GenericSchema>(
  schema: S,
  params: Params,
): v.InferOutput<S> {
  const result = v.safeParse(schema, params);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'parameters';
  const missing = issue.input === undefined ? MISSING[path] : undefined;
  throw badRequest(missing ?? `can't parse "${path}": ${issue.message}`);
}

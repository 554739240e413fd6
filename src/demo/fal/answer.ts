import { encodeJson } from './encode-json.ts';

/** A JSON answer in FAL's manner. */
export function answer(
  { status, body }: { status: number; body: unknown },
  headers: Record<string, string> = {},
): Response {
  return new Response(encodeJson(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** An answer whose body breaks off in the middle, as when a connection is reset. */
export function brokenAnswer(): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"request_id": "')),
    pull: (controller) => controller.error(new Error('connection reset')),
  });
  return new Response(body, { status: 200, headers: { 'content-type': 'application/json' } });
}

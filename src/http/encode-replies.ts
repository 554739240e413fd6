import { Buffer } from 'node:buffer';

/** Redis's word on one command; texts are bytes. */
export type RedisReply = { readonly result: unknown } | { readonly error: string };

export type EncodeReply = (reply: RedisReply) => object;

type EncodeText = (bytes: Uint8Array) => string;

const isOk = (value: unknown) =>
  value instanceof Uint8Array && Buffer.from(value).toString('latin1') === 'OK';

function encode(value: unknown, encodeText: EncodeText): unknown {
  if (value instanceof Uint8Array) return encodeText(value);
  if (value instanceof Error) return value.message;
  return Array.isArray(value) ? value.map((each) => encode(each, encodeText)) : value;
}

/** As Upstash's clients decode it: an answer that is `OK` and nothing else stays as it is. */
const encodeWith =
  (encodeText: EncodeText): EncodeReply =>
  (reply) => {
    if ('error' in reply) return reply;
    return { result: isOk(reply.result) ? 'OK' : encode(reply.result, encodeText) };
  };

export const encodeReplies: Readonly<Record<'base64' | 'plain', EncodeReply>> = {
  base64: encodeWith((bytes) => Buffer.from(bytes).toString('base64')),
  plain: encodeWith((bytes) => Buffer.from(bytes).toString('utf8')),
};

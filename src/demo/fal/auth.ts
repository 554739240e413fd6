import type { MiddlewareHandler } from 'hono';
import { answer } from './answer.ts';
import { ANSWERS } from './answers.ts';

/** Lets in only `Authorization: Key <id:secret>` with a known key. */
export function requireKey(keys: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const [scheme, key] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme !== 'Key' || !key) return answer(ANSWERS.noKey);
    if (!keys.includes(key)) return answer(ANSWERS.wrongKey);
    return next();
  };
}

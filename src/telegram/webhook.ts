import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { EdgeError } from './edge-error.ts';

export interface WebhookPorts {
  /** Lets in as many as may be under way. */
  readonly admit: MiddlewareHandler;
  /** What `setWebhook` was given; Telegram sends it with every call. */
  readonly secret: string;
  /** Resolves once the update is saved; rejects when it must come again. */
  readonly take: (update: Update) => Promise<unknown>;
  readonly report: (code: string, error: unknown) => void;
}

const MAX_BODY_BYTES = 1024 * 1024;
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';
const RETRY_AFTER_S = '1';

/** All that the edge needs before it reads further; the rest is parsed there. */
const UpdateSchema = v.looseObject({ update_id: v.pipe(v.number(), v.safeInteger()) });

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Compares hashes, which are of one length whatever was sent. */
function checkSecret(secret: string): MiddlewareHandler {
  const expected = sha256(secret);
  return async (c, next) => {
    const given = sha256(c.req.header(SECRET_HEADER) ?? '');
    if (!timingSafeEqual(given, expected)) return c.text('Unauthorized', 401);
    return next();
  };
}

/** Checked to be an update by its id; Telegram's own types describe what else there is. */
function parseUpdate(text: string): Update | null {
  try {
    const parsed = v.safeParse(UpdateSchema, JSON.parse(text));
    return parsed.success ? (parsed.output as unknown as Update) : null;
  } catch {
    return null;
  }
}

/** Where Telegram delivers updates: 200 only after an update is saved. Mount it at its path. */
export function createWebhook({ secret, admit, take, report }: WebhookPorts): Hono {
  const limited = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: (c) => c.text('Payload Too Large', 413),
  });
  return new Hono().post('/', checkSecret(secret), admit, limited, async (c) => {
    const update = parseUpdate(await c.req.text());
    if (!update) return c.text('Bad Request', 400);
    try {
      await take(update);
      return c.body(null, 200);
    } catch (error) {
      const code = error instanceof EdgeError ? error.code : 'update-failed';
      report(code, error);
      return code === 'unavailable'
        ? c.text('Service Unavailable', 503, { 'Retry-After': RETRY_AFTER_S })
        : c.text('Internal Server Error', 500);
    }
  });
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { encodeReplies, type RedisReply } from './encode-replies.ts';

export interface UpstashRestNeeds {
  /** What a client shows as its bearer token. */
  readonly token: string;
  /** Sends commands in a row, with nothing between them; rejects when Redis does not answer. */
  readonly sendRow: (commands: readonly string[][]) => Promise<readonly RedisReply[]>;
}

const MAX_BYTES = 10 * 1024 * 1024;

/** They change the connection that all clients share, or wait on it. */
const UNAVAILABLE = new Set(
  `ASKING AUTH BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN CLIENT DISCARD EXEC
  HELLO MONITOR MULTI PSUBSCRIBE PSYNC PUNSUBSCRIBE QUIT READONLY READWRITE RESET SELECT SHUTDOWN
  SSUBSCRIBE SUBSCRIBE SUNSUBSCRIBE SYNC UNSUBSCRIBE UNWATCH WAIT WAITAOF WATCH XREAD XREADGROUP`.split(
    /\s+/,
  ),
);

const WordSchema = v.pipe(
  v.union([v.string(), v.number(), v.boolean(), v.looseObject({})]),
  v.transform((word) => (typeof word === 'object' ? JSON.stringify(word) : String(word))),
);

const CommandSchema = v.pipe(v.array(WordSchema), v.minLength(1));

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Compares hashes, which are of one length whatever was sent. */
function checkToken(token: string): MiddlewareHandler {
  const expected = sha256(`Bearer ${token}`);
  return async (context, next) => {
    const given = sha256(context.req.header('Authorization') ?? '');
    if (timingSafeEqual(given, expected)) return next();
    return context.json({ error: 'WRONGPASS invalid or missing auth token' }, 401);
  };
}

/** Undefined: the body is something else. */
async function readBody<Body>(
  context: Context,
  schema: v.GenericSchema<unknown, Body>,
): Promise<Body | undefined> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const parsed = v.safeParse(schema, body);
  return parsed.success ? parsed.output : undefined;
}

const encodingOf = (context: Context) =>
  encodeReplies[context.req.header('Upstash-Encoding') === 'base64' ? 'base64' : 'plain'];

function refusalOf([name = '']: readonly string[]): string | undefined {
  const known = name.toUpperCase();
  return UNAVAILABLE.has(known) ? `ERR Command is not available: '${known}'` : undefined;
}

/** EXEC's answer to each command of its transaction. */
const repliesOf = (results: unknown): RedisReply[] =>
  (Array.isArray(results) ? results : []).map((result: unknown) =>
    result instanceof Error ? { error: result.message } : { result },
  );

const NO_REPLY: RedisReply = { error: 'ERR no answer' };

/**
 * Upstash's REST API in front of any Redis, for tests and a developer's machine: a command, a
 * pipeline or a transaction, each as JSON.
 */
export function createUpstashRest({ token, sendRow }: UpstashRestNeeds): Hono {
  /** What may be sent goes in one row; the rest has its refusal in its place. */
  const carry = async (commands: readonly string[][]): Promise<readonly RedisReply[]> => {
    const refusals = commands.map(refusalOf);
    const allowed = commands.filter((_, index) => refusals[index] === undefined);
    const replies = (await sendRow(allowed)).values();
    return refusals.map((error) =>
      error === undefined ? (replies.next().value ?? NO_REPLY) : { error },
    );
  };

  const takeCommand = async (context: Context) => {
    const command = await readBody(context, CommandSchema);
    if (!command) return context.json({ error: 'ERR failed to parse command' }, 400);
    const [reply = NO_REPLY] = await carry([command]);
    return context.json(encodingOf(context)(reply), 'error' in reply ? 400 : 200);
  };

  /** Several commands that `answer` makes replies of; `{ error }`: none was carried out. */
  const takeRow =
    (
      name: string,
      answer: (commands: readonly string[][]) => Promise<readonly RedisReply[] | { error: string }>,
    ) =>
    async (context: Context) => {
      const commands = await readBody(context, v.array(CommandSchema));
      if (!commands) return context.json({ error: `ERR failed to parse ${name} request` }, 400);
      if (commands.length === 0) return context.json({ error: `ERR empty ${name} request` }, 400);
      const replies = await answer(commands);
      if ('error' in replies) return context.json(replies, 400);
      return context.json(replies.map(encodingOf(context)));
    };

  const transact = async (commands: readonly string[][]) => {
    const error = commands.map(refusalOf).find((refusal) => refusal !== undefined);
    if (error !== undefined) return { error };
    const exec = (await sendRow([['MULTI'], ...commands, ['EXEC']])).at(-1) ?? NO_REPLY;
    return 'error' in exec ? exec : repliesOf(exec.result);
  };

  const tooLong = (context: Context) =>
    context.json({ error: 'ERR max request size exceeded' }, 413);
  return new Hono()
    .use(checkToken(token), bodyLimit({ maxSize: MAX_BYTES, onError: tooLong }))
    .post('/', takeCommand)
    .post('/pipeline', takeRow('pipeline', carry))
    .post('/multi-exec', takeRow('multi-exec', transact))
    .all('*', (context) => context.json({ error: 'ERR not found' }, 404))
    .onError((error, context) => context.json({ error: `ERR ${error.message}` }, 500));
}

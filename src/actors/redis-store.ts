import type {
  ActorStore,
  ClaimedEffect,
  DeadLetter,
  Freed,
  QueueDepth,
  Save,
  Saved,
} from './actor-store.ts';
import { createLostLeases } from './lost-leases.ts';
import type { Expected, JournalEntry } from './record.ts';
import * as scripts from './redis-scripts.ts';
import { StoreError } from './store-error.ts';
import {
  claimedBySaver,
  claimedEffect,
  deadLetter,
  decodeRecord,
  effectStart,
  encodeEffect,
  fatesOf,
  wholeMs,
} from './stored-effect.ts';

/** Sends one command and answers Redis's reply: text, number, null, or a list of these. */
export type SendCommand = (command: string[]) => Promise<unknown>;

export interface RedisStoreOptions {
  /** Rejects with a StoreError `store-unreachable`, or with Redis's own error. Never sends twice. */
  readonly send: SendCommand;
  /** Begins every key, for example `aisha:`. */
  readonly prefix: string;
  readonly pollMs?: number;
  /** A text never given before. */
  readonly newToken?: () => string;
  /** Closes the transport with the store; without it that is its opener's business. */
  readonly close?: () => Promise<void>;
}

type Run = <Arg extends string>(
  script: scripts.Script<Arg>,
  actor: string,
  args: Readonly<Record<Arg, string | number>>,
  rest?: readonly string[],
) => Promise<unknown>;

/** Redis answers a script it does not hold with NOSCRIPT and without having run anything. */
const isUnknownScript = (error: unknown) =>
  error instanceof Error && error.message.includes('NOSCRIPT');

const orFail = (reply: Promise<unknown>) =>
  reply.catch((cause) => {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('store-failed', 'Redis refused a command of the actor store', cause);
  });

/** One hash tag for all keys, so that a cluster keeps them in one slot. */
const keyNamer = (prefix: string) => (name: scripts.KeyName, actor: string) =>
  name === 'record' ? `${prefix}{actors}:record:${actor}` : `${prefix}{actors}:${name}`;

function createRun(send: SendCommand, nameKey: ReturnType<typeof keyNamer>): Run {
  return async (script, actor, args, rest = []) => {
    const keys = script.keys.map((name) => nameKey(name, actor));
    const values = script.args.map((name) => String(args[name]));
    const call = [String(keys.length), ...keys, ...values, ...rest];
    const reply = send(['EVALSHA', script.sha, ...call]).catch((error) => {
      if (!isUnknownScript(error)) throw error;
      return send(['EVAL', script.text, ...call]);
    });
    return orFail(reply);
  };
}

function texts(reply: unknown): string[] {
  if (Array.isArray(reply)) return reply.map(String);
  throw new StoreError('store-failed', 'Redis answered with something other than a list');
}

/** Cuts a flat reply into rows of `width`. */
function rows(reply: unknown, width: number): string[][] {
  const flat = texts(reply);
  return Array.from({ length: Math.floor(flat.length / width) }, (_, row) =>
    flat.slice(row * width, (row + 1) * width),
  );
}

const isOne = (reply: unknown) => Number(reply) === 1;

const momentOf = ({ epoch, step }: Expected) => `${step} ${epoch}`;

const lineStart = (parts: readonly (string | number)[]) => `${JSON.stringify(parts).slice(0, -1)},`;

/** Exactly the text that the save script made, so that it names one member of the journal. */
const encodeLine = ({ key, epoch, step, event, from, to, at }: JournalEntry) =>
  JSON.stringify([key, epoch, step, event, from, to, at]);

function decodeLine(text: string): JournalEntry {
  /** The save script made it. */
  type Line = [string, string, number, string, string, string, number];
  const [key, epoch, step, event, from, to, at] = JSON.parse(text) as Line;
  return { key, epoch, step, event, from, to, at };
}

/** Begins the place of every effect of the actor, and of no other's: no JSON text goes on so. */
const placeStart = (key: string) => `${JSON.stringify(key)} `;

async function save(run: Run, wanted: Save, token: string): Promise<Saved> {
  const { key, expected, record, journal, closed, effects, expiresInMs } = wanted;
  const { epoch, step } = record;
  const args = {
    expected: expected === null ? '' : momentOf(expected),
    moment: momentOf(record),
    text: JSON.stringify(record),
    expires: expiresInMs === null ? '' : wholeMs(expiresInMs),
    line: lineStart([key, epoch, step, journal.event, journal.from, journal.to]),
    token,
    lease: wholeMs(wanted.leaseMs),
    closed: closed.length,
    actor: placeStart(key),
  };
  const added = effects.flatMap((effect) => [
    effect.id,
    String(wholeMs(effect.delayMs)),
    effect.order,
    encodeEffect(key, effect),
  ]);
  const answer = Number(await run(scripts.save, key, args, [...closed, ...added]));
  if (answer === 0) return { kind: 'conflict' };
  const fates = fatesOf(effects, answer === 2);
  return { kind: 'saved', claimed: claimedBySaver(wanted, fates, token) };
}

const claimedFrom = (reply: unknown, token: string): ClaimedEffect[] =>
  rows(reply, 2).map(([text = '', tries]) => claimedEffect(text, token, Number(tries)));

async function claim(
  run: Run,
  { limit, leaseMs }: { limit: number; leaseMs: number },
  token: string,
): Promise<ClaimedEffect[]> {
  const reply = await run(scripts.claim, '', { limit, lease: wholeMs(leaseMs), token });
  return claimedFrom(reply, token);
}

const isUnanswered = (error: unknown) =>
  error instanceof StoreError && error.code === 'store-unreachable';

type Over = Readonly<Record<'id' | 'token' | 'lease' | 'nextToken', string | number>>;

/** The effect is over: done, or dead of an error. */
async function end(run: Run, over: Over, error?: string): Promise<Freed> {
  const reply =
    error === undefined
      ? await run(scripts.complete, '', over)
      : await run(scripts.bury, '', { ...over, error });
  return reply === null ? null : claimedFrom(reply, String(over.nextToken));
}

const toDeadLetter = ([text = '', tries, error = '', at]: string[]): DeadLetter =>
  deadLetter(text, { attempts: Number(tries), error, at: Number(at) });

async function depth(run: Run): Promise<QueueDepth> {
  const counts = texts(await run(scripts.depth, '', {})).map(Number);
  const [due = 0, later = 0, leased = 0, dead = 0, oldestMs = 0] = counts;
  return { due, later, leased, dead, oldestMs };
}

async function clock(ask: SendCommand) {
  const [seconds, micros] = texts(await ask(['TIME'])).map(Number);
  return (seconds ?? 0) * 1000 + Math.floor((micros ?? 0) / 1000);
}

/** Keeps actors in Redis, over whatever transport `send` is. Any number of processes at a time. */
export function createRedisStore({
  send,
  prefix,
  pollMs = 1000,
  newToken = () => crypto.randomUUID(),
  close = async () => {},
}: RedisStoreOptions): ActorStore {
  const nameKey = keyNamer(prefix);
  const ask: SendCommand = (command) => orFail(send(command));
  const run = createRun(send, nameKey);
  const journal = nameKey('journal', '');
  const release = async (id: string, token: string, delayMs: number, isFailed: boolean) => {
    const args = { id, token, delay: wholeMs(delayMs), failed: isFailed ? 1 : 0 };
    return isOne(await run(scripts.release, '', args));
  };
  const lostLeases = createLostLeases(({ id, token }) => release(id, token, 0, false));

  return {
    pollMs,
    load: async (key) => {
      const text = await ask(['HGET', nameKey('record', key), 'text']);
      return text === null ? null : decodeRecord(String(text));
    },
    save: async (wanted) => {
      const token = newToken();
      return save(run, wanted, token).catch((error) => {
        if (isUnanswered(error)) lostLeases.note(wanted.effects.map(({ id }) => ({ id, token })));
        throw error;
      });
    },
    claim: async (want) => {
      await lostLeases.handBack();
      return claim(run, want, newToken());
    },
    renew: async (id, token, leaseMs) =>
      isOne(await run(scripts.renew, '', { id, token, lease: wholeMs(leaseMs) })),
    complete: (id, token, leaseMs) =>
      end(run, { id, token, lease: wholeMs(leaseMs), nextToken: newToken() }),
    release: (id, token, { delayMs, error }) => release(id, token, delayMs, error !== null),
    bury: (id, token, error, leaseMs) =>
      end(run, { id, token, lease: wholeMs(leaseMs), nextToken: newToken() }, error),
    deadLetters: async (limit) =>
      rows(await run(scripts.deadLetters, '', { limit }), 4).map(toDeadLetter),
    revive: async (id) => isOne(await run(scripts.revive, '', { id })),
    drop: async (id) => isOne(await run(scripts.drop, '', { id })),
    depth: () => depth(run),
    journal: async (limit) => {
      const range = ['ZRANGEBYSCORE', journal, '-inf', '+inf', 'LIMIT', '0', String(limit)];
      return texts(await ask(range)).map(decodeLine);
    },
    forgetJournal: async (entries) => {
      if (entries.length > 0) await ask(['ZREM', journal, ...entries.map(encodeLine)]);
    },
    remove: async (key) => {
      const args = {
        start: `${key}/`,
        effect: effectStart(key),
        line: lineStart([key]),
        actor: placeStart(key),
      };
      await run(scripts.remove, key, args);
    },
    clock: () => clock(ask),
    close,
  };
}

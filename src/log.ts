import { pino } from 'pino';

export type Level = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Facts about a line: ids, codes, counts. Never descriptions, tokens, keys or addresses of files. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

const REDACTED = '[redacted]';
/** What looks like a bot token or FAL's `Key id:secret`, whoever's it is. */
const SHAPES = [/\d{6,}:[\w-]{30,}/g, /Key\s+[\w-]+:[\w-]+/g];

/** Too short a secret would black out half of the log, and protects nothing. */
const SHORTEST_SECRET = 6;

const createClean = (secrets: readonly string[]) => {
  const known = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
  return (text: string): string => {
    const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
    return SHAPES.reduce((rest, shape) => rest.replace(shape, REDACTED), withoutKnown);
  };
};

export interface LogOptions {
  readonly level: Level;
  /** Never written, wherever they stand in a line. */
  readonly secrets?: readonly string[];
  /** Where lines go; standard output unless a test listens. */
  readonly write?: (line: string) => void;
}

/** Structured lines, one JSON object each. */
export function createLog({ level, secrets = [], write: sink }: LogOptions): Log {
  const options = { level, base: null };
  const logger = sink ? pino(options, { write: sink }) : pino(options);
  const clean = createClean(secrets);
  const cleanFacts = (facts: Facts): Facts =>
    Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [
        name,
        typeof fact === 'string' ? clean(fact) : fact,
      ]),
    );
  const write =
    (at: Exclude<Level, 'silent'>) =>
    (message: string, facts: Facts = {}) =>
      logger[at](cleanFacts(facts), clean(message));
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** An error as facts: its code and words, never its stack with a URL in it. */
export function factsOf(error: unknown): Facts {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return { code: code === undefined ? undefined : String(code), error: String(message ?? error) };
}

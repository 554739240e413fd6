import * as v from 'valibot';

/** The environment, and how a `NAME_FILE` is read; both given by main. */
export interface Environment {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
}

/** What is wrong with the configuration, each line naming the variable and the mend. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const whole = (mend: string, min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, mend),
    v.transform(Number),
    v.minValue(min, mend),
    v.maxValue(max, mend),
  );

const url = (schemes: string, mend: string) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && new RegExp(`^(${schemes}):$`).test(new URL(text).protocol),
      mend,
    ),
    v.transform((text) => text.replace(/\/+$/, '')),
  );

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const list = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
);

const flag = (mend: string) =>
  v.pipe(
    v.picklist(['1', 'true', 'on', '0', 'false', 'off'], mend),
    v.transform((text) => ['1', 'true', 'on'].includes(text)),
  );

const minutes = (fallback: number) =>
  v.pipe(
    v.optional(whole('must be whole minutes, from 1 to 10080', 1, 10_080), String(fallback)),
    v.transform((count) => count * 60_000),
  );

/** A model's name, or null for `off`. */
const modelOrOff = (fallback: string) =>
  v.pipe(
    v.optional(
      v.pipe(v.string(), v.regex(/^[\w.:/-]{1,200}$/, "must be a model's name, or off")),
      fallback,
    ),
    v.transform((name) => (name === 'off' ? null : name)),
  );

const price = (fallback: number) =>
  v.optional(whole('must be whole coins, from 0 to 1000000', 0, 1_000_000), String(fallback));

const bucket = (fallback: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be a bucket's name, 3–63 of a–z 0–9 . -"),
    ),
    fallback,
  );

const schema = v.object({
  PORT: v.optional(whole('must be a port, from 0 to 65535', 0, 65_535), '8080'),
  HOST: v.optional(v.string()),
  PUBLIC_URL: v.optional(
    v.pipe(
      url('https?', 'must be the https address under which Telegram and FAL reach this server'),
      v.check(
        (text) => text.startsWith('https:') || LOOPBACK.test(new URL(text).hostname),
        'must begin https:// (http:// only for a loopback address)',
      ),
    ),
  ),
  TELEGRAM_BOT_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+:[\w-]+$/, 'must be a token as @BotFather gives it, 123456:ABC…'),
    ),
  ),
  TELEGRAM_WEBHOOK_SECRET: v.optional(
    v.pipe(v.string(), v.regex(/^[\w-]{1,256}$/, 'may have 1–256 letters, digits, _ and - only')),
  ),
  TELEGRAM_API_ROOT: v.optional(
    url('https?', 'must be an http(s) address'),
    'https://api.telegram.org',
  ),
  FAL_KEY: v.optional(v.string()),
  FAL_API_KEY: v.optional(v.string()),
  FAL_KEY_ID: v.optional(v.string()),
  FAL_KEY_SECRET: v.optional(v.string()),
  FAL_BASE_URL: v.optional(url('https?', 'must be an http(s) address')),
  FAL_ACCOUNT_ID: v.optional(v.string()),
  FAL_MEDIA_HOSTS: v.optional(list, '*.fal.media,storage.googleapis.com'),
  FAL_CONCURRENCY: v.optional(whole('must be a whole number, from 1 to 10000', 1, 10_000), '2'),
  DEFAULT_MODEL: v.optional(v.string()),
  CAPTION_MODEL: modelOrOff('fal-ai/florence-2-large/more-detailed-caption'),
  TRANSLATE_MODEL: modelOrOff('off'),
  SPEECH_MODEL: modelOrOff('off'),
  IMAGE_WAIT_MINUTES: minutes(60),
  IMAGE_DEADLINE_MINUTES: minutes(10),
  TRAINING_PRESET: v.optional(
    v.picklist(['fast', 'balanced', 'quality'], 'must be fast, balanced or quality'),
    'balanced',
  ),
  TRAINING_DEADLINE_MINUTES: minutes(120),
  DELIVER_HOURS: v.pipe(
    v.optional(whole('must be whole hours, from 1 to 720', 1, 720), '24'),
    v.transform((count) => count * 3_600_000),
  ),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
        'must be sqlite:PATH or postgres://USER@HOST/NAME',
      ),
    ),
    'sqlite:./data/aisha.db',
  ),
  REDIS_URL: v.optional(url('rediss?', 'must be redis://HOST:PORT or rediss://HOST:PORT')),
  REDIS_PREFIX: v.optional(v.string(), 'aisha:'),
  UPSTASH_REDIS_REST_URL: v.optional(url('https?', 'must be the http(s) address of the REST API')),
  UPSTASH_REDIS_REST_TOKEN: v.optional(v.string()),
  SINGLE_INSTANCE: v.optional(flag('must be 1 or 0'), '0'),
  STORAGE_DIR: v.optional(v.string(), './data/storage'),
  DATABASE_POOL_SIZE: v.optional(whole('must be a whole number, from 1 to 1000', 1, 1000), '10'),
  S3_ENDPOINT: v.optional(url('https?', 'must be the http(s) address of an S3 server')),
  S3_REGION: v.optional(v.string(), 'us-east-1'),
  S3_ACCESS_KEY_ID: v.optional(v.string()),
  S3_SECRET_ACCESS_KEY: v.optional(v.string()),
  S3_BUCKET_IMAGEN4: bucket('imagen4'),
  S3_BUCKET_PHOTOS: bucket('photos'),
  S3_BUCKET_AVATARS: bucket('avatars'),
  ADMIN_CHAT_ID: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^-?\d+$/, 'must be the number of a Telegram chat'),
      v.transform(Number),
    ),
  ),
  SUPPORT_CONTACT: v.optional(v.string()),
  DEFAULT_LANGUAGE: v.optional(v.picklist(['ru', 'en'], 'must be ru or en'), 'ru'),
  WELCOME_COINS: price(25),
  IMAGE_PRICE: price(5),
  AVATAR_PRICE: price(150),
  DEMO_TRAINING_SECONDS: v.optional(whole('must be whole seconds, from 1 to 7200', 1, 7200), '30'),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'must be debug, info, warn, error or silent',
    ),
    'info',
  ),
});

type Values = v.InferOutput<typeof schema>;

/** Where a key may come from, and durations in the units people set them in. */
type Spelling =
  | 'FAL_API_KEY'
  | 'FAL_KEY_ID'
  | 'FAL_KEY_SECRET'
  | 'IMAGE_WAIT_MINUTES'
  | 'IMAGE_DEADLINE_MINUTES'
  | 'TRAINING_DEADLINE_MINUTES'
  | 'DELIVER_HOURS';

/** The configuration as the rest of the process takes it. */
export type Config = Omit<Values, Spelling> & {
  readonly imageWaitMs: number;
  readonly imageDeadlineMs: number;
  readonly trainingDeadlineMs: number;
  readonly deliverMs: number;
};

/** A configuration that can serve real people. */
export type StartConfig = Config & {
  readonly HOST: string;
  readonly TELEGRAM_BOT_TOKEN: string;
  readonly FAL_KEY: string;
};

/**
 * Parses the environment once.
 * @throws ConfigError naming every variable that is wrong, and how to mend it.
 */
export function readConfig(environment: Environment): Config {
  const { given, problems } = gather(environment);
  const parsed = v.safeParse(schema, given);
  if (!parsed.success || problems.length > 0)
    throw new ConfigError([...problems, ...(parsed.issues ?? []).map(describe)]);
  requireOwnBuckets(parsed.output);
  const {
    FAL_API_KEY,
    FAL_KEY_ID,
    FAL_KEY_SECRET,
    IMAGE_WAIT_MINUTES: imageWaitMs,
    IMAGE_DEADLINE_MINUTES: imageDeadlineMs,
    TRAINING_DEADLINE_MINUTES: trainingDeadlineMs,
    DELIVER_HOURS: deliverMs,
    ...rest
  } = parsed.output;
  const values = { ...rest, imageWaitMs, imageDeadlineMs, trainingDeadlineMs, deliverMs };
  const key = values.FAL_KEY ?? FAL_API_KEY ?? joined(FAL_KEY_ID, FAL_KEY_SECRET);
  if (key === undefined) return values;
  return { ...values, FAL_KEY: key };
}

/**
 * What `start` needs beyond a readable configuration; it never falls back to a stand-in.
 * @throws ConfigError
 */
export function forStart(config: Config): StartConfig {
  const { TELEGRAM_BOT_TOKEN, FAL_KEY, HOST = '0.0.0.0' } = config;
  const problems = missingForStart(config);
  if (problems.length > 0 || TELEGRAM_BOT_TOKEN === undefined || FAL_KEY === undefined)
    throw new ConfigError(problems);
  return { ...config, TELEGRAM_BOT_TOKEN, FAL_KEY, HOST };
}

/** Names that this release knows of, but does not heed; saying nothing of them would mislead. */
const UNHEEDED = ['ADMIN_API_KEY', 'INSPECT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

/** Variables that are set in vain. */
export const unheeded = ({ values }: Environment): readonly string[] =>
  UNHEEDED.filter((name) => values[name]);

/**
 * What `upstash` needs: a Redis, and the token that its clients show. It is heard on this machine
 * alone unless HOST says otherwise. @throws ConfigError
 */
export function forUpstash(config: Config) {
  const { REDIS_URL, UPSTASH_REDIS_REST_TOKEN, HOST: host = '127.0.0.1' } = config;
  const problems: string[] = [];
  if (!REDIS_URL) problems.push('REDIS_URL is missing: the Redis to stand in front of');
  if (!UPSTASH_REDIS_REST_TOKEN)
    problems.push(
      'UPSTASH_REDIS_REST_TOKEN is missing: choose a long word; clients must show the same',
    );
  if (!REDIS_URL || !UPSTASH_REDIS_REST_TOKEN) throw new ConfigError(problems);
  return { host, redisUrl: REDIS_URL, token: UPSTASH_REDIS_REST_TOKEN };
}

/** What no log may hold: keys, tokens, and the passwords of addresses. */
export function secretsOf(config: Config): readonly string[] {
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, FAL_KEY, DATABASE_URL, REDIS_URL } = config;
  const { UPSTASH_REDIS_REST_TOKEN, S3_SECRET_ACCESS_KEY } = config;
  const passwords = [DATABASE_URL, REDIS_URL ?? ''].flatMap(passwordsOf);
  const tokens = [TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, FAL_KEY, FAL_KEY?.split(':')[1]];
  const keys = [UPSTASH_REDIS_REST_TOKEN, S3_SECRET_ACCESS_KEY];
  return [...tokens, ...keys, ...passwords].filter((secret): secret is string => Boolean(secret));
}

/**
 * An address up to its host, whose password may hold an `@` too. Not by `URL`, which knows no
 * address of several hosts, as PostgreSQL's may be.
 */
const WITH_PASSWORD = /^([^:]+:\/\/[^:/?#]*):([^/?#]*)@/;

/** As it is written in the address, and as it is meant. */
function passwordsOf(address: string): readonly string[] {
  const [, , written = ''] = WITH_PASSWORD.exec(address) ?? [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}

/** An address that may be shown and kept. */
export const withoutPassword = (address: string): string => address.replace(WITH_PASSWORD, '$1@');

/** Whether actors are kept where several instances reach them. */
export const isShared = ({ REDIS_URL, UPSTASH_REDIS_REST_URL }: Config): boolean =>
  REDIS_URL !== undefined || UPSTASH_REDIS_REST_URL !== undefined;

function missingForStart(config: Config): string[] {
  const problems: string[] = [];
  const require = (missing: boolean, problem: string) => missing && problems.push(problem);
  require(!config.TELEGRAM_BOT_TOKEN, 'TELEGRAM_BOT_TOKEN is missing: ask @BotFather for a token');
  require(!config.FAL_KEY, 'FAL_KEY is missing or empty: make a key in the dashboard of fal.ai');
  require(config.PUBLIC_URL !== undefined &&
    !config.TELEGRAM_WEBHOOK_SECRET, 'TELEGRAM_WEBHOOK_SECRET is missing: with PUBLIC_URL it proves that updates are from Telegram');
  require(config.DATABASE_URL.startsWith('postgres') &&
    !isShared(config) &&
    !config.SINGLE_INSTANCE, 'REDIS_URL is missing: several instances on PostgreSQL share their actors in Redis (a single one may set SINGLE_INSTANCE=1)');
  require(config.UPSTASH_REDIS_REST_URL !== undefined &&
    !config.UPSTASH_REDIS_REST_TOKEN, 'UPSTASH_REDIS_REST_TOKEN is missing: it stands beside the address in the console of Upstash');
  require(config.REDIS_URL !== undefined &&
    config.UPSTASH_REDIS_REST_URL !==
      undefined, 'REDIS_URL and UPSTASH_REDIS_REST_URL are both set: actors are kept in one place, unset one of them');
  require(config.S3_ENDPOINT !== undefined &&
    !(
      config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY
    ), 'S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY is missing: S3_ENDPOINT needs both');
  return problems;
}

const BUCKETS = ['S3_BUCKET_IMAGEN4', 'S3_BUCKET_PHOTOS', 'S3_BUCKET_AVATARS'] as const;

/** Objects of two roles in one bucket would be taken for each other's. */
function requireOwnBuckets(values: Values): void {
  const shares = (name: (typeof BUCKETS)[number]) =>
    BUCKETS.filter((other) => values[other] === values[name]).length > 1;
  const shared = BUCKETS.filter(shares);
  if (shared.length > 0)
    throw new ConfigError([`${shared.join(' and ')} name one bucket: give each its own`]);
}

/** Values and files; an empty variable counts as missing. */
function gather({ values, readFile }: Environment) {
  const given: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys(schema.entries)) {
    const file = values[`${name}_FILE`];
    const value = values[name]?.trim();
    if (value) given[name] = value;
    else if (file) {
      try {
        const content = readFile(file).trim();
        if (content) given[name] = content;
      } catch {
        problems.push(`${name}_FILE names a file that cannot be read`);
      }
    }
  }
  return { given, problems };
}

/** Values may be secret: only the name and the mend are told. */
const describe = ({ path, message }: v.BaseIssue<unknown>) =>
  `${path?.map(({ key }) => String(key)).join('.') ?? 'configuration'} ${message}`;

const joined = (id: string | undefined, secret: string | undefined) =>
  id && secret ? `${id}:${secret}` : undefined;

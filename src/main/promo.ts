import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { migrateToLatest } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { createPromo, promos } from '../../db/promos.ts';
import type { Config } from '../config.ts';

const USAGE = `promo create CODE --coins N [--uses N] [--from YYYY-MM-DD] [--until YYYY-MM-DD]
promo list`;

const whole = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,6}$/, 'must be a whole number'),
  v.transform(Number),
);
const day = v.pipe(v.string(), v.isoDate('must be a day, YYYY-MM-DD'), v.transform(Date.parse));

const orderSchema = v.object({
  code: v.pipe(
    v.string(),
    v.regex(/^[\p{L}\d_-]{3,32}$/u, 'may have 3–32 letters, digits, _ and -'),
  ),
  coins: whole,
  uses: v.optional(whole, '1'),
  from: v.optional(day, '1970-01-01'),
  until: v.optional(day),
});

const DAY_MS = 86_400_000;

/** Creates and lists promo codes, from the command line. */
export async function runPromo(config: Config, words: readonly string[]): Promise<void> {
  const [verb = '', ...rest] = words;
  const db = await openDatabase(config.DATABASE_URL);
  try {
    await migrateToLatest(db);
    if (verb === 'create') await create(db.kysely, rest);
    else if (verb === 'list') await list(db.kysely);
    else throw new Error(USAGE);
  } finally {
    await db.close();
  }
}

type Handle = Parameters<typeof promos>[0];

async function create(db: Handle, words: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { coins: text, uses: text, from: text, until: text },
    allowPositionals: true,
  });
  const parsed = v.safeParse(orderSchema, { code: positionals[0], ...values });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`${issue.path?.[0].key ?? 'code'} ${issue.message}\n${USAGE}`);
  }
  const { code, coins, uses, from, until } = parsed.output;
  const made = await createPromo(db, {
    code,
    coins,
    uses,
    validFrom: from,
    // The last day counts whole.
    validUntil: until === undefined ? null : until + DAY_MS - 1,
    now: Date.now(),
  });
  if (!made) throw new Error(`There is a code ${code} already`);
  console.log(`${made.code}: ${coins} coins, ${uses} uses`);
}

async function list(db: Handle) {
  for (const { code, coins, used, uses, valid_until } of await promos(db)) {
    const until =
      valid_until === null ? '' : `, until ${new Date(valid_until).toISOString().slice(0, 10)}`;
    console.log(`${code}: ${coins} coins, ${used} of ${uses} used${until}`);
  }
}

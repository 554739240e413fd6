import { sql } from 'kysely';
import { compileEachForm, slot } from './compile-once.ts';
import type { Handle } from './handle.ts';
import { inBatches } from './in-batches.ts';
import type { Person } from './schema.ts';

/** As asked with every press: the person, and which message is their living screen; null: none. */
export type Presser = Person & { readonly screen: number | null };

/** By Telegram id; undefined: nobody. */
export type FindPresser = (telegramId: number) => Promise<Presser | undefined>;

const MOST = 32;
/** One is read while the next is under way. */
const AT_ONCE = 2;

/** Of few lengths, so that few statements are compiled and prepared. */
const lengthFor = (count: number) => 2 ** Math.ceil(Math.log2(count));

const slotName = (nth: number) => `telegramId${nth}`;

const pressersOf = compileEachForm(
  (length: number) => String(length),
  (_, length) => {
    const telegramIds = Array.from({ length }, (_, nth) => slot(slotName(nth)));
    // SQLite answers the same as a join in thrice the time.
    return sql<Presser & { telegram_id: number }>`
      select people.*,
        (select message_id from screens where screens.person_id = people.id) as screen
      from people where telegram_id in (${sql.join(telegramIds)})`;
  },
);

async function ask(db: Handle, telegramIds: readonly number[]) {
  const [first = 0] = telegramIds;
  const length = lengthFor(telegramIds.length);
  const slots = Object.fromEntries(
    Array.from({ length }, (_, nth) => [slotName(nth), telegramIds[nth] ?? first]),
  );
  const found = await pressersOf(db, length, slots);
  return new Map(found.map((presser) => [presser.telegram_id, presser]));
}

/** In a crowd of presses a statement finds many. */
export const createFindPresser = (db: Handle): FindPresser =>
  inBatches({ ask: (telegramIds) => ask(db, telegramIds), most: MOST, atOnce: AT_ONCE });

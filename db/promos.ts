import { type Handle, inTransaction } from './handle.ts';
import { transfer, userAccount } from './ledger.ts';
import type { Millis, PromoCode } from './schema.ts';

const canonical = (code: string) => code.trim().toUpperCase();

export type NewPromo = {
  /** Kept in upper case; people may type it as they like. */
  code: string;
  coins: number;
  uses: number;
  validFrom?: Millis;
  /** The last moment; null or left out: for ever. */
  validUntil?: Millis | null;
  now: Millis;
};

/** The new code, or undefined if there is one of that name. */
export async function createPromo(db: Handle, promo: NewPromo): Promise<PromoCode | undefined> {
  return db
    .insertInto('promo_codes')
    .values({
      code: canonical(promo.code),
      coins: promo.coins,
      uses: promo.uses,
      valid_from: promo.validFrom ?? promo.now,
      valid_until: promo.validUntil ?? null,
      created_at: promo.now,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** All codes, newest first. */
export async function promos(db: Handle): Promise<PromoCode[]> {
  return db
    .selectFrom('promo_codes')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('code')
    .execute();
}

export type Redeemed =
  | { kind: 'credited'; coins: number }
  | { kind: 'unknown' }
  | { kind: 'expired' }
  | { kind: 'used-up' }
  | { kind: 'already' };

export type Redemption = {
  code: string;
  personId: string;
  /** Who asks: one request is answered the same however often it is made. */
  request: string;
  now: Millis;
  newId: () => string;
};

/** Credits a code's coins, once a person; a code that is not valid yet is `unknown`. */
export async function redeem(db: Handle, redemption: Redemption): Promise<Redeemed> {
  return inTransaction(db, async (tx) => {
    const promo = await lockPromo(tx, canonical(redemption.code));
    if (!promo || redemption.now < promo.valid_from) return { kind: 'unknown' };
    const earlier = await earlierRedemption(tx, promo, redemption);
    if (earlier?.request === redemption.request) return { kind: 'credited', coins: promo.coins };
    if (earlier) return { kind: 'already' };
    if (promo.valid_until !== null && redemption.now > promo.valid_until) {
      return { kind: 'expired' };
    }
    if (!(await takeUse(tx, promo))) return { kind: 'used-up' };
    await credit(tx, promo, redemption);
    return { kind: 'credited', coins: promo.coins };
  });
}

const lockPromo = (tx: Handle, code: string) =>
  tx.selectFrom('promo_codes').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();

const earlierRedemption = (tx: Handle, { code }: PromoCode, { personId }: Redemption) =>
  tx
    .selectFrom('promo_redemptions')
    .select('request')
    .where('code', '=', code)
    .where('person_id', '=', personId)
    .executeTakeFirst();

async function takeUse(tx: Handle, { code }: PromoCode): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('promo_codes')
    .set((eb) => ({ used: eb('used', '+', 1) }))
    .where('code', '=', code)
    .where('used', '<', (eb) => eb.ref('uses'))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function credit(tx: Handle, { code, coins }: PromoCode, redemption: Redemption) {
  const { personId, request, now, newId } = redemption;
  await tx
    .insertInto('promo_redemptions')
    .values({ code, person_id: personId, request, created_at: now })
    .execute();
  await transfer(tx, {
    debit: 'promos',
    credit: userAccount(personId),
    amount: coins,
    kind: 'promo',
    reference: `promo:${code}:${personId}`,
    now,
    newId,
  });
}

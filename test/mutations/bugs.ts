/** A bug, as it is planted: one place of one file, and the tests that must notice it. */
export interface Bug {
  /** What it does to people, as a sentence. */
  readonly says: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
  readonly tests: readonly string[];
}

const HOLDS = ['test/db/holds.test.ts', 'test/db/generations.test.ts'];
const LEDGER = ['test/db/ledger.test.ts'];
const ATTEMPTS = ['test/db/attempts.test.ts'];
const STEP = ['test/actors/step.test.ts'];
const DISPATCH = ['test/actors/dispatch.test.ts', 'test/actors/shell.test.ts'];
const RUNNER = ['test/actors/runner.test.ts', 'test/actors/shell.test.ts'];
const SQLITE = ['test/actors/sqlite-store.test.ts'];
const REDIS = ['test/actors/redis-store.test.ts'];
const EDGE = ['test/telegram/edge/webhook.test.ts', 'test/telegram/edge/take-update.test.ts'];
const FAL = ['test/fal/webhook.test.ts', 'test/fal/webhook-url.test.ts'];
const HEARD = ['test/journeys/webhooks.test.ts'];
const OWN = ['test/db/images.test.ts', 'test/db/gallery.test.ts', 'test/db/albums.test.ts'];

const money: readonly Bug[] = [
  {
    says: 'four pictures are held at the price of one',
    file: 'db/hold-price.ts',
    find: 'const needs = priced.unitPrice * priced.count;',
    put: 'const needs = priced.unitPrice;',
    tests: HOLDS,
  },
  {
    says: 'who has no coins orders all the same',
    file: 'db/hold-price.ts',
    find: 'if (!(await moveToHeld(tx, priced, needs)))',
    put: 'if (!(await moveToHeld(tx, priced, needs)) && needs < 0)',
    tests: HOLDS,
  },
  {
    says: 'a second end settles again',
    file: 'db/settle.ts',
    find: 'if (end) return { won: false, end, ...(await settledCoins(tx, id)) };',
    put: '',
    tests: HOLDS,
  },
  {
    says: 'an end is written over by another',
    file: 'db/settle.ts',
    find: 'if (end) return { won: false, end, ...(await settledCoins(tx, id)) };',
    put: 'if (end === settling.end) return { won: false, end, ...(await settledCoins(tx, id)) };',
    tests: HOLDS,
  },
  {
    says: 'pictures that never arrived are paid for',
    file: 'db/settle.ts',
    find: ".where('delivered_at', 'is not', null)",
    put: '',
    tests: HOLDS,
  },
  {
    says: 'an order succeeds without a picture',
    file: 'db/settle.ts',
    find: "if (settling.end === 'succeeded' && delivered === 0) {",
    put: 'if (delivered < 0) {',
    tests: HOLDS,
  },
  {
    says: 'pictures whose coins are back stay in the gallery',
    file: 'db/settle.ts',
    find: 'await removeUndelivered(tx, generation.id, settling.now);',
    put: '',
    tests: HOLDS,
  },
  {
    says: 'the coins that are left of a hold are not released',
    file: 'db/settle-hold.ts',
    find: "await move('release', userAccount(personId), released);",
    put: '',
    tests: HOLDS,
  },
  {
    says: 'the price is captured twice',
    file: 'db/settle-hold.ts',
    find: "await move('capture', REVENUE, captured);",
    put: `await move('capture', REVENUE, captured);
  await moveFromHeld(tx, { debit: held, credit: REVENUE, amount: captured, kind: 'capture', reference: newId(), now, newId });`,
    tests: HOLDS,
  },
  {
    says: 'all is captured, whatever was delivered',
    file: 'db/settle-hold.ts',
    find: 'const captured = hold.unit * delivered;',
    put: 'const captured = hold.amount;',
    tests: HOLDS,
  },
  {
    says: 'a settlement is not written down',
    file: 'db/settle-hold.ts',
    find: `  await tx
    .insertInto('settlements')
    .values({ hold_id: id, captured, released, delivered, created_at: now })
    .execute();`,
    put: '',
    tests: HOLDS,
  },
  {
    says: 'a balance may fall below zero',
    file: 'db/ledger.ts',
    find: "eb('source.balance', '>=', amount)",
    put: "eb('source.balance', '>=', -amount)",
    tests: LEDGER,
  },
  {
    says: 'coins leave an account and arrive nowhere',
    file: 'db/ledger.ts',
    find: '.else(eb.cast<number>(eb.val(amount),',
    put: '.else(eb.cast<number>(eb.val(0),',
    tests: LEDGER,
  },
  {
    says: 'a transfer that is known is made again',
    file: 'db/ledger.ts',
    find: 'return row !== undefined;',
    put: 'return row === null;',
    tests: LEDGER,
  },
  {
    says: 'an attempt that was begun before is posted again',
    file: 'db/attempts.ts',
    find: "return { kind: 'exists', attempt };",
    put: "return { kind: 'begun', attempt };",
    tests: ATTEMPTS,
  },
  {
    says: 'a later answer takes the place of the request that was accepted',
    file: 'db/attempts.ts',
    find: ".where('request_id', 'is', null)\n    .executeTakeFirstOrThrow();\n  return changedOne(result);",
    put: '.executeTakeFirstOrThrow();\n  return changedOne(result);',
    tests: ATTEMPTS,
  },
  {
    says: 'more orders are at FAL than there are places',
    file: 'db/admission.ts',
    find: 'const free = concurrency - total;',
    put: 'const free = concurrency;',
    tests: HOLDS,
  },
  {
    says: 'a promo code is credited to a person again and again',
    file: 'db/promos.ts',
    find: "if (earlier) return { kind: 'already' };",
    put: '',
    tests: ['test/db/promos.test.ts'],
  },
];

const shell: readonly Bug[] = [
  {
    says: 'an update that comes twice is taken twice',
    file: 'src/actors/step.ts',
    find: 'if (inbound.delivery !== undefined && record.seen.includes(inbound.delivery))',
    put: "if (inbound.delivery === '')",
    tests: STEP,
  },
  {
    says: 'only the last update is known again',
    file: 'src/actors/step.ts',
    find: '.slice(-SEEN_LENGTH)',
    put: '.slice(-1)',
    tests: STEP,
  },
  {
    says: 'a result whose ticket is closed is taken',
    file: 'src/actors/step.ts',
    find: '} else if (record.tickets[inbound.name] !== inbound.effectId)',
    put: "} else if (inbound.effectId === '')",
    tests: STEP,
  },
  {
    says: 'a ticket stays open after its result',
    file: 'src/actors/step.ts',
    find: 'return { ...record, tickets };',
    put: 'return { ...record, tickets: { ...tickets, [inbound.name]: inbound.effectId } };',
    tests: STEP,
  },
  {
    says: 'a record of a newer release is stepped by an older one',
    file: 'src/actors/step.ts',
    find: 'if (record.version > chart.version)',
    put: 'if (record.version > chart.version + 1000)',
    tests: STEP,
  },
  {
    says: 'the first effect of a step is lost',
    file: 'src/actors/dispatch.ts',
    find: 'effects: done.effects,\n      closed',
    put: 'effects: done.effects.slice(1),\n      closed',
    tests: DISPATCH,
  },
  {
    says: 'an event that another instance overtook is lost',
    file: 'src/actors/dispatch.ts',
    find: "if (saved.kind !== 'saved') return false;",
    put: "if (saved.kind !== 'saved') return true;",
    tests: DISPATCH,
  },
  {
    says: 'effects that a save has leased are not run',
    file: 'src/actors/dispatch.ts',
    find: 'onSaved(key, saved.claimed, done);',
    put: 'onSaved(key, [], done);',
    tests: DISPATCH,
  },
  {
    says: 'an effect that fails once is given up',
    file: 'src/actors/runner.ts',
    find: 'if (!final) {',
    put: 'if (!final && attempts < 0) {',
    tests: RUNNER,
  },
  {
    says: 'leases are not renewed, so that another runs what is running',
    file: 'src/actors/runner.ts',
    find: 'renewal = setInterval(renewAll, leaseMs / 3);',
    put: 'renewal = setInterval(renewAll, leaseMs * 300);',
    tests: RUNNER,
  },
  {
    says: 'who stops keeps the leases',
    file: 'src/actors/runner.ts',
    find: '...left.map((effect) => handBack(effect))',
    put: '',
    tests: RUNNER,
  },
  {
    says: 'SQLite: of two saves the later wins, and the first is lost',
    file: 'src/actors/sqlite-statements.ts',
    find: 'AND step = :expectedStep',
    put: 'AND step >= :expectedStep',
    tests: SQLITE,
  },
  {
    says: 'SQLite: who lost a lease may still complete',
    file: 'src/actors/sqlite-statements.ts',
    find: "const HELD = 'id = :id AND token = :token';",
    put: "const HELD = 'id = :id AND :token IS NOT NULL';",
    tests: SQLITE,
  },
  {
    says: 'SQLite: an effect of a closed ticket is kept',
    file: 'src/actors/sqlite-statements.ts',
    find: "closeEffect: sql('DELETE FROM effects WHERE id = :id AND dead_at IS NULL'),",
    put: "closeEffect: sql('DELETE FROM effects WHERE id = :id AND dead_at IS NOT NULL'),",
    tests: SQLITE,
  },
  {
    says: 'SQLite: what a killed process had leased waits for ever',
    file: 'src/actors/sqlite-statements.ts',
    find: 'WHERE dead_at IS NULL AND visible_at <= :now ORDER BY',
    put: 'WHERE dead_at IS NULL AND token IS NULL AND visible_at <= :now ORDER BY',
    tests: SQLITE,
  },
  {
    says: 'Redis: of two saves the later wins, and the first is lost',
    file: 'src/actors/redis-scripts.ts',
    find: "if (redis.call('HGET', record, 'moment') or '') ~= expected then return 0 end",
    put: '',
    tests: REDIS,
  },
  {
    says: 'Redis: who lost a lease may still complete',
    file: 'src/actors/redis-scripts.ts',
    find: "if redis.call('HGET', leases, id) ~= token then return false end",
    put: "if not redis.call('HGET', leases, id) then return false end",
    tests: REDIS,
  },
  {
    says: 'an effect overtakes the write before it',
    file: 'src/actors/stored-effect.ts',
    find: "return holds && order !== 'any' ? 'held' : 'leased';",
    put: "return 'leased';",
    tests: [...SQLITE, ...REDIS],
  },
];

const webhooks: readonly Bug[] = [
  {
    says: 'anybody may send updates',
    file: 'src/telegram/webhook.ts',
    find: 'if (!timingSafeEqual(given, expected))',
    put: 'if (!timingSafeEqual(given, expected) && expected.length === 0)',
    tests: EDGE,
  },
  {
    says: 'an update that could not be saved is acknowledged',
    file: 'src/telegram/webhook.ts',
    find: "c.text('Service Unavailable', 503,",
    put: "c.text('Service Unavailable', 200,",
    tests: EDGE,
  },
  {
    says: 'Telegram is not told when to come again',
    file: 'src/telegram/webhook.ts',
    find: "{ 'Retry-After': RETRY_AFTER_S }",
    put: '{}',
    tests: EDGE,
  },
  {
    says: 'an update of any size is read',
    file: 'src/telegram/webhook.ts',
    find: 'maxSize: MAX_BODY_BYTES,',
    put: 'maxSize: MAX_BODY_BYTES * 1000,',
    tests: EDGE,
  },
  {
    says: 'an update that nobody can take comes back for ever',
    file: 'src/telegram/take-update.ts',
    find: 'if (tries < MAX_TRIES) throw',
    put: 'if (tries < MAX_TRIES * 1000) throw',
    tests: EDGE,
  },
  {
    says: 'while the store is away updates become dead letters',
    file: 'src/telegram/take-update.ts',
    find: 'if (ports.isUnavailable(error)) {',
    put: 'if (ports.isUnavailable(error) && update.update_id < 0) {',
    tests: EDGE,
  },
  {
    says: 'an update that fails is acknowledged at once',
    file: 'src/telegram/take-update.ts',
    find: "if (tries < MAX_TRIES) throw new EdgeError('update-failed', 'An update was not taken', error);",
    put: "if (tries < MAX_TRIES) return { kind: 'dead' };",
    tests: EDGE,
  },
  {
    says: 'a webhook of an hour ago is believed',
    file: 'src/fal/webhook.ts',
    find: 'Math.abs(now() - signed.sentAtMs) <= TOLERANCE_MS &&',
    put: '',
    tests: FAL,
  },
  {
    says: 'a webhook for a foreign account is believed',
    file: 'src/fal/webhook.ts',
    find: '(accountId === undefined || signed.userId === accountId)',
    put: '(accountId !== null)',
    tests: FAL,
  },
  {
    says: 'a webhook that is signed by anybody is believed',
    file: 'src/fal/webhook.ts',
    find: "if (await crypto.subtle.verify('Ed25519', key, fromHex(signature), bytes)) return true;",
    put: "await crypto.subtle.verify('Ed25519', key, fromHex(signature), bytes);\n    return true;",
    tests: FAL,
  },
  {
    says: 'a webhook may name any order in its address',
    file: 'src/fal/webhook-url.ts',
    find: 'return isOurs ? target : null;',
    put: 'return isOurs || target ? target : null;',
    tests: FAL,
  },
  {
    says: 'a webhook about another request is taken for this order',
    file: 'src/effects/attempts/take-webhook.ts',
    find: 'request_id === null || [requestId, gatewayRequestId].includes(request_id);',
    put: 'request_id === null || [requestId, gatewayRequestId].length > 0;',
    tests: HEARD,
  },
];

const ownership: readonly Bug[] = [
  {
    says: 'a picture is found by anybody who knows its id',
    file: 'db/images.ts',
    find: "\n    .where('person_id', '=', personId)",
    put: '',
    tests: OWN,
  },
  {
    says: 'the gallery shows the pictures of others',
    file: 'db/images.ts',
    find: "db.selectFrom('images').where('person_id', '=', personId).where('trashed_at', 'is', null);",
    put: "db.selectFrom('images').where('person_id', '!=', 'not ' + personId).where('trashed_at', 'is', null);",
    tests: OWN,
  },
  {
    says: 'the albums of others are seen',
    file: 'db/albums.ts',
    find: ".where('albums.person_id', '=', personId)",
    put: '',
    tests: OWN,
  },
];

/** Planted one at a time; each must be caught. */
export const bugs: readonly Bug[] = [...money, ...shell, ...webhooks, ...ownership];

import { type RawBuilder, sql } from 'kysely';
import { overdue } from './generations.ts';
import type { Handle } from './handle.ts';
import type { Image, Millis } from './schema.ts';
import { overdueTrainings } from './trainings.ts';
import { wordIndexOf } from './word-index.ts';

/** Something that must never be; the names are the design's. */
export type Violation = {
  invariant: 'I1' | 'I2' | 'I3' | 'I4' | 'I8';
  /** An account, a generation, a training, an avatar, or an image. */
  subject: string;
  detail: string;
};

/** How late a deadline may be carried out. */
const GRACE_MS = 5000;

/**
 * Looks for broken promises; empty is good. Each check is one statement, so that it sees one
 * moment and can run beside live traffic.
 */
export async function checkInvariants(
  db: Handle,
  { now, graceMs = GRACE_MS }: { now: Millis; graceMs?: number },
): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const { invariant, query } of checks) {
    const { rows } = await query.execute(db);
    for (const { subject, detail } of rows) found.push({ invariant, subject, detail });
  }
  for (const { subject, detail } of await wronglyFound(db))
    found.push({ invariant: 'I8', subject, detail });
  const late = [
    ...(await overdue(db, now - graceMs)),
    ...(await overdueTrainings(db, now - graceMs)),
  ];
  for (const { id, stage } of late)
    found.push({ invariant: 'I4', subject: id, detail: `open past its deadline (${stage})` });
  return found;
}

type Finding = Pick<Violation, 'subject' | 'detail'>;

type Check = { invariant: Violation['invariant']; query: RawBuilder<Finding> };

const checks: readonly Check[] = [
  {
    invariant: 'I1',
    query: sql`
      select id as subject, 'its balance is not the sum of its transfers' as detail from accounts
      where balance <> coalesce((select sum(amount) from transfers where credit = accounts.id), 0)
        - coalesce((select sum(amount) from transfers where debit = accounts.id), 0)`,
  },
  {
    invariant: 'I1',
    query: sql`
      select 'accounts' as subject, 'all accounts do not sum to zero' as detail
      from (select sum(balance) as total from accounts) as sums where total <> 0`,
  },
  {
    invariant: 'I1',
    query: sql`
      select id as subject, 'it is negative, or could be' as detail from accounts
      where (id like 'user:%' or id like 'held:%') and (guarded = 0 or balance < 0)`,
  },
  {
    invariant: 'I2',
    query: sql`
      select id as subject, 'its end and the time of its end disagree' as detail from generations
      where (end_state is null) <> (ended_at is null)`,
  },
  {
    invariant: 'I3',
    query: sql`
      select subject, detail from (
        select g.id as subject, case
          when h.id is null then 'it has no hold'
          when h.unit <> g.unit_price or h.count <> g.count or h.person_id <> g.person_id
            then 'its hold is of another order'
          when g.end_state is null and s.hold_id is not null then 'it is open but settled'
          when g.end_state is not null and s.hold_id is null then 'it ended without settlement'
          when s.captured + s.released <> h.amount then 'captured + released is not held'
          when s.captured <> h.unit * s.delivered then 'captured is not unit × delivered'
          when s.delivered <> (
            select count(delivered_at) from images where generation_id = g.id
          ) then 'settled for other pictures than were delivered'
          when g.end_state = 'succeeded' and s.delivered = 0 then 'it succeeded without a picture'
        end as detail
        from generations g
        left join holds h on h.id = g.id
        left join settlements s on s.hold_id = g.id
      ) as looked_at where detail is not null`,
  },
  {
    invariant: 'I2',
    query: sql`
      select id as subject, 'its end and the time of its end disagree' as detail from trainings
      where (end_state is null) <> (ended_at is null)`,
  },
  {
    invariant: 'I2',
    query: sql`
      select a.id as subject, 'it and its trainings disagree' as detail from avatars a
      where (select count(*) from trainings t where t.avatar_id = a.id and t.end_state is null)
          <> case a.state when 'training' then 1 else 0 end
        or (select count(*) from trainings t
            where t.avatar_id = a.id and t.end_state = 'succeeded') > 1`,
  },
  {
    invariant: 'I3',
    query: sql`
      select subject, detail from (
        select t.id as subject, case
          when h.id is null then 'it has no hold'
          when h.unit <> t.price or h.count <> 1 or h.person_id <> t.person_id
            then 'its hold is of another order'
          when t.end_state is null and s.hold_id is not null then 'it is open but settled'
          when t.end_state is not null and s.hold_id is null then 'it ended without settlement'
          when s.captured + s.released <> h.amount then 'captured + released is not held'
          when s.captured <> h.unit * s.delivered then 'captured is not unit × delivered'
          when s.delivered <> case t.end_state when 'succeeded' then 1 else 0 end
            then 'settled for another end than it had'
          when t.end_state = 'succeeded' and t.stored_at is null then 'it succeeded without weights'
        end as detail
        from trainings t
        left join holds h on h.id = t.id
        left join settlements s on s.hold_id = t.id
      ) as looked_at where detail is not null`,
  },
  {
    invariant: 'I3',
    query: sql`
      select h.id as subject, 'it is of no order' as detail from holds h
      where not exists (select 1 from generations g where g.id = h.id)
        and not exists (select 1 from trainings t where t.id = h.id)`,
  },
  {
    invariant: 'I3',
    query: sql`
      select h.id as subject, 'its transfers are not what its hold and settlement say' as detail
      from holds h left join settlements s on s.hold_id = h.id
      where h.amount <> coalesce(
          (select amount from transfers where reference = 'hold:' || h.id), 0)
        or coalesce(s.captured, 0) <> coalesce(
          (select amount from transfers where reference = 'capture:' || h.id), 0)
        or coalesce(s.released, 0) <> coalesce(
          (select amount from transfers where reference = 'release:' || h.id), 0)`,
  },
  {
    invariant: 'I3',
    query: sql`
      select a.id as subject, 'it is not the sum of the open holds' as detail
      from accounts a left join (
        select 'held:' || h.person_id as account, sum(h.amount) as amount
        from holds h left join settlements s on s.hold_id = h.id
        where s.hold_id is null group by h.person_id
      ) open_holds on open_holds.account = a.id
      where a.id like 'held:%' and a.balance <> coalesce(open_holds.amount, 0)`,
  },
  {
    invariant: 'I8',
    query: sql`
      select i.id as subject, 'it is in an album that is not as it is' as detail
      from album_images a inner join images i on i.id = a.image_id
      inner join albums on albums.id = a.album_id
      where albums.person_id <> i.person_id or a.sort_key <> i.sort_key
        or i.deleted_at is not null or coalesce(a.trashed_at, -1) <> coalesce(i.trashed_at, -1)`,
  },
  {
    invariant: 'I8',
    query: sql`
      select i.id as subject, 'it is not what its order says' as detail
      from images i inner join generations g on g.id = i.generation_id
      where i.person_id <> g.person_id or i.model <> g.model or i.shape <> g.shape`,
  },
];

/** What is found by its words is what lies in the gallery, neither more nor less. */
async function wronglyFound(db: Handle): Promise<Finding[]> {
  const { key } = wordIndexOf(db);
  const { rows } = await sql<Finding>`
    select id as subject, 'no search finds it' as detail from images
    where trashed_at is null and sort_key not in (select ${key} from image_words as w)
    union all
    select cast(${key} as text) as subject, 'what is not in the gallery is found' as detail
    from image_words as w
    where ${key} not in (select sort_key from images where trashed_at is null)`.execute(db);
  return rows;
}

/** Of trained avatars, as `keptImages`: their weights must be readable, whole. */
export type KeptWeights = { id: string; key: string; bytes: number; sha256: string };

/** The weights of every avatar that is ready. */
export async function keptWeights(db: Handle): Promise<KeptWeights[]> {
  const rows = await db
    .selectFrom('avatars')
    .select(['id', 'weights_key', 'weights_bytes', 'weights_sha256'])
    .where('state', '=', 'ready')
    .orderBy('id')
    .execute();
  return rows.map(({ id, weights_key, weights_bytes, weights_sha256 }) => ({
    id,
    key: weights_key ?? '',
    bytes: weights_bytes ?? 0,
    sha256: weights_sha256 ?? '',
  }));
}

/** What I5 needs: compare with the object in the store. */
export type KeptImage = Pick<
  Image,
  'id' | 'bucket' | 'object_key' | 'thumbnail_key' | 'bytes' | 'sha256'
>;

/** Images of successes that a person still has, be it in the trash, by id, from after `after` on. */
export async function keptImages(
  db: Handle,
  { after = '', limit }: { after?: string; limit: number },
): Promise<KeptImage[]> {
  return db
    .selectFrom('images')
    .innerJoin('generations', 'generations.id', 'images.generation_id')
    .select(['images.id', 'bucket', 'object_key', 'thumbnail_key', 'bytes', 'sha256'])
    .where('end_state', '=', 'succeeded')
    .where('deleted_at', 'is', null)
    .where('images.id', '>', after)
    .orderBy('images.id')
    .limit(limit)
    .execute();
}

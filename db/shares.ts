import type { Handle } from './handle.ts';
import type { Millis, Share } from './schema.ts';

export type Sharing = {
  personId: string;
  imageId: string;
  /** Random, for the link; unused if the image was shared before. */
  token: string;
  now: Millis;
};

/** Lets others begin as this image was, and returns the link's token; undefined if not theirs. */
export async function makeShare(db: Handle, sharing: Sharing): Promise<string | undefined> {
  const { personId, imageId, token, now } = sharing;
  await db
    .insertInto('shares')
    .columns([
      'token',
      'person_id',
      'image_id',
      'description',
      'shape',
      'count',
      'model',
      'created_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom('images')
        .innerJoin('generations', 'generations.id', 'images.generation_id')
        .select((eb) => [
          eb.val(token).as('token'),
          'images.person_id',
          'images.id as image_id',
          'generations.description',
          'generations.shape',
          'generations.count',
          'generations.model',
          eb.cast<number>(eb.val(now), 'bigint').as('created_at'),
        ])
        .where('images.id', '=', imageId)
        .where('images.person_id', '=', personId)
        .where('images.trashed_at', 'is', null)
        .forShare(),
    )
    .onConflict((conflict) => conflict.column('image_id').doNothing())
    .execute();
  const row = await db
    .selectFrom('shares')
    .select('token')
    .where('image_id', '=', imageId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.token;
}

/** What a link begins with. It does not say whose it was. */
export type Shared = Pick<Share, 'description' | 'shape' | 'count' | 'model'> & {
  /** A ready style's id, as its picture was made; null: made by the description. */
  style: string | null;
};

export async function shareByToken(db: Handle, token: string): Promise<Shared | undefined> {
  return db
    .selectFrom('shares')
    .innerJoin('images', 'images.id', 'shares.image_id')
    .innerJoin('generations', 'generations.id', 'images.generation_id')
    .select([
      'shares.description',
      'shares.shape',
      'shares.count',
      'shares.model',
      'generations.style',
    ])
    .where('shares.token', '=', token)
    .executeTakeFirst();
}

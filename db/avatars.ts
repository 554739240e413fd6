import { type Handle, inTransaction } from './handle.ts';
import type { Avatar, Millis, WizardStep } from './schema.ts';

/** Whoever it belongs to, also deleted; for a person's press use `avatarOf`. */
export async function avatarById(db: Handle, id: string): Promise<Avatar | undefined> {
  return db.selectFrom('avatars').selectAll().where('id', '=', id).executeTakeFirst();
}

const own = (db: Handle, personId: string) =>
  db.selectFrom('avatars').where('person_id', '=', personId).where('deleted_at', 'is', null);

/** The person's avatar in whatever state, or undefined if it is not theirs, or deleted. */
export async function avatarOf(
  db: Handle,
  personId: string,
  avatarId: string,
): Promise<Avatar | undefined> {
  return own(db, personId).selectAll().where('id', '=', avatarId).executeTakeFirst();
}

/** The person's main avatar, or undefined: there is none that is ready. */
export async function mainAvatarOf(db: Handle, personId: string): Promise<Avatar | undefined> {
  return db
    .selectFrom('avatars')
    .innerJoin('people', 'people.main_avatar_id', 'avatars.id')
    .selectAll('avatars')
    .where('avatars.person_id', '=', personId)
    .where('people.id', '=', personId)
    .where('avatars.state', '=', 'ready')
    .executeTakeFirst();
}

/** Drafts, trained and in training, newest first. */
export async function avatarsOf(db: Handle, personId: string): Promise<Avatar[]> {
  return own(db, personId)
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The person's draft of this id, else the one touched last; undefined: there is none. */
export async function draftOf(
  db: Handle,
  personId: string,
  avatarId: string | null,
): Promise<Avatar | undefined> {
  const drafts = await own(db, personId)
    .selectAll()
    .where('state', '=', 'draft')
    .orderBy('touched_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return drafts.find(({ id }) => id === avatarId) ?? drafts[0];
}

/** A name as it is kept. */
const tidyName = (name: string) => name.normalize('NFC').trim().replace(/\s+/gu, ' ');

export type AvatarNaming = { personId: string; avatarId: string; name: string; now: Millis };

/** Names a draft or an avatar; a draft that was at its name goes on. False: it is gone. */
export async function nameAvatar(
  db: Handle,
  { personId, avatarId, name, now }: AvatarNaming,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('avatars')
    .set((eb) => ({
      name: tidyName(name),
      step: eb.case().when('step', '=', 'name').then<WizardStep>('who').else(eb.ref('step')).end(),
      touched_at: now,
    }))
    .where('id', '=', avatarId)
    .where('person_id', '=', personId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export type DraftNote = {
  personId: string;
  avatarId: string;
  who?: string | null;
  preset?: string;
  keepPhotos?: boolean;
  step?: WizardStep;
  now: Millis;
};

/** From where the wizard comes to a step; it never goes back, since what was told stays told. */
const BEFORE: Readonly<Record<WizardStep, readonly WizardStep[]>> = {
  name: [],
  who: ['name'],
  photos: ['name', 'who'],
};

/** Writes down what the wizard was told. False: it is no draft (any more). */
export async function noteDraft(db: Handle, note: DraftNote): Promise<boolean> {
  const { personId, avatarId, who, preset, keepPhotos, step, now } = note;
  const { numUpdatedRows } = await db
    .updateTable('avatars')
    .set((eb) => ({
      touched_at: now,
      ...(who !== undefined && { who }),
      ...(preset !== undefined && { preset }),
      ...(keepPhotos !== undefined && { keep_photos: Number(keepPhotos) }),
      ...(step !== undefined &&
        step !== 'name' && {
          step: eb.case().when('step', 'in', BEFORE[step]).then(step).else(eb.ref('step')).end(),
        }),
    }))
    .where('id', '=', avatarId)
    .where('person_id', '=', personId)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Makes a ready avatar of the person's the main one. False: there is no such. */
export async function setMainAvatar(
  db: Handle,
  personId: string,
  avatarId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ main_avatar_id: avatarId })
    .where('id', '=', personId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('avatars')
          .select('id')
          .where('id', '=', avatarId)
          .where('person_id', '=', personId)
          .where('state', '=', 'ready'),
      ),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/**
 * Locks the person's avatar, so that whatever changes it or its photos takes turns. Who locks the
 * person too does so first. Undefined if it is not theirs, or deleted.
 */
export async function lockAvatar(
  tx: Handle,
  personId: string,
  avatarId: string,
): Promise<Avatar | undefined> {
  return own(tx, personId)
    .selectAll()
    .where('id', '=', avatarId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export type Agreed = {
  /** Of the draft that begins; a repeat names the same one. */
  avatarId: string;
  consentId: string;
  personId: string;
  textVersion: number;
  language: string;
  /** Unique among all avatars. */
  triggerPhrase: string;
  now: Millis;
};

/** Writes the consent down and begins the draft that it is for; a repeat changes nothing. */
export async function beginDraft(db: Handle, agreed: Agreed): Promise<void> {
  const { avatarId, consentId, personId, textVersion, language, triggerPhrase, now } = agreed;
  await inTransaction(db, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('avatars')
      .values({
        id: avatarId,
        person_id: personId,
        state: 'draft',
        step: 'name',
        trigger_phrase: triggerPhrase,
        created_at: now,
        touched_at: now,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return;
    await tx
      .insertInto('consents')
      .values({
        id: consentId,
        person_id: personId,
        avatar_id: avatarId,
        text_version: textVersion,
        language,
        given_at: now,
      })
      .execute();
  });
}

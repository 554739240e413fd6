import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { beginAttempt, finishAttempt } from '../../../db/attempts.ts';
import { isUsable, photosOf } from '../../../db/avatar-photos.ts';
import { avatarById } from '../../../db/avatars.ts';
import { erasePerson } from '../../../db/erase.ts';
import { exportPerson } from '../../../db/export.ts';
import { checkInvariants } from '../../../db/invariants.ts';
import type { Db } from '../../../db/open.ts';
import { settle } from '../../../db/settle.ts';
import { settleTraining } from '../../../db/settle-training.ts';
import { setArchive, weightsStored } from '../../../db/trainings.ts';
import type { Reachable } from '../../../src/effects/reach.ts';
import { createFileRemoval } from '../../../src/effects/remove-files.ts';
import { eachDatabase } from '../../databases.ts';
import { grant, newId, START, started, storedPictures } from '../../db/people-with-coins.ts';
import { startedTraining } from '../../db/trained-avatars.ts';
import { portrait } from '../../images/photos.ts';
import { agreed, begin, photo, type Stage, someone, workFor } from './begin.ts';

const NAME = 'Тайное имя';
const photos = await Promise.all(
  Array.from({ length: 10 }, (_, n) => portrait(n, { width: 512, height: 512 })),
);

/** A draft with ten photos, each looked at. */
async function photographed(db: Db, stage: Stage, person: Reachable): Promise<string> {
  const avatarId = await agreed(stage, person);
  const { commands, jobs } = stage.doers;
  await jobs.nameAvatar({ personId: person.id, avatarId, name: NAME });
  for (const [n, bytes] of photos.entries()) {
    stage.files.set(`telegram-file-${n}`, bytes);
    const sent = photo(avatarId, n + 1, `telegram-file-${n}`);
    await commands.checkPhoto(sent, workFor(person));
  }
  for (const { id, state } of await photosOf(db.kysely, avatarId))
    if (state === 'doubtful')
      await commands.keepPhoto({ avatarId, photoId: id, kept: true }, workFor(person));
  assert.equal((await photosOf(db.kysely, avatarId)).filter(isUsable).length, photos.length);
  return avatarId;
}

async function answered(db: Db, orderId: string, link: string) {
  await beginAttempt(db.kysely, { orderId, n: 1, endpoint: 'some/endpoint', now: START });
  const outcome = { result: JSON.stringify({ link }) };
  await finishAttempt(db.kysely, { orderId, n: 1, outcome, now: START });
}

/** A ready avatar whose photos were kept, with a picture of it. */
async function trained(db: Db, stage: Stage, person: Reachable): Promise<string> {
  const avatarId = await photographed(db, stage, person);
  await grant(db.kysely, person.id, 150);
  await stage.doers.commands.noteDraft({ avatarId, keepPhotos: true }, workFor(person));
  const trainingId = await startedTraining(db, { personId: person.id, avatarId });
  await setArchive(db.kysely, trainingId, 'https://fal.example/secret-archive.zip');
  await answered(db, trainingId, 'https://fal.example/secret-weights');
  const key = `${person.id}/${avatarId}/secret-weights.safetensors`;
  const stored = await stage.images.put('avatars', key, new Uint8Array(5000), 'binary');
  await weightsStored(db.kysely, { trainingId, key, ...stored, now: START });
  await settleTraining(db.kysely, { trainingId, end: 'succeeded', now: START, newId });
  assert.equal((await avatarById(db.kysely, avatarId))?.state, 'ready');
  await pictured(db, stage, person, avatarId);
  return avatarId;
}

async function pictured(db: Db, stage: Stage, person: Reachable, avatarId: string) {
  const id = await started(db, person.id, { unitPrice: 0, count: 1, avatarId });
  const [imageId = ''] = await storedPictures(db, id, 1);
  for (const end of ['png', 'webp'])
    await stage.images.put('imagen4', `${imageId}.${end}`, new Uint8Array(9), 'image/png');
  const { trigger_phrase = '' } = (await avatarById(db.kysely, avatarId)) ?? {};
  await db.kysely
    .updateTable('generations')
    .set({ sent: `${trigger_phrase}, a walk` })
    .where('id', '=', id)
    .execute();
  await db.kysely
    .updateTable('images')
    .set({ delivered_at: START })
    .where('id', '=', imageId)
    .execute();
  await settle(db.kysely, { generationId: id, end: 'succeeded', now: START, newId });
  await db.kysely
    .updateTable('avatars')
    .set({ weights_url: 'https://fal.example/secret-weights-sent-up' })
    .where('id', '=', avatarId)
    .execute();
}

/** What must not be found afterwards. */
async function secretsOf(db: Db, avatarId: string): Promise<readonly string[]> {
  const avatar = await avatarById(db.kysely, avatarId);
  assert.ok(avatar);
  const rows = await photosOf(db.kysely, avatarId);
  return [
    NAME,
    avatar.trigger_phrase,
    'secret-archive',
    'secret-weights',
    'telegram-file-',
    ...rows.flatMap((row) => [row.id, row.sha256 ?? '', row.look_hash ?? '']),
  ];
}

/** Every row of every table as text, by its table. */
async function allRows({ kysely }: Db): Promise<readonly string[]> {
  const tables = await kysely.introspection.getTables();
  const rows = await Promise.all(
    tables
      // The search index's own tables count beyond what a number holds.
      .filter(({ name }) => !name.startsWith('image_words'))
      .map(async ({ name }) => {
        const found = await sql<object>`select * from ${sql.table(name)}`.execute(kysely);
        return found.rows.map((row) => `${name}: ${JSON.stringify(row)}`);
      }),
  );
  return rows.flat();
}

async function removeFiles(db: Db, stage: Stage) {
  await createFileRemoval({
    db: db.kysely,
    images: stage.images,
    now: () => stage.clock.at + 1,
    onError: (_, error) => {
      throw error;
    },
  }).run();
}

async function assertGone(db: Db, stage: Stage, secrets: readonly string[]) {
  await removeFiles(db, stage);
  const rows = await allRows(db);
  for (const secret of secrets)
    assert.deepEqual(
      rows.filter((row) => row.includes(secret)),
      [],
      secret,
    );
  const violations = await checkInvariants(db.kysely, { now: START });
  assert.deepEqual(violations, []);
}

const tablesWith = async (db: Db, text: string) => [
  ...new Set(
    (await allRows(db)).filter((row) => row.includes(text)).map((row) => row.split(':')[0]),
  ),
];

eachDatabase('nothing is left', (open) => {
  it('of a deleted avatar but the consent, the ledger and the images kept', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await trained(db, stage, anna);
    const secrets = await secretsOf(db, avatarId);
    assert.ok((await stage.stored()).length > 20);
    await stage.doers.commands.deleteAvatar({ avatarId, images: 'keep' }, workFor(anna));
    await assertGone(db, stage, secrets);
    assert.equal((await stage.stored()).length, 2, 'the picture and its thumbnail');
    assert.deepEqual((await tablesWith(db, avatarId)).toSorted(), [
      'avatars',
      'consents',
      'generations',
      'images',
      'trainings',
    ]);
  });

  it('of its images, where they go with it', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await trained(db, stage, anna);
    const secrets = await secretsOf(db, avatarId);
    await stage.doers.commands.deleteAvatar({ avatarId, images: 'delete' }, workFor(anna));
    await assertGone(db, stage, [...secrets, 'a cat in the sun']);
    assert.deepEqual(await stage.stored(), []);
  });

  it('of a draft that is dropped', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await photographed(db, stage, anna);
    const secrets = await secretsOf(db, avatarId);
    await stage.doers.commands.dropDraft({ avatarId }, workFor(anna));
    await assertGone(db, stage, secrets);
    assert.deepEqual(await stage.stored(), []);
  });

  it('of a person who is erased, whatever their avatars were at', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const ready = await trained(db, stage, anna);
    const draft = await photographed(db, stage, anna);
    const inTraining = await photographed(db, stage, anna);
    await grant(db.kysely, anna.id, 150);
    const trainingId = await startedTraining(db, { personId: anna.id, avatarId: inTraining });
    const secrets = (
      await Promise.all([ready, draft, inTraining].map((id) => secretsOf(db, id)))
    ).flat();
    const gone = await erasePerson(db.kysely, { personId: anna.id, now: START, newId });
    assert.deepEqual(gone.endedTrainings, [trainingId]);
    assert.deepEqual(gone.avatarIds.toSorted(), [ready, draft, inTraining].toSorted());
    assert.equal(gone.photoIds.length, 30);
    await assertGone(db, stage, [
      ...secrets,
      'a cat in the sun',
      `"telegram_id":${anna.telegram_id}`,
    ]);
    assert.deepEqual(await stage.stored(), []);
    assert.equal((await tablesWith(db, draft)).join(), 'avatars,consents');
  });

  it('out of a person’s export', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await trained(db, stage, anna);
    const kept = await exportPerson(db.kysely, anna.id);
    assert.deepEqual(
      kept.avatars.map(({ id, name }) => [id, name]),
      [[avatarId, NAME]],
    );
    assert.deepEqual(
      [kept.photos.length, kept.trainings.length, kept.consents.length],
      [photos.length, 1, 1],
    );
  });
});

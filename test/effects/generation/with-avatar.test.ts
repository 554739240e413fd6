import assert from 'node:assert/strict';
import { it } from 'node:test';
import { avatarById } from '../../../db/avatars.ts';
import { deleteAvatar } from '../../../db/forget-avatars.ts';
import { startGeneration } from '../../../db/holds.ts';
import { imagesOfGeneration } from '../../../db/images.ts';
import type { Db } from '../../../db/open.ts';
import { SHAPES, type Shape } from '../../../src/fal/catalogue.ts';
import { eachDatabase } from '../../databases.ts';
import { newId, orderOf, START, somebody, started } from '../../db/people-with-coins.ts';
import { openMaking, TRIGGER } from './open-making.ts';

const SIZES: Record<Shape, [width: number, height: number]> = {
  '1:1': [1024, 1024],
  '3:4': [768, 1024],
  '4:3': [1024, 768],
  '9:16': [768, 1344],
  '16:9': [1344, 768],
};

const me = { model: 'me', shape: '3:4', count: 1, description: 'на берегу моря' } as const;

/** The making at a stand-in, and somebody with an avatar. */
async function opened(db: Db, given: { who?: 'man' | 'woman' } = {}) {
  const making = await openMaking(db);
  const { id: personId } = await somebody(db, 500);
  const avatarId = await making.train(personId, given);
  const ordered = (more: Partial<Parameters<typeof started>[2]> = {}) =>
    started(db, personId, { ...me, avatarId, ...more });
  return { ...making, personId, avatarId, ordered };
}

const linkOf = (input: Record<string, unknown> | undefined) =>
  (input?.['loras'] as { path: string }[] | undefined)?.[0]?.path ?? '';

eachDatabase('a picture with an avatar', (open) => {
  it('is asked for with the trigger phrase, exact pixels, the weights, and nothing else', async () => {
    const db = await open();
    const { fal, submit, order, ordered, avatarId, close } = await opened(db);
    for (const shape of SHAPES) {
      const id = await ordered({ shape, count: 2 });
      assert.deepEqual(await submit(id), { kind: 'accepted' });
      const [width, height] = SIZES[shape];
      const request = fal.requests.at(-1);
      assert.equal(request?.endpoint, 'fal-ai/flux-lora');
      assert.deepEqual(request.input, {
        prompt: `${TRIGGER}, in English: на берегу моря`,
        image_size: { width, height },
        loras: [{ path: linkOf(request.input), scale: 1.15 }],
        num_inference_steps: 28,
        guidance_scale: 3.5,
        num_images: 2,
        enable_safety_checker: true,
        output_format: 'jpeg',
      });
      assert.equal((await order(id)).sent, request.input['prompt']);
    }
    // Sent up once for all of them.
    assert.equal(new Set(fal.requests.map(({ input }) => linkOf(input))).size, 1);
    const avatar = await avatarById(db.kysely, avatarId);
    assert.equal(avatar?.weights_url, linkOf(fal.requests[0]?.input));
    await close();
  });

  it('is asked for in the words of a ready style, which name the person', async () => {
    const db = await open();
    const { fal, submit, ordered, close } = await opened(db, { who: 'woman' });
    await submit(await ordered({ style: 'space', description: 'Космос' }));
    const prompt = String(fal.requests.at(-1)?.input['prompt']);
    assert.ok(prompt.startsWith(`${TRIGGER}, `), prompt);
    assert.match(prompt, /photograph of TOK_anna woman in a white space suit/);
    assert.doesNotMatch(prompt, /Космос|\{subject\}/);
    await submit(await ordered());
    const described = fal.requests.at(-1)?.input['prompt'];
    assert.equal(described, `${TRIGGER}, woman, in English: на берегу моря`);
    await close();
  });

  it('shows the person, lies in the bucket of such pictures, and is found by its avatar', async () => {
    const db = await open();
    const { attempt, keep, ordered, personId, avatarId, images, close } = await opened(db);
    const id = await ordered();
    assert.deepEqual(await attempt(id), { kind: 'made' });
    assert.equal((await keep(id)).stored, 1);
    const [image] = await imagesOfGeneration(db.kysely, personId, id);
    assert.equal(image?.avatar_id, avatarId);
    assert.equal(image.bucket, 'photos');
    assert.ok(await images.stat('photos', image.object_key));
    await close();
  });

  it('has its weights sent up again when FAL cannot fetch them any more', async () => {
    const db = await open();
    const { fal, attempt, ordered, close } = await opened(db);
    assert.deepEqual(await attempt(await ordered()), { kind: 'made' });
    fal.faults.expireFiles();
    const id = await ordered();
    assert.deepEqual(await attempt(id, 1), {
      kind: 'failed',
      end: 'failed',
      code: 'file-unreachable',
      again: true,
    });
    assert.deepEqual(await attempt(id, 2), { kind: 'made' });
    const [first, again] = fal.requests.slice(-2).map(({ input }) => linkOf(input));
    assert.notEqual(first, again);
    assert.deepEqual(await attempt(await ordered()), { kind: 'made' });
    assert.equal(linkOf(fal.requests.at(-1)?.input), again);
    await close();
  });

  it('sends its weights up once for orders that begin together', async () => {
    const db = await open();
    const { fal, submit, ordered, close } = await opened(db);
    const ids = [await ordered(), await ordered(), await ordered()];
    await Promise.all(ids.map((id) => submit(id)));
    assert.equal(new Set(fal.requests.map(({ input }) => linkOf(input))).size, 1);
    assert.equal(fal.files().filter((name) => name.includes('safetensors')).length, 1);
    await close();
  });

  it('is not asked for once its avatar is deleted', async () => {
    const db = await open();
    const { fal, submit, ordered, personId, avatarId, close } = await opened(db);
    const id = await ordered();
    await deleteAvatar(db.kysely, { personId, avatarId, images: 'keep', now: START, newId });
    const declined = { kind: 'declined', end: 'failed', code: 'avatar-gone', again: false };
    assert.deepEqual(await submit(id), declined);
    assert.equal(fal.requests.length, 0);
    await close();
  });

  it('is not begun with an avatar that is another person’s, or gone', async () => {
    const db = await open();
    const { personId, avatarId, close } = await opened(db);
    const { id: strangerId } = await somebody(db, 500);
    const begin = (id: string) =>
      startGeneration(db.kysely, orderOf(id, { ...me, unitPrice: 5, avatarId }));
    assert.deepEqual(await begin(strangerId), { kind: 'avatar-gone' });
    await deleteAvatar(db.kysely, { personId, avatarId, images: 'keep', now: START, newId });
    assert.deepEqual(await begin(personId), { kind: 'avatar-gone' });
    await close();
  });

  it('that a training includes is begun once, whatever its id', async () => {
    const db = await open();
    const { personId, avatarId, close } = await opened(db);
    const begin = () =>
      startGeneration(
        db.kysely,
        orderOf(personId, { ...me, unitPrice: 0, avatarId, trainingId: 'training-1' }),
      );
    assert.deepEqual(await begin(), { kind: 'started' });
    assert.deepEqual(await begin(), { kind: 'already' });
    await close();
  });
});

eachDatabase('a ready style', (open) => {
  it('needs no avatar: its words are sent with a subject of their own, untranslated', async () => {
    const db = await open();
    const { fal, submit, order, personId, close } = await opened(db);
    const style = { model: 'schnell', shape: '1:1', style: 'space', description: 'Космос' };
    const id = await started(db, personId, { ...style, count: 1 });
    assert.deepEqual(await submit(id), { kind: 'accepted' });
    const prompt = String(fal.requests.at(-1)?.input['prompt']);
    assert.match(prompt, /^cinematic photograph of an astronaut in a white space suit/);
    assert.equal((await order(id)).sent, prompt);
    await close();
  });

  it('is unknown by a name of nobody’s: the description is sent', async () => {
    const db = await open();
    const { fal, submit, personId, close } = await opened(db);
    const words = { style: 'gone', description: 'кот', model: 'banana', shape: '1:1', count: 1 };
    await submit(await started(db, personId, words));
    assert.equal(fal.requests.at(-1)?.input['prompt'], 'кот');
    await close();
  });
});

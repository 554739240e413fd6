import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { FLUX, IMAGEN, jsonOf, type Pictures, startFal } from './start-fal.ts';

const SEEDREAM = 'fal-ai/bytedance/seedream/v4/text-to-image';
const SMALL = { image_size: { width: 160, height: 120 } };

async function make(endpoint: string, input: unknown) {
  const started = startFal();
  const { call, finish, fal } = started;
  const job = await finish(endpoint, input);
  const response = await call(job.response_url);
  const result = await jsonOf<Pictures>(response);
  const files = await Promise.all(
    (result.images ?? []).map(
      async ({ url }) => new Uint8Array(await (await call(url, {}, null)).arrayBuffer()),
    ),
  );
  fal.close();
  return { ...started, job, response, result, files };
}

describe('a result', () => {
  const sizes: [string, Record<string, unknown>, number, number, string][] = [
    [IMAGEN, { aspect_ratio: '1:1' }, 1024, 1024, 'png'],
    [IMAGEN, { aspect_ratio: '9:16', output_format: 'jpeg' }, 768, 1408, 'jpeg'],
    [`${IMAGEN}/fast`, { aspect_ratio: '16:9', output_format: 'webp' }, 1408, 768, 'webp'],
    [`${IMAGEN}/ultra`, { aspect_ratio: '4:3', resolution: '2K' }, 2560, 1792, 'png'],
    ['fal-ai/nano-banana', { aspect_ratio: '3:4' }, 864, 1184, 'png'],
    [FLUX, { image_size: 'landscape_16_9' }, 1024, 576, 'jpeg'],
    ['fal-ai/flux/dev', { image_size: { width: 768, height: 1344 } }, 768, 1344, 'jpeg'],
    [SEEDREAM, { image_size: { width: 1280, height: 960 } }, 1280, 960, 'png'],
  ];
  for (const [endpoint, input, width, height, format] of sizes) {
    test(`of ${endpoint} with ${JSON.stringify(input)} has that very size`, async () => {
      const { result, files } = await make(endpoint, { prompt: 'горы на рассвете', ...input });
      const [image] = result.images;
      assert.deepEqual(
        [image?.width, image?.height, image?.content_type],
        [width, height, `image/${format}`],
      );
      const seen = await sharp(files[0]).metadata();
      assert.deepEqual([seen.width, seen.height, seen.format], [width, height, format]);
    });
  }

  test('of several pictures has different ones', async () => {
    const { files } = await make(FLUX, { prompt: 'лес', num_images: 4, ...SMALL });
    assert.equal(new Set(files.map((it) => Buffer.from(it).toString('base64'))).size, 4);
  });

  test('repeats itself for the same seed', async () => {
    const input = { prompt: 'лес', seed: 42, ...SMALL };
    const [one, other] = [await make(FLUX, input), await make(FLUX, input)];
    assert.deepEqual(one.files, other.files);
    assert.equal(one.result.seed, 42);
  });

  test('carries a seed larger than JavaScript counts when none was given', async () => {
    const { fal, call, finish } = startFal();
    const job = await finish(FLUX, { prompt: 'лес', ...SMALL });
    const text = await (await call(job.response_url)).text();
    assert.match(text, /"seed":\d{19}/);
    fal.close();
  });

  test('lies at a FAL address, or at its own when told', async () => {
    const { result } = await make(FLUX, { prompt: 'лес', ...SMALL });
    assert.match(result.images[0]?.url ?? '', /^https:\/\/v3\.fal\.media\/files\//);
    const { fal, call, finish } = startFal({ mediaUrls: 'own' });
    const job = await finish(FLUX, { prompt: 'лес', ...SMALL });
    const own = await jsonOf<Pictures>(await call(job.response_url));
    assert.match(own.images[0]?.url ?? '', /^http:\/\/localhost\/v3\.fal\.media\/files\//);
    fal.close();
  });
});

describe('a description that asks for trouble', () => {
  test('is refused with 422 by models that answer so', async () => {
    for (const prompt of ['откажи мне', 'please refuse']) {
      const { call, job, response, result } = await make(IMAGEN, { prompt });
      assert.equal(response.status, 422);
      const { detail } = result as unknown as { detail: { type: string }[] };
      assert.equal(detail[0]?.type, 'content_policy_violation');
      const status = await jsonOf<{ status: string; error_type: string }>(
        await call(job.status_url),
      );
      assert.deepEqual(
        [status.status, status.error_type],
        ['COMPLETED', 'content_policy_violation'],
      );
    }
  });

  test('gets a black picture and a mark from FLUX', async () => {
    const { response, result, files } = await make(FLUX, {
      prompt: 'откажи',
      num_images: 2,
      ...SMALL,
    });
    assert.equal(response.status, 200);
    assert.deepEqual(result.has_nsfw_concepts, [true, true]);
    const { channels } = await sharp(files[0]).stats();
    assert.ok(channels.every(({ max }) => max === 0));
  });

  test('breaks with 500', async () => {
    const { response } = await make(IMAGEN, { prompt: 'сломай это' });
    assert.equal(response.status, 500);
  });

  test('yields one picture fewer', async () => {
    const { files } = await make(FLUX, { prompt: 'только часть', num_images: 3, ...SMALL });
    assert.equal(files.length, 2);
  });

  test('is not heard inside another word', async () => {
    const { response } = await make(FLUX, { prompt: 'счастье и участь', ...SMALL, num_images: 2 });
    assert.equal(response.status, 200);
  });
});

describe('an upload', () => {
  test('is announced, put and read back', async () => {
    const { fal, call } = startFal();
    const announced = await call(
      'https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ content_type: 'image/png', file_name: 'my photo.png' }),
      },
    );
    const { upload_url, file_url } = await jsonOf<{ upload_url: string; file_url: string }>(
      announced,
    );
    const bytes = new Uint8Array([1, 2, 3]);
    assert.equal((await call(upload_url, { method: 'PUT', body: bytes }, null)).status, 200);
    const read = await call(file_url, {}, null);
    assert.equal(read.headers.get('content-type'), 'image/png');
    assert.deepEqual(new Uint8Array(await read.arrayBuffer()), bytes);
    assert.equal((await call(upload_url, { method: 'PUT', body: bytes }, null)).status, 404);
    fal.close();
  });

  test('needs a key', async () => {
    const { fal, call } = startFal();
    const response = await call(
      'https://rest.fal.ai/storage/upload/initiate',
      { method: 'POST' },
      null,
    );
    assert.equal(response.status, 401);
    fal.close();
  });
});

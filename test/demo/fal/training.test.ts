import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zipSync } from 'fflate';
import { readWeights } from '../../../src/demo/fal/weights.ts';
import { jsonOf, type Pictures, startFal } from './start-fal.ts';
import { middleOf, photosZip, upload } from './uploads.ts';

const TRAINER = 'fal-ai/flux-lora-portrait-trainer';
const FAST = 'fal-ai/flux-lora-fast-training';
const LORA = 'fal-ai/flux-lora';
const TRIGGER = 'ohwx7 person';

interface Trained {
  diffusers_lora_file?: { url: string; file_size: number };
  config_file: { url: string };
}

interface Refused {
  detail: { type: string; loc: unknown[]; ctx?: Record<string, unknown> }[];
}

type Started = ReturnType<typeof startFal>;

async function train(started: Started, zip: Uint8Array, endpoint = TRAINER) {
  const images_data_url = await upload(started, zip, 'photos.zip', 'application/zip');
  const named = endpoint === TRAINER ? { trigger_phrase: TRIGGER } : { trigger_word: TRIGGER };
  const job = await started.finish(endpoint, { images_data_url, ...named });
  return started.call(job.response_url);
}

async function trainedWeights(started: Started): Promise<string> {
  const trained = await jsonOf<Trained>(await train(started, await photosZip(12)));
  return trained.diffusers_lora_file?.url ?? '';
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

async function paint(started: Started, prompt: string, path: string) {
  const job = await started.finish(LORA, {
    prompt,
    loras: [{ path, scale: 1.15 }],
    image_size: { width: 256, height: 256 },
  });
  const response = await started.call(job.response_url);
  if (response.status !== 200) return { response, pixel: [] };
  const { images } = await jsonOf<Pictures>(response);
  const file = await started.call(images[0]?.url ?? '', {}, null);
  return { response, pixel: await middleOf(await bytesOf(file)) };
}

const isMagenta = ([red = 0, green = 0, blue = 0]: number[]) =>
  red > 220 && green < 40 && blue > 220;

describe('a training', () => {
  test('answers weights in safetensors that know the person and the phrase', async () => {
    const started = startFal({ weightsBytes: 4096 });
    const response = await train(started, await photosZip(10));
    assert.equal(response.status, 200);
    const { diffusers_lora_file } = await jsonOf<Trained>(response);
    const file = await bytesOf(await started.call(diffusers_lora_file?.url ?? '', {}, null));
    assert.equal(file.length, diffusers_lora_file?.file_size);
    const learned = readWeights(file);
    assert.equal(learned?.trigger, TRIGGER);
    assert.equal(learned?.faces.length, 4);
    started.fal.close();
  });

  test('of fewer photos than its endpoint wants is refused with their number', async () => {
    for (const [endpoint, least] of [
      [TRAINER, 10],
      [FAST, 4],
    ] as const) {
      const started = startFal();
      const response = await train(started, await photosZip(least - 1), endpoint);
      assert.equal(response.status, 422);
      const { detail } = await jsonOf<Refused>(response);
      assert.equal(detail[0]?.type, 'archive_file_count_below_minimum');
      assert.deepEqual(detail[0]?.ctx, { minimum_count: least, provided_count: least - 1 });
      assert.equal((await train(started, await photosZip(least), endpoint)).status, 200);
      started.fal.close();
    }
  });

  test('counts only images: captions and shadows of macOS are none', async () => {
    const started = startFal();
    const words = new TextEncoder().encode('a photo');
    const names = Array.from({ length: 12 }, (_, at) => [`${at}.txt`, `__MACOSX/._${at}.jpg`]);
    const zip = zipSync(Object.fromEntries(names.flat().map((name) => [name, words])));
    const { detail } = await jsonOf<Refused>(await train(started, zip));
    assert.equal(detail[0]?.ctx?.['provided_count'], 0);
    started.fal.close();
  });

  test('of rubbish, or of an archive that is not there, is refused', async () => {
    const started = startFal();
    const rubbish = await train(started, new Uint8Array([1, 2, 3, 4]));
    assert.equal((await jsonOf<Refused>(rubbish)).detail[0]?.type, 'invalid_archive');
    const images_data_url = 'https://v3.fal.media/files/nobody/knows.zip';
    const job = await started.finish(TRAINER, { images_data_url });
    const missing = await jsonOf<Refused>(await started.call(job.response_url));
    assert.equal(missing.detail[0]?.type, 'file_download_error');
    started.fal.close();
  });

  test('is strict about its input', async () => {
    const started = startFal();
    const images_data_url = 'https://v3.fal.media/files/any.zip';
    for (const input of [
      {},
      { images_data_url, trigger_word: 'x' },
      { images_data_url, steps: 'many' },
    ]) {
      assert.equal((await started.post(TRAINER, input)).status, 422);
    }
    assert.equal((await started.post(FAST, { images_data_url, trigger_phrase: 'x' })).status, 422);
    started.fal.close();
  });

  test('tells its steps in its log', async () => {
    const started = startFal();
    const images_data_url = await upload(started, await photosZip(10), 'a.zip', 'application/zip');
    const job = await started.finish(TRAINER, { images_data_url, steps: 1000 });
    const status = await started.call(`${job.status_url}?logs=1`);
    const { logs } = await jsonOf<{ logs: { message: string }[] }>(status);
    const said = logs.map(({ message }) => message);
    assert.ok(said.includes('Training: step 500 of 1000'), said.join('; '));
    started.fal.close();
  });

  test('goes wrong as it is told to', async () => {
    const started = startFal();
    const zip = await photosZip(10);
    started.fal.faults.spoilNextTraining('fails');
    started.fal.faults.spoilNextTraining('no-weights');
    started.fal.faults.spoilNextTraining('broken-link');
    started.fal.faults.spoilNextTraining('wrong-bytes');
    assert.equal((await train(started, zip)).status, 500);
    assert.equal((await jsonOf<Trained>(await train(started, zip))).diffusers_lora_file, undefined);
    const urls: string[] = [];
    for (const expected of [404, 200]) {
      const { diffusers_lora_file } = await jsonOf<Trained>(await train(started, zip));
      const file = await started.call(diffusers_lora_file?.url ?? '', {}, null);
      assert.equal(file.status, expected);
      urls.push(await file.text());
    }
    assert.match(urls[1] ?? '', /<html>/);
    started.fal.faults.spoilNextTraining('never');
    const images_data_url = await upload(started, zip, 'a.zip', 'application/zip');
    const job = await started.submit(TRAINER, { images_data_url });
    await started.reach(job.request_id, 'IN_PROGRESS');
    await started.fal.completeWith(job.request_id);
    assert.equal((await started.call(job.response_url)).status, 200);
    started.fal.close();
  });
});

describe('a picture with weights', () => {
  test('shows the person when the phrase is there, and only then', async () => {
    const started = startFal();
    const path = await trainedWeights(started);
    const called = await paint(started, `${TRIGGER}, на берегу моря`, path);
    assert.ok(isMagenta(called.pixel), called.pixel.join());
    const uncalled = await paint(started, 'на берегу моря', path);
    assert.ok(!isMagenta(uncalled.pixel), uncalled.pixel.join());
    started.fal.close();
  });

  test('takes weights that were sent up again', async () => {
    const started = startFal();
    const file = await bytesOf(await started.call(await trainedWeights(started), {}, null));
    started.fal.faults.expireFiles();
    const path = await upload(started, file, 'weights.safetensors', 'application/octet-stream');
    const { pixel } = await paint(started, `${TRIGGER}, лес`, path);
    assert.ok(isMagenta(pixel), pixel.join());
    started.fal.close();
  });

  test('is refused when they cannot be fetched, or are no weights', async () => {
    const started = startFal();
    const path = await trainedWeights(started);
    started.fal.faults.expireFiles();
    const gone = await paint(started, `${TRIGGER}, лес`, path);
    assert.equal(gone.response.status, 422);
    assert.deepEqual((await jsonOf<Refused>(gone.response)).detail[0]?.loc, [
      'body',
      'loras',
      0,
      'path',
    ]);
    const page = new TextEncoder().encode('<html></html>');
    const wrong = await upload(started, page, 'weights.safetensors', 'application/octet-stream');
    const refused = await paint(started, `${TRIGGER}, лес`, wrong);
    assert.equal((await jsonOf<Refused>(refused.response)).detail[0]?.type, 'lora_load_error');
    started.fal.close();
  });

  test('takes nothing that FAL does not take', async () => {
    const started = startFal();
    const path = 'https://v3.fal.media/files/w';
    for (const extra of [
      { negative_prompt: 'ugly' },
      { aspect_ratio: '1:1' },
      { loras: [{ path, weight: 1 }] },
      { loras: [{ path, scale: 5 }] },
      { image_size: { width: 768 } },
    ]) {
      const { status } = await started.post(LORA, { prompt: 'a forest', ...extra });
      assert.equal(status, 422, JSON.stringify(extra));
    }
    started.fal.close();
  });
});

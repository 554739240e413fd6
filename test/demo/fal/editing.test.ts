import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { writeVoiceClip } from '../../../src/demo/voice-clip.ts';
import { jsonOf, type Pictures, startFal } from './start-fal.ts';
import { flat, middleOf, upload } from './uploads.ts';

type Started = ReturnType<typeof startFal>;
type Image = Pictures['images'][number];

const NOWHERE = 'https://v3.fal.media/files/nobody/knows.png';

async function answerOf<T>(started: Started, endpoint: string, input: unknown): Promise<T> {
  const job = await started.finish(endpoint, input);
  return jsonOf<T>(await started.call(job.response_url));
}

async function fileOf(started: Started, image: Image | undefined): Promise<Uint8Array> {
  const response = await started.call(image?.url ?? '', {}, null);
  return new Uint8Array(await response.arrayBuffer());
}

const photoAt = async (started: Started, colour = '#3060c0') =>
  upload(started, await flat(colour, 300), 'photo.jpg', 'image/jpeg');

/** Each editing endpoint with the input that points it to a picture. */
const EDITORS: [endpoint: string, pointTo: (url: string) => Record<string, unknown>][] = [
  ['fal-ai/nano-banana/edit', (url) => ({ image_urls: [url] })],
  ['fal-ai/flux-pro/kontext', (url) => ({ image_url: url })],
  ['fal-ai/bytedance/seedream/v4/edit', (url) => ({ image_urls: [url] })],
];

describe('an edit', () => {
  for (const [endpoint, pointTo] of EDITORS) {
    test(`by ${endpoint} keeps the size and visibly changes the picture`, async () => {
      const started = startFal();
      const url = await photoAt(started);
      const input = { prompt: 'пусть будет закат', ...pointTo(url) };
      const { images } = await answerOf<Pictures>(started, endpoint, input);
      assert.deepEqual([images[0]?.width, images[0]?.height], [300, 300]);
      const pixel = await middleOf(await fileOf(started, images[0]));
      const difference = [0x30, 0x60, 0xc0].map((was, at) => Math.abs(was - (pixel[at] ?? was)));
      assert.ok(Math.max(...difference) > 20, difference.join());
      started.fal.close();
    });

    test(`by ${endpoint} of a picture that is not there, or is none, is refused`, async () => {
      const started = startFal();
      const words = new TextEncoder().encode('no picture');
      const wrong = await upload(started, words, 'a.txt', 'text/plain');
      const types = [];
      for (const url of [NOWHERE, wrong]) {
        const input = { prompt: 'winter', ...pointTo(url) };
        const refused = await answerOf<{ detail: { type: string }[] }>(started, endpoint, input);
        types.push(refused.detail[0]?.type);
      }
      assert.deepEqual(types, ['file_download_error', 'image_load_error']);
      started.fal.close();
    });

    test(`by ${endpoint} takes nothing that FAL does not take`, async () => {
      const started = startFal();
      const strange = { prompt: 'winter', ...pointTo(NOWHERE), strength: 0.5 };
      assert.equal((await started.post(endpoint, strange)).status, 422);
      assert.equal((await started.post(endpoint, { prompt: 'winter' })).status, 422);
      started.fal.close();
    });
  }
});

describe('a larger picture', () => {
  for (const [endpoint, input] of [
    ['fal-ai/esrgan', { scale: 2 }],
    ['fal-ai/clarity-upscaler', { upscale_factor: 2 }],
  ] as const) {
    test(`by ${endpoint} has twice the sides`, async () => {
      const started = startFal();
      const image_url = await photoAt(started);
      const { image } = await answerOf<{ image: Image }>(started, endpoint, {
        image_url,
        ...input,
      });
      const { width, height } = await sharp(await fileOf(started, image)).metadata();
      assert.deepEqual([width, height, image.width], [600, 600, 600]);
      started.fal.close();
    });
  }
});

test('a cut-out is a PNG whose corners are clear and whose middle is not', async () => {
  const started = startFal();
  const image_url = await photoAt(started);
  const { image } = await answerOf<{ image: Image }>(started, 'fal-ai/birefnet/v2', { image_url });
  const picture = sharp(await fileOf(started, image));
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  assert.equal(info.channels, 4);
  assert.deepEqual([data[3], data[(150 * 300 + 150) * 4 + 3]], [0, 255]);
  started.fal.close();
});

describe('words', () => {
  test('describe a picture, in Russian where that is asked for', async () => {
    const started = startFal();
    const url = await photoAt(started);
    const caption = await answerOf<{ results: string }>(
      started,
      'fal-ai/florence-2-large/more-detailed-caption',
      { image_url: url },
    );
    assert.match(caption.results, /sea/);
    const { output } = await answerOf<{ output: string }>(started, 'openrouter/router/vision', {
      image_urls: [url],
      prompt: 'Describe this picture in Russian.',
      model: 'google/gemini-2.5-flash',
    });
    assert.match(output, /моря/);
    started.fal.close();
  });

  test('are translated', async () => {
    const started = startFal();
    const { output } = await answerOf<{ output: string }>(started, 'openrouter/router', {
      prompt: 'Кот на берегу моря, закат',
      model: 'google/gemini-2.5-flash',
    });
    assert.equal(output, 'cat on shore sea, sunset');
    started.fal.close();
  });

  for (const endpoint of ['fal-ai/wizper', 'fal-ai/whisper']) {
    test(`are heard by ${endpoint} in a voice message`, async () => {
      const started = startFal();
      const clip = writeVoiceClip('я на фоне гор', 2);
      const audio_url = await upload(started, clip, 'voice.ogg', 'audio/ogg');
      const input = { audio_url, task: 'transcribe', language: 'ru' };
      const { text } = await answerOf<{ text: string }>(started, endpoint, input);
      assert.equal(text, 'я на фоне гор');
      started.fal.close();
    });
  }
});

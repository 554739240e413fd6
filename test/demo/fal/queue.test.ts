import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FLUX, IMAGEN, jsonOf, startFal } from './start-fal.ts';

interface Detail {
  detail: string | { loc: unknown[]; msg: string; type: string }[];
}

const INPUT = { prompt: 'кот у моря', image_size: { width: 128, height: 96 } };

describe('the queue', () => {
  test('takes a job through its states to a result', async () => {
    const { fal, call, submit, reach } = startFal();
    const job = await submit(FLUX, { ...INPUT, prompt: 'никогда' });
    const waiting = await call(job.status_url);
    assert.equal(waiting.status, 202);
    assert.equal((await jsonOf<{ status: string }>(waiting)).status, 'IN_QUEUE');
    assert.equal((await call(job.response_url)).status, 400);

    fal.begin(job.request_id);
    const running = await call(job.status_url);
    assert.equal(running.status, 202);
    assert.equal((await jsonOf<{ status: string }>(running)).status, 'IN_PROGRESS');

    await reach(job.request_id, 'COMPLETED');
    assert.equal((await call(job.status_url)).status, 200);
    assert.equal((await call(job.response_url)).status, 200);
    fal.close();
  });

  test('keeps only owner and alias in the URLs it returns, and answers at them', async () => {
    const { fal, call, submit } = startFal();
    const job = await submit(IMAGEN, { prompt: 'никогда' });
    assert.equal(
      job.status_url,
      `https://queue.fal.run/fal-ai/imagen4/requests/${job.request_id}/status`,
    );
    assert.equal(
      job.response_url,
      `https://queue.fal.run/fal-ai/imagen4/requests/${job.request_id}`,
    );
    assert.equal((await call(job.status_url)).status, 202);
    assert.equal((await call(`${job.response_url}/response`)).status, 400);
    fal.close();
  });

  test('runs only as many as the account may, and numbers the rest', async () => {
    const { fal, call, submit, reach } = startFal({
      concurrency: 1,
      stages: { queueMs: 0, renderMs: 60_000 },
    });
    const first = await submit(FLUX, INPUT);
    await reach(first.request_id, 'IN_PROGRESS');
    const second = await submit(FLUX, INPUT);
    const third = await submit(FLUX, INPUT);
    assert.deepEqual([second.queue_position, third.queue_position], [0, 1]);

    await fal.completeWith(first.request_id);
    await reach(second.request_id, 'IN_PROGRESS');
    const { status, queue_position } = await jsonOf<{ status: string; queue_position: number }>(
      await call(third.status_url),
    );
    assert.deepEqual([status, queue_position], ['IN_QUEUE', 0]);
    fal.close();
  });

  test('tells a known key 404 about a made-up request, and an unknown one 401', async () => {
    const { fal, call } = startFal();
    const url = 'https://queue.fal.run/fal-ai/flux/requests/made-up/status';
    assert.equal((await call(url)).status, 404);
    const wrong = await call(url, {}, 'no:body');
    assert.equal(wrong.status, 401);
    assert.deepEqual(await wrong.json(), { detail: 'No user found for Key ID and Secret' });
    assert.equal((await call(url, {}, null)).status, 401);
    fal.close();
  });

  test('does not show a request under a foreign application', async () => {
    const { fal, call, submit } = startFal();
    const { request_id } = await submit(FLUX, { prompt: 'никогда' });
    assert.equal(
      (await call(`https://queue.fal.run/fal-ai/imagen4/requests/${request_id}/status`)).status,
      404,
    );
    fal.close();
  });

  test('cancels what waits, lets what runs go on, and refuses what is over', async () => {
    const { fal, call, submit, reach } = startFal({ stages: { queueMs: 0, renderMs: 60_000 } });
    const cancel = (url: string) => call(url, { method: 'PUT' });

    const waiting = await submit(FLUX, { prompt: 'никогда' });
    assert.equal((await cancel(waiting.cancel_url)).status, 202);
    assert.equal((await call(waiting.response_url)).status, 499);

    const running = await submit(FLUX, INPUT);
    await reach(running.request_id, 'IN_PROGRESS');
    assert.equal((await cancel(running.cancel_url)).status, 202);
    await fal.completeWith(running.request_id);
    assert.equal((await call(running.response_url)).status, 200);

    const late = await cancel(running.cancel_url);
    assert.equal(late.status, 400);
    assert.deepEqual(await late.json(), { status: 'ALREADY_COMPLETED' });
    assert.equal((await cancel('https://queue.fal.run/fal-ai/flux/requests/x/cancel')).status, 404);
    fal.close();
  });

  test('shows logs only when asked', async () => {
    const { fal, call, finish } = startFal();
    const job = await finish(FLUX, INPUT);
    const silent = await jsonOf<{ logs: unknown }>(await call(`${job.status_url}?logs=0`));
    const talking = await jsonOf<{ logs: unknown[] }>(await call(`${job.status_url}?logs=1`));
    assert.equal(silent.logs, null);
    assert.ok(talking.logs.length > 0);
    fal.close();
  });

  test('ends with 504 what has not started in the time its caller gave', async () => {
    const { fal, call, submit, reach } = startFal();
    const job = await submit(FLUX, { prompt: 'никогда' }, '', { 'x-fal-request-timeout': '0.02' });
    await reach(job.request_id, 'COMPLETED');
    assert.equal((await call(job.response_url)).status, 504);
    fal.close();
  });

  test('refuses a submit when the queue is longer than its caller takes', async () => {
    const { fal, post, submit } = startFal();
    await submit(FLUX, { prompt: 'никогда' });
    assert.equal((await post(FLUX, INPUT, '?fal_max_queue_length=1')).status, 429);
    fal.close();
  });

  test('writes down what came in', async () => {
    const { fal, submit } = startFal();
    await submit(FLUX, { prompt: 'никогда' }, '?fal_webhook=https%3A%2F%2Fbot.example%2Fhook', {
      'x-fal-queue-priority': 'low',
    });
    const [seen] = fal.requests;
    assert.equal(seen?.endpoint, FLUX);
    assert.deepEqual(seen?.input, { prompt: 'никогда' });
    assert.equal(seen?.headers['x-fal-queue-priority'], 'low');
    assert.equal(seen?.webhookUrl, 'https://bot.example/hook');
    fal.close();
  });
});

describe('a submit', () => {
  const refusals: [string, string, Record<string, unknown>, string, unknown[]][] = [
    ['an unknown field', IMAGEN, { prompt: 'кот', lora: 'x' }, 'extra_forbidden', ['body', 'lora']],
    ['no description', IMAGEN, {}, 'missing', ['body', 'prompt']],
    [
      'a foreign aspect ratio',
      IMAGEN,
      { prompt: 'кот', aspect_ratio: '2:1' },
      'literal_error',
      ['body', 'aspect_ratio'],
    ],
    [
      'too many pictures',
      IMAGEN,
      { prompt: 'кот', num_images: 5 },
      'less_than_equal',
      ['body', 'num_images'],
    ],
    [
      'no pictures',
      'fal-ai/nano-banana',
      { prompt: 'кот', num_images: 0 },
      'greater_than_equal',
      ['body', 'num_images'],
    ],
    [
      'a resolution for the fast model',
      `${IMAGEN}/fast`,
      { prompt: 'кот', resolution: '2K' },
      'extra_forbidden',
      ['body', 'resolution'],
    ],
    [
      'too many steps',
      FLUX,
      { prompt: 'кот', num_inference_steps: 28 },
      'less_than_equal',
      ['body', 'num_inference_steps'],
    ],
    [
      'an aspect ratio for FLUX',
      'fal-ai/flux/dev',
      { prompt: 'кот', aspect_ratio: '1:1' },
      'extra_forbidden',
      ['body', 'aspect_ratio'],
    ],
  ];
  for (const [what, endpoint, input, type, loc] of refusals) {
    test(`with ${what} is answered 422`, async () => {
      const { fal, post } = startFal();
      const response = await post(endpoint, input);
      assert.equal(response.status, 422);
      const { detail } = await jsonOf<Detail>(response);
      assert.ok(Array.isArray(detail));
      assert.deepEqual([detail[0]?.type, detail[0]?.loc], [type, loc]);
      assert.equal(fal.requests[0]?.state, 'REFUSED');
      fal.close();
    });
  }

  test('with a size that Seedream does not make is answered 422', async () => {
    const { fal, post } = startFal();
    const input = { prompt: 'кот', image_size: { width: 512, height: 512 } };
    assert.equal((await post('fal-ai/bytedance/seedream/v4/text-to-image', input)).status, 422);
    fal.close();
  });

  test('to an unknown application is answered 404, naming it', async () => {
    const { fal, post } = startFal();
    const response = await post('fal-ai/imagen9', { prompt: 'кот' });
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { detail: 'Application "imagen9" not found' });
    fal.close();
  });

  test('without JSON is answered 422', async () => {
    const { fal, call } = startFal();
    assert.equal(
      (await call(`https://queue.fal.run/${FLUX}`, { method: 'POST', body: '{' })).status,
      422,
    );
    fal.close();
  });

  test('is refused by keys that are wrong before anything else', async () => {
    const { fal, call } = startFal();
    const response = await call(
      `https://queue.fal.run/${FLUX}`,
      { method: 'POST', body: '{}' },
      'a:b',
    );
    assert.equal(response.status, 401);
    assert.equal(fal.requests.length, 0);
    fal.close();
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createFalClient } from '@fal-ai/client';
import sharp from 'sharp';
import { type Server, serve } from '../../serve.ts';
import { FLUX, KEY, startFal } from './start-fal.ts';

describe("FAL's own client against the stand-in", () => {
  const { fal } = startFal();
  let server: Server;
  let client: ReturnType<typeof createFalClient>;

  /** As FAL_BASE_URL does: https://HOST/PATH becomes BASE/HOST/PATH. */
  const rewritten = (url: string) => url.replace(/^https:\//, server.url.replace(/\/$/, ''));

  const rewriting = Object.assign(
    (input: string | URL | Request, init?: RequestInit) =>
      fetch(rewritten(input instanceof Request ? input.url : String(input)), init),
    { preconnect: fetch.preconnect },
  );

  before(async () => {
    server = await serve(fal.app);
    client = createFalClient({
      credentials: KEY,
      fetch: rewriting,
    });
  });
  after(async () => {
    fal.close();
    await server.close();
  });

  test('submits, watches and reads a result', async () => {
    const input = { prompt: 'собака в лесу', image_size: { width: 256, height: 192 } };
    const { request_id } = await client.queue.submit(FLUX, { input });
    await fal.waitFor(() =>
      fal.requests.some((it) => it.requestId === request_id && it.state === 'COMPLETED'),
    );
    const status = await client.queue.status(FLUX, { requestId: request_id, logs: true });
    assert.equal(status.status, 'COMPLETED');
    const { data } = await client.queue.result(FLUX, { requestId: request_id });
    const file = await fetch(rewritten(data.images[0]?.url ?? ''));
    const { width, height } = await sharp(await file.arrayBuffer()).metadata();
    assert.deepEqual([width, height], [256, 192]);
  });

  test('cancels', async () => {
    const { request_id } = await client.queue.submit(FLUX, { input: { prompt: 'никогда' } });
    await client.queue.cancel(FLUX, { requestId: request_id });
    await assert.rejects(client.queue.result(FLUX, { requestId: request_id }), { status: 499 });
  });

  test('uploads', async () => {
    const url = await client.storage.upload(new Blob(['hello'], { type: 'text/plain' }));
    assert.equal(await (await fetch(rewritten(url))).text(), 'hello');
  });

  test('reads the detail of a refusal', async () => {
    const input = { prompt: 'кот', aspect_ratio: '2:1' } as never;
    await assert.rejects(client.queue.submit('fal-ai/nano-banana', { input }), { status: 422 });
  });

  test('may repeat a submit whose answer was dropped, while the first job lives', async () => {
    const before = fal.requests.length;
    fal.faults.dropNextAnswer();
    // On Bun the client takes the break for a network error and posts again; on Deno it gives up.
    await client.queue.submit(FLUX, { input: { prompt: 'никогда' } }).catch(() => undefined);
    assert.notEqual(fal.requests[before]?.requestId ?? null, null);
  });

  test('gets a connection that breaks off from a dropped answer', async () => {
    fal.faults.dropNextAnswer();
    const dropped = fetch(rewritten(`https://queue.fal.run/${FLUX}`), {
      method: 'POST',
      headers: { authorization: `Key ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'никогда' }),
    });
    await assert.rejects(async () => (await dropped).json());
  });
});

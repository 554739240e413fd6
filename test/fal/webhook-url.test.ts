import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveWebhookKey, verifyWebhookPath, webhookUrl } from '../../src/fal/webhook-url.ts';

const target = { orderId: 'V1StGXR8_Z5jdHi6B-myT', attempt: 2 };
const publicUrl = 'https://bot.example/';

describe('the webhook address', () => {
  it('leads back to its generation and attempt', async () => {
    const key = await deriveWebhookKey('1:token');
    const url = await webhookUrl({ ...target, publicUrl, key });
    assert.match(
      url,
      /^https:\/\/bot\.example\/fal\/webhook\/V1StGXR8_Z5jdHi6B-myT\/2\/[0-9a-f]{64}$/,
    );
    assert.deepEqual(await verifyWebhookPath(new URL(url).pathname, key), target);
  });

  it('is the same after a restart, and another for another bot', async () => {
    const url = async (token: string) =>
      webhookUrl({ ...target, publicUrl, key: await deriveWebhookKey(token) });
    assert.equal(await url('1:token'), await url('1:token'));
    assert.notEqual(await url('1:token'), await url('2:token'));
  });

  it('is refused with another attempt, generation, key or shape', async () => {
    const key = await deriveWebhookKey('1:token');
    const path = new URL(await webhookUrl({ ...target, publicUrl, key })).pathname;
    const forged = [
      path.replace('/2/', '/3/'),
      path.replace('V1St', 'V1Sx'),
      `${path}0`,
      path.slice(0, -1),
      path.toUpperCase(),
      '/fal/webhook/',
      '',
    ];
    for (const other of forged) assert.equal(await verifyWebhookPath(other, key), null, other);
    assert.equal(await verifyWebhookPath(path, await deriveWebhookKey('2:token')), null);
  });

  it('is not made for an id that would break the path', async () => {
    const key = await deriveWebhookKey('1:token');
    await assert.rejects(webhookUrl({ orderId: 'a/b', attempt: 1, publicUrl, key }));
  });
});

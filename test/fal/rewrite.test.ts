import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRewrite } from '../../src/fal/rewrite.ts';

const status = 'https://queue.fal.run/fal-ai/flux/requests/1/status?logs=0';

describe('without a base URL', () => {
  const { rewrite, isTrusted } = createRewrite();

  it('nothing is rewritten', () => {
    assert.equal(rewrite(status), status);
  });

  it('only hosts of FAL are given the key, by https, at their own port', () => {
    assert.ok(isTrusted(status));
    assert.ok(isTrusted('https://rest.fal.ai/x'));
    const others = [
      'http://queue.fal.run/x',
      'https://queue.fal.run:8443/x',
      'https://queue.fal.run.example.com/x',
      'https://evilfal.run/x',
      'https://queue.fal.run@example.com/x',
      'https://v3.fal.media/x',
      'no address',
    ];
    for (const url of others) assert.equal(isTrusted(url), false, url);
  });
});

describe('with a base URL', () => {
  const { rewrite, isTrusted } = createRewrite('http://127.0.0.1:9/fal/');

  it('every host of FAL moves under it', () => {
    assert.equal(rewrite(status), `http://127.0.0.1:9/fal/${status.slice('https://'.length)}`);
    assert.equal(
      rewrite('https://rest.fal.ai/.well-known/jwks.json'),
      'http://127.0.0.1:9/fal/rest.fal.ai/.well-known/jwks.json',
    );
    assert.equal(
      rewrite('https://v3b.fal.media/files/a.png'),
      'http://127.0.0.1:9/fal/v3b.fal.media/files/a.png',
    );
    assert.equal(
      rewrite('https://storage.googleapis.com/b/a.png'),
      'http://127.0.0.1:9/fal/storage.googleapis.com/b/a.png',
    );
  });

  it('what lies under it already, and foreign addresses, stay', () => {
    const under = 'http://127.0.0.1:9/fal/queue.fal.run/x';
    assert.equal(rewrite(under), under);
    assert.equal(rewrite('https://example.com/x'), 'https://example.com/x');
  });

  it('only what lies under it is given the key', () => {
    assert.ok(isTrusted(rewrite(status)));
    assert.equal(isTrusted(status), false);
    assert.equal(isTrusted('http://127.0.0.1:9/other'), false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFailure, neverSent } from '../../src/fal/network-failure.ts';

const coded = (code: string) => Object.assign(new TypeError('fetch failed'), { code });

const denos = (message: string) =>
  new TypeError('fetch failed', { cause: new Error(`error sending request: ${message}`) });

describe('a failed call', () => {
  it('was never sent if there was no connection or no such host', () => {
    const failures = [
      coded('ECONNREFUSED'),
      coded('ENOTFOUND'),
      new TypeError('fetch failed', { cause: coded('EAI_AGAIN') }),
      denos('client error (Connect): tcp connect error: Connection refused (os error 111)'),
      denos('client error (Connect): dns error: failed to lookup address information'),
    ];
    for (const failure of failures) assert.ok(neverSent(failure), describeFailure(failure));
  });

  it('may have been taken in any other case', () => {
    const failures = [
      coded('ECONNRESET'),
      denos('client error (SendRequest): connection closed before message completed'),
      new DOMException('The operation timed out.', 'TimeoutError'),
      new SyntaxError('Unexpected token'),
      'a text',
      undefined,
    ];
    for (const failure of failures) assert.equal(neverSent(failure), false);
  });

  it('is described without addresses', () => {
    const failure = denos(
      'for url (https://queue.fal.run/x?fal_webhook=https%3A%2F%2Fbot/mac): no',
    );
    assert.equal(
      describeFailure(failure),
      'TypeError  fetch failed: Error  error sending request: for url ((address)): no',
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWebhookBody } from '../../src/fal/webhook-body.ts';

const read = (body: unknown) => readWebhookBody(new TextEncoder().encode(JSON.stringify(body)));

const head = { request_id: 'req-1', gateway_request_id: 'gate-1' };

describe('a webhook body', () => {
  it('hands over the output, the seed with all its digits', () => {
    const text = '{"request_id":"r","status":"OK","payload":{"seed":18446744073709551615}}';
    assert.deepEqual(readWebhookBody(new TextEncoder().encode(text)), {
      requestId: 'r',
      outcome: { kind: 'done', body: { seed: '18446744073709551615' } },
    });
  });

  it('reads the model’s refusal', () => {
    const payload = { detail: [{ loc: [], msg: 'no', type: 'content_policy_violation' }] };
    const report = read({ ...head, status: 'ERROR', error: 'Invalid status code: 422', payload });
    assert.equal(report?.gatewayRequestId, 'gate-1');
    const outcome = report?.outcome;
    assert.equal(outcome?.kind === 'failed' && outcome.error.code, 'refused-by-filter');
  });

  it('takes the status from the words when the payload has no type', () => {
    const payload = { detail: 'Something went wrong' };
    const report = read({ ...head, status: 'ERROR', error: 'Invalid status code: 400', payload });
    const outcome = report?.outcome;
    assert.equal(outcome?.kind === 'failed' && outcome.error.code, 'bad-input');
  });

  it('asks for a fetch when it carries no payload', () => {
    const fetchIt = { kind: 'fetch-it' };
    const unserializable = { ...head, payload: null, payload_error: 'not JSON serializable' };
    assert.deepEqual(read({ ...unserializable, status: 'OK' })?.outcome, fetchIt);
    assert.deepEqual(read({ ...unserializable, status: 'ERROR' })?.outcome, fetchIt);
    assert.deepEqual(read({ ...head, status: 'ERROR', error: 'Timed out' })?.outcome, fetchIt);
  });

  it('is null if it is none of FAL’s', () => {
    for (const body of [null, 'text', {}, { ...head, status: 'DONE' }, { status: 'OK' }]) {
      assert.equal(read(body), null);
    }
    assert.equal(readWebhookBody(new TextEncoder().encode('<html>')), null);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FalAnswer, type FalErrorCode, readFalError } from '../../src/fal/errors.ts';

const detail = (type: string) => ({ detail: [{ loc: ['body'], msg: 'told', type }] });

type Case = [string, FalAnswer, FalErrorCode, boolean];

const result = (status: number, body: unknown): FalAnswer => ({ phase: 'result', status, body });
const submit = (status: number, body: unknown): FalAnswer => ({ phase: 'submit', status, body });

const CASES: Case[] = [
  [
    'a content policy violation',
    result(422, detail('content_policy_violation')),
    'refused-by-filter',
    false,
  ],
  ['no media', result(422, detail('no_media_generated')), 'empty-result', false],
  ['a small image', result(422, detail('image_too_small')), 'bad-input', false],
  ['a file out of reach', result(422, detail('file_download_error')), 'file-unreachable', true],
  ['a type nobody has heard of', result(422, detail('brand_new')), 'bad-input', false],
  ['a slow model', result(504, detail('generation_timeout')), 'timeout', true],
  ['a broken model', result(500, detail('internal_server_error')), 'provider-failed', true],
  [
    'a broken service behind',
    result(400, detail('downstream_service_error')),
    'provider-failed',
    true,
  ],
  [
    'a runner that died',
    result(503, { detail: 'x', error_type: 'runner_connection_error' }),
    'provider-failed',
    true,
  ],
  ['a late start', result(504, { detail: 'x', error_type: 'startup_timeout' }), 'timeout', true],
  ['a bad request', result(400, { detail: 'x', error_type: 'bad_request' }), 'bad-input', false],
  ['an unknown key', submit(401, { detail: 'No user found for Key ID and Secret' }), 'key', false],
  [
    'a locked account',
    submit(403, { detail: 'User is locked. Reason: Exhausted balance.' }),
    'billing',
    false,
  ],
  ['a forbidden model', submit(403, { detail: 'Forbidden' }), 'key', false],
  ['too many requests', submit(429, {}), 'provider-busy', true],
  ['a gateway page', submit(502, '<html>'), 'provider-failed', true],
  ['an overloaded gateway', submit(503, ''), 'provider-busy', true],
  ['a lost model', submit(404, { detail: 'x' }), 'model-gone', false],
  ['a removed model', submit(410, ''), 'model-gone', false],
  [
    'an application named as lost',
    result(404, { detail: 'Application "imagen4" not found' }),
    'model-gone',
    false,
  ],
  ['a lost request', result(404, { detail: 'Request not found' }), 'provider-failed', true],
];

describe('an error of FAL', () => {
  for (const [name, answer, code, retryable] of CASES) {
    it(`names ${name} ${code}`, () => {
      const error = readFalError(answer);
      assert.deepEqual({ code: error.code, retryable: error.retryable }, { code, retryable });
    });
  }

  it('keeps the echoed input out of its message', () => {
    const body = { detail: [{ type: 'one_of', msg: 'not allowed', input: 'my secret garden' }] };
    assert.equal(readFalError(result(422, body)).message, '422 one_of not allowed');
  });

  it('does not repeat a refusal that may quote the description', () => {
    const body = { detail: [{ type: 'no_media_generated', msg: 'None for: my secret garden' }] };
    assert.equal(readFalError(result(422, body)).message, '422 no_media_generated');
  });

  it('keeps its message short', () => {
    assert.ok(readFalError(result(500, { detail: 'x'.repeat(5_000) })).message.length <= 300);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { S3Error } from '../../src/images/s3-error.ts';
import { waitForImages } from '../../src/main/open-image-store.ts';

const refused = new S3Error('s3-refused', 'S3 refuses PutObject: AccessDenied');

/** A store whose first check ends when the test says so. */
function open(waitMs: number) {
  const check = Promise.withResolvers<void>();
  const told = Promise.withResolvers<unknown>();
  const closed: true[] = [];
  const store = { check: () => check.promise, close: () => void closed.push(true) };
  const log = { error: (_: string, facts?: unknown) => told.resolve(facts) };
  return { check, told: told.promise, closed, waited: waitForImages({ store, log, waitMs }) };
}

describe('a start', () => {
  it('closes a store that refuses, and fails', async () => {
    const { check, closed, waited } = open(60_000);
    check.reject(refused);
    await assert.rejects(waited, { code: 's3-refused' });
    assert.equal(closed.length, 1);
  });

  it('goes on without one that is out of reach', async () => {
    const { check, closed, waited } = open(60_000);
    check.reject(new S3Error('s3-unreachable', 'S3 does not answer'));
    await waited;
    assert.equal(closed.length, 0);
  });

  it('leaves one open that refuses when it is in use, and tells the log', async () => {
    const { check, told, closed, waited } = open(1);
    await waited;
    check.reject(refused);
    assert.deepEqual(await told, { code: 's3-refused', error: refused.message });
    assert.equal(closed.length, 0);
  });
});

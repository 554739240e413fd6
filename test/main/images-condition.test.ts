import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { S3Error } from '../../src/images/s3-error.ts';
import { createImagesCondition } from '../../src/main/images-condition.ts';

/** A store whose checks end when the test says so. */
function open() {
  let now = 0;
  const checks: PromiseWithResolvers<void>[] = [];
  const check = () => {
    const asked = Promise.withResolvers<void>();
    checks.push(asked);
    return asked.promise;
  };
  const condition = createImagesCondition({ images: { check }, now: () => now });
  return { checks, condition, pass: (ms: number) => (now += ms) };
}

const refused = new S3Error('s3-refused', 'S3 at 10.0.0.7:9000 refuses', undefined, 'photos');

describe('the condition of the pictures', () => {
  it('has one check under way, however many ask', async () => {
    const { checks, condition } = open();
    const asked = Array.from({ length: 50 }, condition);
    assert.equal(checks.length, 1);
    checks[0]?.resolve();
    for (const each of await Promise.all(asked)) assert.deepEqual(each, { state: 'ok' });
  });

  it('is not asked for again for half a minute while it is in order', async () => {
    const { checks, condition, pass } = open();
    const first = condition();
    checks[0]?.resolve();
    await first;
    pass(29_999);
    assert.deepEqual(await condition(), { state: 'ok' });
    assert.equal(checks.length, 1);
    pass(1);
    const again = condition();
    assert.equal(checks.length, 2);
    checks[1]?.reject(refused);
    assert.equal((await again).state, 'down');
  });

  it('keeps trouble for two seconds, and tells its bucket and code without the place', async () => {
    const { checks, condition, pass } = open();
    const first = condition();
    checks[0]?.reject(refused);
    const trouble = { state: 'down', detail: 'photos: s3-refused' };
    assert.deepEqual(await first, trouble);
    pass(1999);
    assert.deepEqual(await condition(), trouble);
    assert.equal(checks.length, 1);
    pass(1);
    const again = condition();
    checks[1]?.resolve();
    assert.deepEqual(await again, { state: 'ok' });
  });

  it('shows no path of a folder', async () => {
    const { checks, condition } = open();
    const asked = condition();
    const denied = new Error('EACCES: permission denied, mkdir /srv/pictures');
    checks[0]?.reject(Object.assign(denied, { code: 'EACCES' }));
    assert.deepEqual(await asked, { state: 'down', detail: 'EACCES' });
  });
});

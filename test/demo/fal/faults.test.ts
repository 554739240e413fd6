import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FLUX, IMAGEN, jsonOf, type Pictures, startFal } from './start-fal.ts';

const INPUT = { prompt: 'море', image_size: { width: 96, height: 96 } };

describe('an ordered fault', () => {
  test('fails the next submit, and only that one', async () => {
    const { fal, post } = startFal();
    fal.faults.failNextSubmit({ status: 503, body: { detail: 'busy' } });
    const refused = await post(FLUX, INPUT);
    assert.deepEqual([refused.status, await refused.json()], [503, { detail: 'busy' }]);
    assert.equal((await post(FLUX, INPUT)).status, 200);
    fal.close();
  });

  test('drops the answer of a job that was accepted all the same', async () => {
    const { fal, call, post, reach } = startFal();
    fal.faults.dropNextAnswer();
    const response = await post(FLUX, INPUT);
    await assert.rejects(response.text());
    const requestId = fal.requests[0]?.requestId ?? '';
    await reach(requestId, 'COMPLETED');
    assert.equal(
      (await call(`https://queue.fal.run/fal-ai/flux/requests/${requestId}`)).status,
      200,
    );
    fal.close();
  });

  test('hangs a submit until the stand-in closes, with the job taken or not', async () => {
    const { fal, post } = startFal();
    fal.faults.hangNextSubmit();
    fal.faults.hangNextSubmit({ accept: true });
    const answers = [post(FLUX, INPUT), post(FLUX, INPUT)];
    await fal.waitFor(() => fal.requests.length === 2);
    assert.deepEqual(
      fal.requests.map(({ requestId }) => requestId === null),
      [true, false],
    );
    fal.close();
    await Promise.all(answers.map(async (it) => assert.rejects((await it).text())));
  });

  test('locks the account until its bill is paid', async () => {
    const { fal, post } = startFal();
    fal.faults.billingLocked();
    const locked = await post(FLUX, INPUT);
    assert.equal(locked.status, 403);
    assert.match(
      (await jsonOf<{ detail: string }>(locked)).detail,
      /^User is locked\. Reason: Exhausted balance/,
    );
    fal.faults.billingLocked(false);
    assert.equal((await post(FLUX, INPUT)).status, 200);
    fal.close();
  });

  test('makes a model unknown, naming its application', async () => {
    const { fal, post } = startFal();
    fal.faults.modelGone(IMAGEN);
    fal.faults.modelGone(`${IMAGEN}/fast`, 410);
    const gone = await post(IMAGEN, { prompt: 'море' });
    assert.deepEqual(
      [gone.status, await gone.json()],
      [404, { detail: 'Application "imagen4" not found' }],
    );
    assert.equal((await post(`${IMAGEN}/fast`, { prompt: 'море' })).status, 410);
    assert.equal((await post(FLUX, INPUT)).status, 200);
    fal.close();
  });

  test('breaks the file of the next job', async () => {
    const { fal, call, finish } = startFal();
    fal.faults.brokenFile();
    const job = await finish(FLUX, INPUT);
    const { images } = await jsonOf<Pictures>(await call(job.response_url));
    const file = await call(images[0]?.url ?? '', {}, null);
    assert.equal(file.headers.get('content-type'), 'image/jpeg');
    assert.match(await file.text(), /<html>/);
    fal.close();
  });

  test('empties the result of the next job', async () => {
    const { fal, call, finish } = startFal();
    fal.faults.emptyResult();
    const job = await finish(FLUX, INPUT);
    assert.deepEqual((await jsonOf<Pictures>(await call(job.response_url))).images, []);
    fal.close();
  });

  test('lets files expire', async () => {
    const { fal, call, finish } = startFal();
    const job = await finish(FLUX, INPUT);
    fal.faults.expireFiles();
    const { images } = await jsonOf<Pictures>(await call(job.response_url));
    assert.equal((await call(images[0]?.url ?? '', {}, null)).status, 404);
    fal.close();
  });

  test('completes a job as it is told', async () => {
    const { fal, call, submit } = startFal();
    const job = await submit(FLUX, { prompt: 'никогда' });
    await fal.completeWith(job.request_id, {
      status: 503,
      body: { detail: 'Runner disconnected', error_type: 'runner_disconnected' },
      error: 'Runner disconnected',
      errorType: 'runner_disconnected',
    });
    const response = await call(job.response_url);
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('x-fal-error-type'), 'runner_disconnected');
    fal.close();
  });
});

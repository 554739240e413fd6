import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { differingBits } from '../../db/judge-photos.ts';
import { drawExamplePhoto, EXAMPLES } from '../../src/demo/example-photos.ts';
import { createFaceDetector } from '../../src/images/faces/face-detector.ts';
import {
  createPhotoCheck,
  type PhotoCheck,
  type PhotoVerdict,
} from '../../src/images/photo-check.ts';

const ANNA = 7_000_001;
/** Moments in which a face is hardest to find. */
const HARD_MOMENTS = [4, 7];
/** Bits: photos that differ in fewer count as one moment. */
const SAME_MOMENT = 6;

async function look(check: PhotoCheck, person: number, at: number): Promise<PhotoVerdict> {
  const photo = await drawExamplePhoto(person, at);
  assert.ok(photo);
  return check(photo);
}

describe('the example photos', () => {
  let check: PhotoCheck;
  before(() => {
    check = createPhotoCheck({ faces: createFaceDetector() });
  });

  test('of a person all pass the photo checks, and no two look alike', async () => {
    const hashes: string[] = [];
    for (let at = 0; at < EXAMPLES; at += 1) {
      const { errors, warnings, photo } = await look(check, ANNA, at);
      assert.deepEqual([errors, warnings], [[], []], `photo ${at}`);
      const { lookHash = '' } = photo ?? {};
      for (const other of hashes) assert.ok(differingBits(other, lookHash) > SAME_MOMENT);
      hashes.push(lookHash);
    }
  });

  test('of other people pass, too', async () => {
    for (let person = ANNA + 1; person < ANNA + 5; person += 1) {
      for (const at of HARD_MOMENTS) {
        const { errors, warnings } = await look(check, person, at);
        assert.deepEqual([errors, warnings], [[], []], `photo ${at} of ${person}`);
      }
    }
  });

  test('are as many as an avatar needs, and the same whenever asked for', async () => {
    assert.ok(EXAMPLES >= 10);
    assert.deepEqual(await drawExamplePhoto(ANNA, 0), await drawExamplePhoto(ANNA, 0));
    assert.equal(await drawExamplePhoto(ANNA, EXAMPLES), null);
  });
});

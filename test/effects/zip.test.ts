import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { partsOf, zipOf, zipped } from '../../src/effects/zip.ts';

const sized = (...sizes: readonly number[]) => sizes.map((bytes) => ({ bytes }));
const sizesOf = (parts: ReturnType<typeof partsOf>) =>
  parts.map((part) => part.map(({ bytes }) => bytes));

describe('parts of a download', () => {
  it('are one where everything fits, to the last byte', () => {
    assert.deepEqual(sizesOf(partsOf(sized(4, 3, 3), 10)), [[4, 3, 3]]);
  });

  it('begin anew where the next does not fit, in order', () => {
    assert.deepEqual(sizesOf(partsOf(sized(6, 5, 5, 1), 10)), [[6], [5, 5], [1]]);
  });

  it('hold alone what is larger than a part', () => {
    assert.deepEqual(sizesOf(partsOf(sized(1, 12, 1), 10)), [[1], [12], [1]]);
  });

  it('are none for nothing', () => {
    assert.deepEqual(partsOf([], 10), []);
  });

  it('leave nothing out, and are never empty', () => {
    const items = Array.from({ length: 50 }, (_, n) => ({ bytes: (n * 7919) % 11, n }));
    const parts = partsOf(items, 20);
    assert.deepEqual(parts.flat(), items);
    for (const part of parts) {
      assert.ok(part.length > 0);
      assert.ok(part.reduce((sum, { bytes }) => sum + bytes, 0) <= 20);
    }
  });
});

describe('a zip', () => {
  const entry = (name: string, ...bytes: number[]) => ({ name, bytes: new Uint8Array(bytes) });

  it('holds the files as they are', () => {
    const files = unzipSync(zipOf([entry('a.png', 1, 2), entry('b.png', 3)]));
    assert.deepEqual(Object.keys(files), ['a.png', 'b.png']);
    assert.deepEqual(files['a.png'], new Uint8Array([1, 2]));
  });

  it('comes even of nothing, so that an export always arrives', async () => {
    async function* nothing() {}
    const zips: Uint8Array[] = [];
    for await (const zip of zipped(nothing())) zips.push(zip);
    assert.equal(zips.length, 1);
  });
});

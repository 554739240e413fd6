import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENDPOINTS } from '../../src/demo/fal/endpoints.ts';
import { EDIT_MODELS } from '../../src/fal/edit-models.ts';
import type { Order } from '../../src/fal/model.ts';

const imageUrl = 'https://v3.fal.media/files/b/1/a.jpg';
const order: Order = { description: 'make it winter', shape: '3:4', count: 1, imageUrl };

describe('a model that changes pictures', () => {
  for (const model of EDIT_MODELS) {
    it(`${model.id} sends what its endpoint takes, and nothing else`, () => {
      const input = model.input(order);
      const endpoint = ENDPOINTS.get(model.endpoint);
      assert.ok(endpoint, 'the stand-in knows its schema');
      assert.deepEqual(endpoint.issuesOf(input), []);
      assert.match(JSON.stringify(input), new RegExp(imageUrl));
    });

    it(`${model.id} sends words only if they change something`, () => {
      const sends = JSON.stringify(model.input(order)).includes(order.description);
      assert.equal(sends, model.use === 'change');
    });

    it(`${model.id} is sent nothing without its picture`, () => {
      const { imageUrl: _, ...without } = order;
      assert.throws(() => model.input(without), /needs the link/);
    });
  }

  it('is read by what its endpoint answers: several pictures, or one', () => {
    const url = 'https://v3.fal.media/files/b/1/b.png';
    const images = [{ url, refused: false }];
    for (const { use, read } of EDIT_MODELS) {
      const body = use === 'change' ? { images: [{ url }] } : { image: { url } };
      assert.deepEqual(read(body).images, images);
      assert.deepEqual(read({}).images, []);
      assert.deepEqual(read('nothing').images, []);
    }
  });

  it('makes an enlargement twice as large, and a cut-out with transparency', () => {
    const inputOf = (use: string) => EDIT_MODELS.find((model) => model.use === use)?.input(order);
    assert.equal(inputOf('upscale')?.['scale'], 2);
    assert.equal(inputOf('cutout')?.['output_format'], 'png');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { COUNTS, DEFAULT_MODEL_ID, findModel, MODELS, SHAPES } from '../../src/fal/catalogue.ts';

const ratio = (shape: string) => {
  const [width = 0, height = 1] = shape.split(':').map(Number);
  return width / height;
};

const common = { prompt: v.literal('a cat'), num_images: v.picklist(COUNTS) };

const byRatio = v.strictObject({
  ...common,
  aspect_ratio: v.picklist(SHAPES),
  output_format: v.literal('jpeg'),
});

const size = (least: number, most: number) =>
  v.pipe(
    v.strictObject({
      width: v.pipe(v.number(), v.integer()),
      height: v.pipe(v.number(), v.integer()),
    }),
    v.check(({ width, height }) => width * height >= least && width * height <= most),
    v.check(({ width, height }) => width % 16 === 0 && height % 16 === 0),
  );

const flux = v.strictObject({
  ...common,
  image_size: size(512 * 512, 1024 * 1024),
  output_format: v.literal('jpeg'),
  enable_safety_checker: v.literal(true),
});

const seedream = v.strictObject({
  ...common,
  image_size: size(960 * 960, 4096 * 4096),
  enable_safety_checker: v.literal(true),
});

const lora = v.strictObject({
  ...common,
  image_size: size(512 * 512, 1024 * 1024),
  loras: v.strictTuple([
    v.strictObject({ path: v.literal('https://v3.fal.media/w'), scale: v.number() }),
  ]),
  num_inference_steps: v.literal(28),
  guidance_scale: v.literal(3.5),
  output_format: v.literal('jpeg'),
  enable_safety_checker: v.literal(true),
});

const weights = { url: 'https://v3.fal.media/w', scale: 1.15, steps: 28, guidance: 3.5 };

/** What each endpoint takes, by FAL's type definitions: an unknown field is a failure here. */
const INPUTS: Record<string, v.GenericSchema> = {
  'fal-ai/nano-banana': byRatio,
  'fal-ai/imagen4/preview': byRatio,
  'fal-ai/imagen4/preview/fast': byRatio,
  'fal-ai/imagen4/preview/ultra': byRatio,
  'fal-ai/flux/schnell': flux,
  'fal-ai/flux/dev': flux,
  'fal-ai/bytedance/seedream/v4/text-to-image': seedream,
  'fal-ai/flux-lora': lora,
};

const SizedSchema = v.object({ image_size: v.object({ width: v.number(), height: v.number() }) });

describe('the catalogue', () => {
  for (const model of MODELS.filter(({ use }) => use === 'describe' || use === 'me')) {
    for (const shape of model.shapes) {
      for (const count of model.counts) {
        it(`sends ${model.id} only what it knows for ${count} at ${shape}`, () => {
          const input = model.input({ description: 'a cat', shape, count, weights });
          const schema = INPUTS[model.endpoint];
          assert.ok(schema, 'the endpoint has a schema here');
          assert.deepEqual(v.parse(schema, input), input);
          assert.equal(input['num_images'], count);
          if ('aspect_ratio' in input) assert.equal(input['aspect_ratio'], shape);
          else {
            const { width, height } = v.parse(SizedSchema, input).image_size;
            // With weights the sides are multiples of 64: 9:16 is met as nearly as that allows.
            if (model.use === 'me') assert.ok(Math.abs(width / height / ratio(shape) - 1) < 0.02);
            else assert.equal(width / height, ratio(shape));
          }
        });
      }
    }
  }

  it('makes no picture with an avatar without its weights', () => {
    const model = findModel('me');
    assert.throws(() => model?.input({ description: 'a cat', shape: '1:1', count: 1 }), /weights/);
  });

  it('has ids that are unique and fit callback data', () => {
    const ids = MODELS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z0-9-]{1,12}$/);
  });

  it('has a default that is no Imagen 4 and is switched on', () => {
    const model = findModel(DEFAULT_MODEL_ID);
    assert.equal(model?.endpoint, 'fal-ai/nano-banana');
    assert.equal(model?.enabledByDefault, true);
  });

  it('keeps Imagen 4, and knows no model that it does not list', () => {
    assert.equal(findModel('imagen4')?.endpoint, 'fal-ai/imagen4/preview');
    assert.equal(findModel('nothing'), undefined);
  });

  it('offers at most six looks by default for each kind of picture', () => {
    for (const use of ['describe', 'me', 'change', 'upscale', 'cutout'] as const) {
      const looks = MODELS.filter((model) => model.use === use && model.enabledByDefault);
      assert.ok(looks.length >= 1 && looks.length <= 6, use);
    }
  });
});

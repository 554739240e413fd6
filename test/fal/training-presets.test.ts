import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  findPreset,
  presetPrice,
  TRAINING_PRESETS,
  trainingInput,
} from '../../src/fal/training-presets.ts';

describe('the training presets', () => {
  it('cost whole coins, AVATAR_PRICE for the balanced one and more for more steps', () => {
    const prices = TRAINING_PRESETS.map((preset) => presetPrice(preset, 150));
    assert.deepEqual(prices, [105, 150, 240]);
    assert.deepEqual(
      TRAINING_PRESETS.map((preset) => presetPrice(preset, 0)),
      [0, 0, 0],
    );
    for (const preset of TRAINING_PRESETS) {
      const price = presetPrice(preset, 1);
      assert.ok(Number.isInteger(price) && price >= 1);
    }
  });

  it('are found by their ids, which fit a button', () => {
    for (const preset of TRAINING_PRESETS) {
      assert.equal(findPreset(preset.id), preset);
      assert.ok(preset.id.length <= 12);
    }
    assert.equal(findPreset('none'), undefined);
  });

  it('send FAL what its trainer takes and nothing else', () => {
    const [fast] = TRAINING_PRESETS;
    assert.ok(fast);
    const input = trainingInput({
      archiveUrl: 'https://v3.fal.media/files/a.zip',
      triggerPhrase: 'ohwx person',
      preset: fast,
    });
    assert.deepEqual(input, {
      images_data_url: 'https://v3.fal.media/files/a.zip',
      trigger_phrase: 'ohwx person',
      steps: 1500,
      learning_rate: 0.00012,
      multiresolution_training: true,
      subject_crop: true,
      create_masks: false,
    });
  });

  it('have at least the steps that FAL charges for anyway', () => {
    for (const { steps } of TRAINING_PRESETS) assert.ok(steps >= 1000);
  });
});

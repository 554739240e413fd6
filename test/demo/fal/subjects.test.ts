import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDescription } from '../../../src/demo/fal/subjects.ts';

const seen = (text: string) => {
  const { backdrop, figures } = readDescription(text, 'seed');
  return [backdrop, ...(figures ?? [])];
};

describe('a description', () => {
  const cases: [string, (string | undefined)[]][] = [
    ['Море', ['sea']],
    ['the sea', ['sea']],
    ['в лесу', ['forest']],
    ['ночной город', ['city']],
    ['горы', ['mountains']],
    ['цветы', ['meadow']],
    ['flowers', ['meadow']],
    ['космос', ['space']],
    ['рыжий кот', [undefined, 'cat']],
    ['собака у моря', ['sea', 'dog']],
    ['дом в горах', ['mountains', 'house']],
    ['портрет', [undefined, 'portrait']],
    ['робот и машина', [undefined, 'robot', 'car']],
    ['птица', [undefined, 'bird']],
    ['закат', ['plain']],
  ];
  for (const [text, expected] of cases) {
    test(`«${text}» shows ${expected.filter(Boolean).join(', ')}`, () => {
      assert.deepEqual(seen(text), expected);
    });
  }

  test('sets the light it names', () => {
    const lights = ['зима', 'снег', 'закат', 'ночью', 'осень', 'winter', 'sunset'].map(
      (it) => readDescription(it, '1').mood,
    );
    assert.deepEqual(lights, ['winter', 'winter', 'sunset', 'night', 'autumn', 'winter', 'sunset']);
  });

  test('does not see a cat in a category, or a car in a carpet', () => {
    assert.deepEqual(seen('a category of carpet'), [undefined]);
  });

  test('of nothing known becomes an abstract picture', () => {
    assert.deepEqual(seen('счастье'), [undefined]);
  });
});

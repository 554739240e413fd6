import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IDEA_COUNT, IDEAS_SHOWN, idea, ideasFor, surprise } from '../../../src/telegram/ideas.ts';
import { countCharacters, LABEL_CHARACTERS } from '../../../src/telegram/screens/buttons.ts';
import { LANGUAGES } from '../../fixtures/screen-data.ts';

const places = Array.from({ length: IDEA_COUNT }, (_, which) => which);

for (const language of LANGUAGES) {
  test(`ideas in ${language} have short labels and richer descriptions`, () => {
    const all = places.map((which) => idea(which, language));
    for (const each of all) {
      assert.ok(each);
      assert.ok(countCharacters(each.label) <= LABEL_CHARACTERS, each.label);
      assert.ok(each.description.length >= 60 && each.description.length <= 300);
    }
    assert.equal(new Set(all.map((each) => each?.label)).size, IDEA_COUNT);
  });

  test(`surprises in ${language} are many and full descriptions`, () => {
    const all = new Set(Array.from({ length: 1000 }, (_, n) => surprise(n / 1000, language)));
    assert.ok(all.size >= 20);
    for (const text of all) assert.ok(text.length >= 40 && text.length <= 300, text);
  });
}

test('there are at least a dozen ideas, a few at a time, all different', () => {
  assert.ok(IDEA_COUNT >= 12);
  const few = ideasFor('123456789', 0);
  assert.equal(new Set(few).size, IDEAS_SHOWN);
});

test('the same person with the same pictures gets the same ideas', () => {
  assert.deepEqual(ideasFor('123456789', 3), ideasFor('123456789', 3));
});

test('the next picture brings other ideas, and in time all of them', () => {
  const seen = new Set([0, 1, 2, 3, 4].flatMap((pictures) => ideasFor('123456789', pictures)));
  assert.equal(seen.size, IDEA_COUNT);
});

test('a place beyond the list is no idea', () => {
  assert.equal(idea(IDEA_COUNT, 'ru'), null);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SHAPES } from '../../src/fal/catalogue.ts';
import { findStyle, STYLES, styleWords } from '../../src/fal/styles.ts';
import { countCharacters, LABEL_CHARACTERS } from '../../src/telegram/screens/buttons.ts';
import { say } from '../telegram/screens/say.ts';

describe('the ready styles', () => {
  it('are at least two dozen, for every kind of occasion, on full pages', () => {
    assert.ok(STYLES.length >= 24);
    assert.equal(STYLES.length % 6, 0);
    assert.equal(new Set(STYLES.map(({ occasion }) => occasion)).size, 7);
  });

  it('have ids that fit callback data, and words in English that say who is shown', () => {
    for (const { id, prompt, subject, shape } of STYLES) {
      assert.match(id, /^[a-z-]{1,12}$/);
      assert.equal(prompt.split('{subject}').length, 2, id);
      assert.match(prompt + subject, /^[\x20-\x7e]+$/, id);
      if (shape) assert.ok(SHAPES.includes(shape), id);
    }
    assert.equal(new Set(STYLES.map(({ prompt }) => prompt)).size, STYLES.length);
  });

  for (const language of ['ru', 'en'] as const) {
    it(`have names in ${language} that fit a button, each another`, () => {
      const t = say(language);
      const names = STYLES.map(({ titleKey }) => t(titleKey));
      for (const name of names) assert.ok(countCharacters(name) <= LABEL_CHARACTERS, name);
      assert.equal(new Set(names).size, names.length);
    });
  }

  it('work with somebody and with nobody', () => {
    const style = findStyle('garden');
    assert.ok(style);
    assert.match(styleWords(style, 'TOK_1 man'), /photograph of TOK_1 man in a blooming garden/);
    assert.match(styleWords(style, null), /photograph of a happy gardener in a blooming garden/);
    assert.equal(findStyle('nothing'), undefined);
  });
});

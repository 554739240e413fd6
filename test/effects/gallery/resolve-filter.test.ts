import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolveFilter } from '../../../src/effects/gallery/resolve-filter.ts';

const wall = { timeZone: 'Europe/Moscow', now: Date.parse('2026-05-31T22:00:00Z') };

describe('a filter as the database takes it', () => {
  it('shows everything where nothing is named', () => {
    assert.deepEqual(resolveFilter({}, wall), {});
  });

  it('keeps what needs no reading', () => {
    const plain = {
      kind: 'described',
      look: 'plain',
      shape: '1:1',
      favourites: true,
      albumId: 'a',
    } as const;
    assert.deepEqual(resolveFilter(plain, wall), plain);
  });

  it('says its time in moments, at the end of a month where the person lives', () => {
    const from = Date.parse('2026-05-31T21:00:00Z');
    assert.deepEqual(resolveFilter({ time: { last: 'today' } }, wall), {
      from,
      until: from + 86_400_000,
    });
    assert.deepEqual(resolveFilter({ time: { month: '2026-06' } }, wall), {
      from,
      until: Date.parse('2026-06-30T21:00:00Z'),
    });
  });

  it('says its words as they are indexed', () => {
    assert.deepEqual(resolveFilter({ words: 'Ёлка, ЁЛКА и кот!' }, wall), {
      words: ['елка', 'и', 'кот'],
    });
  });

  it('hides nothing for signs alone', () => {
    assert.deepEqual(resolveFilter({ words: '?! "*' }, wall), {});
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { busiestDay, foldDays, foldMonths } from '../../../src/effects/gallery/statistics.ts';

const at = (text: string) => Date.parse(text);

/** An evening in Moscow that is two months there and one in London. */
const evening = [
  { at: at('2026-05-31T20:45:00Z'), n: 2 },
  { at: at('2026-05-31T21:00:00Z'), n: 3 },
];

describe('statistics', () => {
  it('fold quarters of hours into the days of a zone', () => {
    assert.deepEqual(
      [...foldDays(evening, { timeZone: 'Europe/Moscow' })],
      [
        ['2026-05-31', 2],
        ['2026-06-01', 3],
      ],
    );
    assert.deepEqual([...foldDays(evening, { timeZone: 'UTC' })], [['2026-05-31', 5]]);
  });

  it('fold a zone that is three quarters of an hour off', () => {
    const days = foldDays([{ at: at('2026-05-31T18:15:00Z'), n: 1 }], {
      timeZone: 'Asia/Kathmandu',
    });
    assert.deepEqual([...days], [['2026-06-01', 1]]);
  });

  it('add up buckets in any order', () => {
    const shuffled = [...evening, ...evening.toReversed(), ...evening];
    const days = foldDays(shuffled, { timeZone: 'Europe/Moscow' });
    assert.deepEqual([...days.values()], [6, 9]);
  });

  it('tell the last twelve months, those without pictures too', () => {
    const wall = { timeZone: 'Europe/Moscow', now: at('2026-06-15T12:00:00Z') };
    const old = { at: at('2025-06-01T00:00:00Z'), n: 9 };
    const months = foldMonths(foldDays([old, ...evening], wall), wall);
    assert.equal(months.length, 12);
    assert.equal(months[0]?.month, '2025-07');
    assert.deepEqual(months.slice(-2), [
      { month: '2026-05', n: 2 },
      { month: '2026-06', n: 3 },
    ]);
    assert.equal(
      months.reduce((sum, { n }) => sum + n, 0),
      5,
      'what is older is not drawn',
    );
  });

  it('name the busiest day, the latest of equals', () => {
    const days = foldDays([...evening, { at: at('2026-06-05T12:00:00Z'), n: 3 }], {
      timeZone: 'Europe/Moscow',
    });
    assert.deepEqual(busiestDay(days), { day: '2026-06-05', n: 3 });
    assert.equal(busiestDay(new Map()), null);
  });
});

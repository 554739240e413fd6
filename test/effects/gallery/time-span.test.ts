import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  dayAround,
  daysOf,
  monthAt,
  monthBefore,
  spanOf,
  spanOfMonth,
} from '../../../src/effects/gallery/time-span.ts';

const HOUR_MS = 3_600_000;

const at = (text: string) => Date.parse(text);
const told = ({ from, until }: { readonly from: number; readonly until: number }) => [
  new Date(from).toISOString(),
  new Date(until).toISOString(),
];

describe('a span of days', () => {
  const moscow = { timeZone: 'Europe/Moscow', now: at('2026-03-01T21:30:00Z') };

  it('begins at midnight where the person lives', () => {
    assert.deepEqual(told(spanOf({ last: 'today' }, moscow)), [
      '2026-03-01T21:00:00.000Z',
      '2026-03-02T21:00:00.000Z',
    ]);
    assert.deepEqual(told(spanOf({ last: 'yesterday' }, moscow)), [
      '2026-02-28T21:00:00.000Z',
      '2026-03-01T21:00:00.000Z',
    ]);
  });

  it('counts today among the last seven and thirty', () => {
    assert.deepEqual(told(spanOf({ last: 'week' }, moscow)), [
      '2026-02-23T21:00:00.000Z',
      '2026-03-02T21:00:00.000Z',
    ]);
    assert.deepEqual(told(spanOf({ last: 'month' }, moscow)), [
      '2026-01-31T21:00:00.000Z',
      '2026-03-02T21:00:00.000Z',
    ]);
  });

  it('is the same moment on another day elsewhere', () => {
    const elsewhere = { ...moscow, timeZone: 'America/New_York' };
    assert.deepEqual(told(spanOf({ last: 'today' }, elsewhere)), [
      '2026-03-01T05:00:00.000Z',
      '2026-03-02T05:00:00.000Z',
    ]);
  });

  it('is an hour shorter in spring and longer in autumn', () => {
    const hours = (now: string, timeZone: string) => {
      const { from, until } = spanOf({ last: 'today' }, { timeZone, now: at(now) });
      return (until - from) / HOUR_MS;
    };
    assert.equal(hours('2026-03-29T12:00:00Z', 'Europe/Berlin'), 23);
    assert.equal(hours('2026-10-25T12:00:00Z', 'Europe/Berlin'), 25);
    assert.equal(hours('2026-03-29T12:00:00Z', 'Europe/Moscow'), 24);
  });

  it('begins after a midnight that is skipped', () => {
    // Lebanon moves its clocks on at midnight.
    const { from } = spanOf(
      { from: '2026-03-29', until: '2026-03-29' },
      { timeZone: 'Asia/Beirut', now: 0 },
    );
    assert.equal(new Date(from).toISOString(), '2026-03-28T22:00:00.000Z');
    assert.equal(dayAround(from, 'Asia/Beirut').day, '2026-03-29');
  });

  it('takes both days of a range, from whichever end it was told', () => {
    const wall = { timeZone: 'UTC', now: 0 };
    const span = spanOf({ from: '2026-01-30', until: '2026-02-02' }, wall);
    assert.deepEqual(told(span), ['2026-01-30T00:00:00.000Z', '2026-02-03T00:00:00.000Z']);
    assert.deepEqual(spanOf({ from: '2026-02-02', until: '2026-01-30' }, wall), span);
  });
});

describe('a month', () => {
  it('ends where the next begins, at the end of a year too', () => {
    assert.deepEqual(told(spanOfMonth('2026-12', 'UTC')), [
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
    assert.equal(
      spanOfMonth('2026-02', 'Asia/Tokyo').until,
      spanOfMonth('2026-03', 'Asia/Tokyo').from,
    );
  });

  it('has as many days as it has', () => {
    assert.equal(daysOf('2026-02', 'UTC').length, 28);
    assert.equal(daysOf('2028-02', 'UTC').at(-1)?.day, '2028-02-29');
    assert.equal(daysOf('2026-03', 'Europe/Berlin').at(-1)?.day, '2026-03-31');
  });

  it('covers its days without a gap, whatever the clocks do', () => {
    const days = daysOf('2026-03', 'Europe/Berlin');
    const { from, until } = spanOfMonth('2026-03', 'Europe/Berlin');
    assert.equal(days[0]?.from, from);
    assert.equal(days.at(-1)?.until, until);
    for (const [n, day] of days.slice(1).entries()) assert.equal(day.from, days[n]?.until);
  });

  it('of a moment is the one on the wall', () => {
    const midnight = at('2026-05-31T21:30:00Z');
    assert.equal(monthAt(midnight, 'Europe/Moscow'), '2026-06');
    assert.equal(monthAt(midnight, 'UTC'), '2026-05');
  });

  it('is counted back over the turn of the year', () => {
    assert.equal(monthBefore('2026-01', 0), '2026-01');
    assert.equal(monthBefore('2026-01', 1), '2025-12');
    assert.equal(monthBefore('2026-11', 11), '2025-12');
  });
});

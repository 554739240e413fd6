import { portrait } from '../../paintings/figures/portrait.ts';
import { MOODS } from '../../paintings/mood.ts';
import { seeded } from '../../seeded.ts';
import { at, circle, el, line, path, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams, softShadow } from '../parts.ts';

/** A portrait upon an easel, and what it was painted with. */
export function avatar(): string {
  const canvas = {
    width: 300,
    height: 380,
    mood: { ...MOODS.day, accent: C.coral },
    random: seeded(3),
  };
  const easel =
    line('M 930 96 V 660', C.woodDeep, 16) +
    line('M 830 520 L 766 662 M 1030 520 L 1094 662', C.woodDeep, 18) +
    rect(756, 512, 348, 26, C.wood, { rx: 10 });
  const picture =
    rect(776, 124, 324, 398, C.plum, { rx: 22, opacity: 0.14 }) +
    rect(764, 110, 332, 402, C.gold, { rx: 22 }) +
    rect(788, 134, 284, 354, '#cde6ea', { rx: 10 }) +
    el(
      'svg',
      { x: 788, y: 134, width: 284, height: 354, viewBox: '0 0 284 354' },
      circle(142, 176, 150, '#e3f2ee'),
      at(142, 356, 0.74, portrait(canvas)),
    );
  const brush =
    line('M 1150 600 L 1196 470', C.wood, 14) +
    path('M 1188 476 L 1206 482 L 1212 424 Q 1196 430 1188 476 Z', C.coral);
  const pot =
    rect(1116, 566, 92, 92, C.teal, { rx: 16 }) + rect(1108, 556, 108, 24, C.sage, { rx: 12 });
  return (
    softShadow(930, 664, 220) +
    softShadow(1162, 662, 80) +
    easel +
    picture +
    brush +
    pot +
    gleams([690, 250, 30], [1160, 170, 26], [712, 470, 20])
  );
}

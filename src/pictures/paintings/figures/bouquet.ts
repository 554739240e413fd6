import { circle, d, ellipse, group, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { shadow } from './parts.ts';

export function bouquet({ random }: Canvas): string {
  const bloom = (x: number, y: number, size: number, petal: string) => {
    let drawn = line(d`M ${x} ${y} Q ${x * 0.4} ${y * 0.6} ${x * 0.12} -110`, '#4c8a62', 11);
    for (let index = 0; index < 8; index += 1) {
      const angle = (index / 8) * 360;
      drawn += group(
        d`rotate(${angle} ${x} ${y})`,
        ellipse(x, y - size * 0.62, size * 0.32, size * 0.5, petal),
      );
    }
    return drawn + circle(x, y, size * 0.32, '#ffcf5e') + circle(x, y, size * 0.17, '#e59b3a');
  };
  const petals = random.pick([
    ['#f27c8d', '#b48be0', '#fff4f2'],
    ['#ff9a62', '#f7c8d4', '#ffffff'],
    ['#e05a72', '#ffd9a0', '#9fb8ef'],
  ]);
  const [one = '#fff', two = '#fff', three = '#fff'] = petals;
  return (
    shadow(110) +
    bloom(-130, -300, 72, two) +
    bloom(130, -310, 72, three) +
    bloom(-62, -396, 70, three) +
    bloom(72, -404, 72, two) +
    bloom(0, -290, 88, one) +
    path('M -70 -160 Q -150 -190 -176 -250 Q -90 -240 -60 -150 Z', '#5fa174') +
    path('M 70 -160 Q 150 -190 176 -250 Q 90 -240 60 -150 Z', '#5fa174') +
    path(
      'M -86 -168 H 86 Q 60 -110 84 -40 Q 88 0 44 0 H -44 Q -88 0 -84 -40 Q -60 -110 -86 -168 Z',
      '#5b9bb5',
    ) +
    path('M -86 -168 H 86 Q 80 -152 77 -140 H -77 Q -80 -152 -86 -168 Z', '#fff', { opacity: 0.35 })
  );
}

import { cloud, farBird, shining } from '../../shapes.ts';
import { C } from '../palette.ts';
import { gleams } from '../parts.ts';

/** Only the light behind the collage that lies upon it. */
export function welcome(): string {
  return (
    shining(956, 330, 90, '#ffe2a1', 'glow') +
    cloud(300, 150, 200, '#fff', 0.9) +
    cloud(520, 560, 170, '#fff', 0.8) +
    farBird(150, 210, 20, C.plumSoft) +
    farBird(206, 180, 15, C.plumSoft) +
    gleams([640, 120, 30], [598, 470, 22], [1234, 340, 26], [956, 346, 30])
  );
}

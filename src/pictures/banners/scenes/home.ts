import { house } from '../../paintings/figures/house.ts';
import { MOODS } from '../../paintings/mood.ts';
import { seeded } from '../../seeded.ts';
import { cloud, farBird, leafTree, shining } from '../../shapes.ts';
import { at } from '../../svg.ts';
import { C } from '../palette.ts';

export function home(): string {
  const canvas = {
    width: 1280,
    height: 720,
    mood: { ...MOODS.day, accent: C.coral },
    random: seeded(5),
  };
  return (
    shining(930, 330, 120, '#ffe2a1', 'glow') +
    cloud(1120, 170, 190, '#fff', 0.9) +
    cloud(720, 130, 130, '#fff', 0.8) +
    farBird(800, 240, 20, C.plumSoft) +
    farBird(856, 214, 15, C.plumSoft) +
    at(1150, 640, 2.1, leafTree(C.sage, C.woodDeep)) +
    at(690, 650, 1.5, leafTree(C.teal, C.woodDeep)) +
    at(926, 640, 0.88, house(canvas))
  );
}

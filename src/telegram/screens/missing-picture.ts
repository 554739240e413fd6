import type { Say } from '../words.ts';
import type { Picture } from './screen.ts';

/** Stands in for a picture whose file is gone. */
export const missingPicture = (t: Say): Picture => ({
  kind: 'banner',
  scene: 'trouble',
  title: t('picture-missing-title'),
});

import { LIGHTS, type Light } from './palette.ts';
import { avatar } from './scenes/avatar.ts';
import { balance } from './scenes/balance.ts';
import { create } from './scenes/create.ts';
import { empty } from './scenes/empty.ts';
import { gallery } from './scenes/gallery.ts';
import { help } from './scenes/help.ts';
import { home } from './scenes/home.ts';
import { photos } from './scenes/photos.ts';
import { privacy } from './scenes/privacy.ts';
import { settings } from './scenes/settings.ts';
import { trouble } from './scenes/trouble.ts';
import { welcome } from './scenes/welcome.ts';

/** A scene's light and its picture, drawn for the right half of a 1280×720 view. */
export interface Scene {
  light: Light;
  draw: () => string;
}

export const SCENES = {
  home: { light: LIGHTS.morning, draw: home },
  create: { light: LIGHTS.meadow, draw: create },
  gallery: { light: LIGHTS.lilac, draw: gallery },
  empty: { light: LIGHTS.morning, draw: empty },
  balance: { light: LIGHTS.meadow, draw: balance },
  settings: { light: LIGHTS.lilac, draw: settings },
  help: { light: LIGHTS.meadow, draw: help },
  privacy: { light: LIGHTS.morning, draw: privacy },
  welcome: { light: LIGHTS.meadow, draw: welcome },
  avatar: { light: LIGHTS.meadow, draw: avatar },
  photos: { light: LIGHTS.lilac, draw: photos },
  trouble: { light: LIGHTS.rain, draw: trouble },
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;

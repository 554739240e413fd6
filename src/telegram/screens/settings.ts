import type { Language } from '../../../machines/chat/types.ts';
import type { Say } from '../words.ts';
import { button, fitting, inRows, labelled, option, wayBack } from './buttons.ts';
import { clockOf, paragraphs, shapeWords } from './captions.ts';
import type { ScreenData } from './data.ts';
import { pickCount, pickLook, pickShape } from './pickers.ts';
import type { Button, Picture, Screen } from './screen.ts';
import { isZone, type Zone, zoneKey, zonesOf } from './zones.ts';

const languages = ['ru', 'en'] as const satisfies readonly Language[];

const banner = (title: string): Picture => ({ kind: 'banner', scene: 'settings', title });

/** What new pictures are like, and the way to one's data. */
export const overview = (
  { usual, language: spoken, now, timeZone }: ScreenData,
  t: Say,
): Screen => ({
  picture: banner(t('settings-title')),
  caption: paragraphs(t('settings-caption'), t('settings-hint')),
  keyboard: [
    [
      labelled(t('button-shape', { shape: shapeWords(t, usual.shape) }), {
        do: 'prefer',
        what: 'shape',
      }),
      labelled(t('button-count', { count: usual.count }), { do: 'prefer', what: 'count' }),
    ],
    [
      labelled(t('button-look', { look: t(usual.look.titleKey) }), { do: 'prefer', what: 'look' }),
      labelled(t('button-language', { language: t(`language-${spoken}`) }), {
        do: 'prefer',
        what: 'language',
      }),
    ],
    [
      labelled(t('button-zone', { time: clockOf(now, spoken, timeZone) }), {
        do: 'prefer',
        what: 'zone',
      }),
      button(t, 'button-data', { do: 'myData' }),
    ],
    wayBack(t),
  ],
});

export const language = ({ language: spoken }: ScreenData, t: Say): Screen => ({
  picture: banner(t('language-title')),
  caption: t('language-caption'),
  keyboard: [
    languages.map((each) =>
      option(t, t(`language-${each}`), each === spoken, { do: 'setLanguage', language: each }),
    ),
    wayBack(t),
  ],
});

export const shape = ({ usual }: ScreenData, t: Say): Screen =>
  pickShape(
    {
      scene: 'settings',
      caption: t('usual-shape-caption'),
      chosen: usual.shape,
      look: usual.look,
      press: (each) => ({ do: 'preferShape', shape: each }),
    },
    t,
  );

export const count = ({ usual }: ScreenData, t: Say): Screen =>
  pickCount(
    {
      scene: 'settings',
      caption: t('usual-count-caption'),
      chosen: usual.count,
      look: usual.look,
      press: (each) => ({ do: 'preferCount', count: each }),
    },
    t,
  );

export const look = ({ usual, looks }: ScreenData, t: Say): Screen =>
  pickLook(
    {
      scene: 'settings',
      caption: t('usual-look-caption'),
      chosen: usual.look.id,
      looks,
      press: (each) => ({ do: 'preferLook', look: each }),
    },
    t,
  );

/** A zone is chosen by its clock: what time it is, everybody knows. */
function zoneButton(zone: Zone, { now, language: spoken, timeZone }: ScreenData, t: Say): Button {
  const city = t(zoneKey(zone));
  const isChosen = zone === timeZone;
  const clock = t('button-zone-time', { time: clockOf(now, spoken, zone), city });
  const wordings = [clock, city].map((label) =>
    isChosen ? t('button-chosen', { choice: label }) : label,
  );
  return labelled(fitting(wordings), { do: 'setTimeZone', zone });
}

/** Whose day it is when a picture is made; there are more zones than other choices. */
export const zone = (shown: ScreenData, t: Say): Screen => {
  const { language: spoken, timeZone } = shown;
  const likely = zonesOf[spoken];
  const isForeign = isZone(timeZone) && !likely.includes(timeZone);
  const zones = isForeign ? [...likely, timeZone] : likely;
  return {
    picture: banner(t('zone-title')),
    caption: paragraphs(t('zone-caption'), t('zone-hint')),
    keyboard: [
      ...inRows(
        zones.map((each) => zoneButton(each, shown, t)),
        2,
      ),
      wayBack(t),
    ],
  };
};

export const data = (_: ScreenData, t: Say): Screen => ({
  picture: banner(t('data-title')),
  caption: paragraphs(t('data-caption'), t('data-hint')),
  keyboard: [
    [button(t, 'button-export', { do: 'export' })],
    [button(t, 'button-privacy', { do: 'privacy' })],
    wayBack(t),
    [button(t, 'button-erase', { do: 'erase' }, 'danger')],
  ],
});

const coinsLost = ({ coins: { available, held } }: ScreenData, t: Say): string | false =>
  available + held > 0 && t('erase-coins', { coins: available + held });

/** The first of two steps: says what will be gone. */
export const erase = (shown: ScreenData, t: Say): Screen => ({
  picture: banner(t('erase-title')),
  caption: paragraphs(t('erase-caption'), t('erase-what'), coinsLost(shown, t)),
  keyboard: [wayBack(t), [button(t, 'button-erase-sure', { do: 'eraseSure' }, 'danger')]],
});

/** The second step: the button that does it. */
export const eraseSure = (_: ScreenData, t: Say): Screen => ({
  picture: banner(t('erase-sure-title')),
  caption: paragraphs(t('erase-sure-caption'), t('erase-sure-hint')),
  keyboard: [wayBack(t), [button(t, 'button-erase-yes', { do: 'eraseYes' }, 'danger')]],
});

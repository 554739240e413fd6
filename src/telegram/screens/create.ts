import { idea, ideasFor } from '../ideas.ts';
import { inHtml, type Say } from '../words.ts';
import {
  back,
  button,
  inRows,
  labelled,
  makeButton,
  type Row,
  wayBack,
  wayBackFrom,
} from './buttons.ts';
import { lines, paragraphs, quote, shapeWords, wholeDraft } from './captions.ts';
import type { ScreenData, SettledDraft } from './data.ts';
import { pickCount, pickLook, pickShape } from './pickers.ts';
import type { Button, Picture, Screen } from './screen.ts';
import { telling } from './short.ts';

const banner = (title: string, subtitle?: string): Picture => ({
  kind: 'banner',
  scene: 'create',
  title,
  ...(subtitle && { subtitle }),
});

/** Asks only for the words; six ideas and a surprise help whoever has none. */
export function describe(data: ScreenData, t: Say): Screen {
  const { draft, outage, language, context, pictures } = data;
  const ideas = ideasFor(context.personId, pictures.count).flatMap((which): Button[] => {
    const label = idea(which, language)?.label;
    return label ? [labelled(label, { do: 'idea', which })] : [];
  });
  return {
    picture: banner(t('create-title'), t('create-subtitle')),
    caption: paragraphs(
      outage && t('outage-warning'),
      t('create-caption'),
      draft && lines(t('create-before'), quote(t, draft.description)),
      t(draft ? 'create-change-hint' : 'create-hint'),
    ),
    keyboard: [
      ...inRows(ideas, 2),
      [button(t, 'button-surprise', { do: 'idea', which: 'surprise' }), back(t)],
    ],
  };
}

/** A screen about the draft; without one there is nothing to ask but the description. */
const aboutDraft =
  (show: (draft: SettledDraft, data: ScreenData, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.draft ? show(data.draft, data, t) : describe(data, t);

const waitWords = ({ waitSeconds }: SettledDraft, t: Say): string | false =>
  waitSeconds > 60 && t('wait', { minutes: Math.ceil(waitSeconds / 60) });

const choicesOf = ({ shape, count, look }: SettledDraft, t: Say) => ({
  pictures: count,
  shape: shapeWords(t, shape),
  look: t(look.titleKey),
});

const toPickers = (
  { id: draftId, shape, count, look }: SettledDraft,
  t: Say,
  more: readonly Button[],
): readonly Row[] => [
  [
    labelled(t('button-shape', { shape: shapeWords(t, shape) }), {
      do: 'pick',
      draftId,
      what: 'shape',
    }),
    labelled(t('button-count', { count }), { do: 'pick', draftId, what: 'count' }),
  ],
  [
    labelled(t('button-look', { look: t(look.titleKey) }), { do: 'pick', draftId, what: 'look' }),
    ...more,
  ],
];

const tellMe = (t: Say, style?: 'primary'): Button =>
  button(t, 'button-tell-me', { do: 'tellMe' }, style);

/** What will be made, and the one button that spends. */
export const confirm = aboutDraft((draft, { coins, outage }, t) => ({
  picture: banner(t('confirm-title')),
  caption: paragraphs(
    lines(t('confirm-caption'), quote(t, draft.description)),
    lines(
      draft.lookReplaced && t('confirm-replaced', { look: t(draft.look.titleKey) }),
      t('confirm-choices', choicesOf(draft, t)),
      `${t('confirm-price', { coins: draft.price })} ${t('confirm-balance', { coins: coins.available })}`,
      waitWords(draft, t),
    ),
    t(outage ? 'outage-warning' : 'confirm-hint'),
  ),
  keyboard: [
    [makeButton(t, draft)],
    ...toPickers(draft, t, outage ? [tellMe(t)] : []),
    wayBackFrom(t, wholeDraft(draft)),
  ],
}));

export const shape = aboutDraft(({ id: draftId, look, shape: chosen }, _, t) =>
  pickShape(
    {
      scene: 'create',
      caption: t('pick-shape-caption'),
      chosen,
      look,
      press: (each) => ({ do: 'chooseShape', draftId, shape: each }),
    },
    t,
  ),
);

export const count = aboutDraft(({ id: draftId, look, count: chosen }, _, t) =>
  pickCount(
    {
      scene: 'create',
      caption: t('pick-count-caption'),
      chosen,
      look,
      press: (each) => ({ do: 'chooseCount', draftId, count: each }),
    },
    t,
  ),
);

export const look = aboutDraft(({ id: draftId, look: { id: chosen } }, { looks }, t) =>
  pickLook(
    {
      scene: 'create',
      caption: t('pick-look-caption'),
      chosen,
      looks,
      press: (each) => ({ do: 'chooseLook', draftId, look: each }),
    },
    t,
  ),
);

/** The order was taken; it comes by itself. */
export const making = (_: ScreenData, t: Say): Screen => ({
  picture: banner(t('making-title')),
  caption: paragraphs(t('making-caption'), t('making-hint')),
  keyboard: [
    [
      button(t, 'button-create-more', { do: 'create' }),
      button(t, 'button-gallery', { do: 'gallery' }),
    ],
    [back(t)],
  ],
});

/** Coins are missing; the draft stays. */
export const short = aboutDraft(telling);

/** Pictures cannot be made now; the draft stays. */
export const outage = ({ supportContact }: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'trouble', title: t('outage-title') },
  caption: paragraphs(
    t('outage-caption'),
    t('outage-hint'),
    supportContact && inHtml(t)('support-line', { contact: supportContact }),
  ),
  keyboard: [[tellMe(t, 'primary')], wayBack(t)],
});

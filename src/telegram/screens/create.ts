import { IDEAS_SHOWN, idea, ideasFor } from '../ideas.ts';
import { inHtml, type Say } from '../words.ts';
import {
  back,
  button,
  fitting,
  inRows,
  labelled,
  makeButton,
  wayBack,
  wayBackFrom,
} from './buttons.ts';
import { lines, paragraphs, quote, shapeWords, wholeDraft } from './captions.ts';
import type { ScreenData, SettledDraft } from './data.ts';
import { pickCount, pickLook, pickShape } from './pickers.ts';
import type { Button, Picture, Screen } from './screen.ts';
import { telling } from './short.ts';
import { chosenFor, whoButton, whoWords, withWords } from './who.ts';

const banner = (title: string, subtitle?: string): Picture => ({
  kind: 'banner',
  scene: 'create',
  title,
  ...(subtitle && { subtitle }),
});

/** A few ideas, or a few of the ready styles where somebody is to be shown. */
function suggestions(data: ScreenData, t: Say): readonly Button[] {
  const { language, context, pictures, stylePages } = data;
  if (chosenFor(data)) {
    const [first = []] = stylePages;
    return first
      .slice(0, IDEAS_SHOWN)
      .map(({ id, titleKey }) => labelled(t(titleKey), { do: 'style', style: id }));
  }
  return ideasFor(context.personId, pictures.count).flatMap((which): Button[] => {
    const label = idea(which, language)?.label;
    return label ? [labelled(label, { do: 'idea', which })] : [];
  });
}

/** Asks only for the words; ideas, ready styles and a surprise help whoever has none. */
export function describe(data: ScreenData, t: Say): Screen {
  const { draft, outage } = data;
  const who = chosenFor(data);
  return {
    picture: banner(t(who ? 'create-with-title' : 'create-title'), t('create-subtitle')),
    caption: paragraphs(
      outage && t('outage-warning'),
      withWords(data, t),
      t('create-caption'),
      draft && lines(t('create-before'), quote(t, draft.description)),
      t(draft ? 'create-change-hint' : who ? 'create-with-hint' : 'create-hint'),
    ),
    keyboard: [
      ...inRows(suggestions(data, t), 2),
      [
        who
          ? button(t, 'button-without-me', { do: 'create' })
          : button(t, 'button-me', { do: 'createWith', avatarId: null }),
        button(t, 'button-styles', { do: 'styles', page: 0 }),
      ],
      [...(who ? [] : [button(t, 'button-surprise', { do: 'idea', which: 'surprise' })]), back(t)],
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

const choicesWords = ({ shape, count, look, edit }: SettledDraft, t: Say): string => {
  const words = { pictures: count, look: t(look.titleKey) };
  return edit
    ? t('confirm-edit-choices', words)
    : t('confirm-choices', { ...words, shape: shapeWords(t, shape) });
};

/** Choices that there are: of a change only how it is made and how often. */
function toPickers(draft: SettledDraft, data: ScreenData, t: Say): readonly Button[] {
  const { id: draftId, shape, count, look, looks, edit } = draft;
  const pick = (label: string, what: 'shape' | 'count' | 'look') =>
    labelled(label, { do: 'pick', draftId, what });
  const title = t(look.titleKey);
  return [
    ...(edit ? [] : [pick(t('button-shape', { shape: shapeWords(t, shape) }), 'shape')]),
    ...(look.counts.length > 1 ? [pick(t('button-count', { count }), 'count')] : []),
    ...(looks.length > 1
      ? [pick(fitting([t('button-look', { look: title }), title]), 'look')]
      : []),
    ...whoButton(draft, data, t),
  ];
}

const tellMe = (t: Say, style?: 'primary'): Button =>
  button(t, 'button-tell-me', { do: 'tellMe' }, style);

/** Nothing is spent on a picture of somebody who cannot be shown. */
const mainButton = (draft: SettledDraft, t: Say): Button =>
  draft.avatarGone
    ? button(
        t,
        'button-alone',
        { do: 'chooseAvatar', draftId: draft.id, avatarId: null },
        'primary',
      )
    : makeButton(t, draft);

const headWords = ({ edit }: SettledDraft, t: Say): string =>
  t(edit ? `confirm-${edit.how}` : 'confirm-caption');

/** The words that are sent: the person's own, or a style by its name. */
function draftWords({ description, style, edit }: SettledDraft, t: Say): string | false {
  if (edit && edit.how !== 'change') return false;
  return style ? inHtml(t)('confirm-style', { style: description }) : quote(t, description);
}

/** What will be made, and the one button that spends. */
export const confirm = aboutDraft((draft, data, t) => ({
  picture: draft.edit ? { kind: 'image', imageId: draft.edit.imageId } : banner(t('confirm-title')),
  caption: paragraphs(
    lines(headWords(draft, t), draftWords(draft, t)),
    whoWords(draft, t),
    lines(
      draft.lookReplaced && t('confirm-replaced', { look: t(draft.look.titleKey) }),
      choicesWords(draft, t),
      `${t('confirm-price', { coins: draft.price })} ${t('confirm-balance', { coins: data.coins.available })}`,
      waitWords(draft, t),
    ),
    t(data.outage ? 'outage-warning' : draft.edit ? 'confirm-edit-hint' : 'confirm-hint'),
  ),
  keyboard: [
    [mainButton(draft, t), ...(data.outage ? [tellMe(t)] : [])],
    ...inRows(toPickers(draft, data, t), 2),
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

export const look = aboutDraft(({ id: draftId, look: { id: chosen }, looks }, _, t) =>
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

import { inHtml, type Say } from '../words.ts';
import { button, fitting, labelled, makeButton, type Row, wayBackFrom } from './buttons.ts';
import { lines, paragraphs, quote, wholeDraft } from './captions.ts';
import type { ScreenData, SettledDraft } from './data.ts';
import type { Screen } from './screen.ts';

/** So many of each kind of cheaper choice fit into a row. */
const CHOICES_IN_ROW = 2;

const fewer = (draft: SettledDraft, available: number, t: Say): Row =>
  draft.look.counts
    .filter((each) => each < draft.count && each * draft.look.price <= available)
    .slice(-CHOICES_IN_ROW)
    .map((each) => {
      const args = { pictures: each, coins: each * draft.look.price };
      return labelled(fitting([t('button-fewer', args), t('pictures', args)]), {
        do: 'chooseCount',
        draftId: draft.id,
        count: each,
      });
    });

const cheaper = (draft: SettledDraft, available: number, t: Say): Row =>
  draft.looks
    .filter(
      ({ price, shapes, counts }) =>
        price < draft.look.price &&
        price * draft.count <= available &&
        shapes.includes(draft.shape) &&
        counts.includes(draft.count),
    )
    .slice(0, CHOICES_IN_ROW)
    .map(({ id, titleKey, price }) => {
      const title = t(titleKey);
      const priced = t('button-cheaper', { look: title, coins: price * draft.count });
      return labelled(fitting([priced, title]), {
        do: 'chooseLook',
        draftId: draft.id,
        look: id,
      });
    });

const waysToCoins = ({ canAskForCoins }: ScreenData, t: Say): Row => [
  button(t, 'button-code', { do: 'enterCode' }),
  ...(canAskForCoins ? [button(t, 'button-ask', { do: 'askForCoins' })] : []),
];

/** Coins are missing: what can be had for those there are, and how to get more. */
function lacking(draft: SettledDraft, data: ScreenData, t: Say): Screen {
  const { coins, canAskForCoins, supportContact } = data;
  const choices = [fewer(draft, coins.available, t), cheaper(draft, coins.available, t)];
  const offered = choices.filter((row) => row.length > 0);
  return {
    picture: { kind: 'banner', scene: 'balance', title: t('short-title') },
    caption: paragraphs(
      t('short-caption', { needs: draft.price, has: coins.available }),
      quote(t, draft.description),
      lines(
        offered.length > 0 && t('short-affordable'),
        t('short-code'),
        canAskForCoins && t('short-ask'),
        supportContact && inHtml(t)('support-line', { contact: supportContact }),
      ),
      t('short-kept'),
    ),
    keyboard: [...offered, waysToCoins(data, t), wayBackFrom(t, wholeDraft(draft))],
  };
}

/** The coins have come while the person was reading that they lack. */
const enough = (draft: SettledDraft, { coins }: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'balance', title: t('confirm-title') },
  caption: paragraphs(
    t('short-enough'),
    quote(t, draft.description),
    `${t('confirm-price', { coins: draft.price })} ${t('confirm-balance', { coins: coins.available })}`,
  ),
  keyboard: [[makeButton(t, draft)], wayBackFrom(t, wholeDraft(draft))],
});

export const telling = (draft: SettledDraft, data: ScreenData, t: Say): Screen =>
  data.coins.available >= draft.price ? enough(draft, data, t) : lacking(draft, data, t);

import { inHtml, type Say } from '../../words.ts';
import { back, button, type Row } from '../buttons.ts';
import { cut, lines, momentOf, paragraphs, quote } from '../captions.ts';
import type { Card, Details } from '../data.ts';
import type { Button } from '../screen.ts';
import { aboutCard } from './card.ts';
import { albumsWords, factsOf, marksOf, sizeWords } from './facts.ts';

/** Telegram copies no more than this with one press. */
export const COPY_CHARACTERS = 256;

/** What a provider told, cut to what a caption has room for. */
const SETTINGS_CHARACTERS = 80;

/** What was sent is most often a translation of the words above it, which leave room for it. */
const SENT_CHARACTERS = 120;

const curious = ({ seed, look, endpoint }: Details, t: Say): string => {
  const settings = (endpoint ?? look).slice(0, SETTINGS_CHARACTERS);
  return seed === null
    ? inHtml(t)('details-curious', { settings })
    : inHtml(t)('details-curious-number', {
        settings,
        number: seed.slice(0, SETTINGS_CHARACTERS),
      });
};

/** Short words are copied with a press; long ones come as a message that can be copied. */
const wordsButton = ({ imageId, description }: Card, t: Say): Button =>
  description.length > 0 && description.length <= COPY_CHARACTERS
    ? { ...button(t, 'button-copy', { do: 'wholeText', imageId }), copy: description }
    : button(t, 'button-whole', { do: 'wholeText', imageId });

/** A changed picture leads to the one that it was made from; others to other words. */
const originButton = ({ imageId }: Card, more: Details | null, t: Say): Button =>
  more?.parent?.imageId
    ? button(t, 'button-parent', { do: 'image', imageId: more.parent.imageId })
    : button(t, 'button-change', { do: 'change', imageId });

function parentWords({ parent }: Details, t: Say): string | false {
  if (!parent) return false;
  const made = t(`details-made-${parent.how}`);
  return parent.imageId === null ? lines(made, t('details-parent-gone')) : made;
}

/** The word that stands for the avatar is no word of anybody's: it is explained below them. */
const sentWords = (sent: string, { avatarWord }: Details, t: Say): string =>
  lines(
    inHtml(t)('details-sent', { sent: cut(sent, SENT_CHARACTERS) }),
    avatarWord && inHtml(t)('details-word', { word: avatarWord }),
  );

const actions = (card: Card, more: Details | null, t: Say): readonly Row[] => {
  const { imageId } = card;
  return [
    [wordsButton(card, t), button(t, 'button-original', { do: 'original', imageId })],
    [originButton(card, more, t), button(t, 'button-share', { do: 'share', imageId })],
    [button(t, 'button-add-to', { do: 'addTo', imageId, page: 0 }), back(t)],
    [button(t, 'button-delete', { do: 'delete', imageId }, 'danger')],
  ];
};

const words = ({ description }: Card, more: Details | null, t: Say): string =>
  quote(t, more?.sent ? cut(description, SENT_CHARACTERS) : description);

/** All that is known of a picture, and what is done with it more rarely. */
export const details = aboutCard((card, { details: more }, data, t) => ({
  picture: { kind: 'image', imageId: card.imageId },
  caption: paragraphs(
    lines(t('details-caption'), marksOf(card, t), words(card, more, t)),
    lines(
      factsOf(card, momentOf(card.createdAt, data.language, data.timeZone), t),
      more && t('details-file', { size: sizeWords(more.bytes, t) }),
      albumsWords(card, t),
      more && parentWords(more, t),
      more?.avatar && inHtml(t)('details-avatar', { name: more.avatar }),
    ),
    more?.sent && sentWords(more.sent, more, t),
    more && curious(more, t),
  ),
  keyboard: actions(card, more, t),
}));

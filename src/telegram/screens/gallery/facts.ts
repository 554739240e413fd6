import { inHtml, type Say } from '../../words.ts';
import { lines, shapeWords } from '../captions.ts';
import type { Card } from '../data.ts';

/** What a picture is like, and when it was made, in words. */
export const factsOf = (card: Card, date: string, t: Say): string =>
  t('card-facts', {
    kind: t(`kind-${card.kind}`),
    look: t(card.lookTitleKey),
    shape: shapeWords(t, card.shape),
    // As texts: nobody says "1,024 pixels".
    width: String(card.width),
    height: String(card.height),
    date,
  });

const KIB = 1024;
const MIB = KIB * KIB;

/** "840 KB", "1.4 MB". */
export const sizeWords = (bytes: number, t: Say): string =>
  bytes < MIB
    ? t('details-kilobytes', { size: Math.max(1, Math.round(bytes / KIB)) })
    : t('details-megabytes', { size: Math.round((bytes / MIB) * 10) / 10 });

/** So many albums are named; there may be fifty. */
const ALBUMS_NAMED = 3;

/** The albums that a picture is in; false: none. */
export function albumsWords({ albums }: Card, t: Say): string | false {
  if (albums.length === 0) return false;
  const named = albums.slice(0, ALBUMS_NAMED).join(', ');
  const more = albums.length - ALBUMS_NAMED;
  return more > 0
    ? inHtml(t)('details-albums-more', { albums: named, more })
    : inHtml(t)('details-albums', { albums: named });
}

/** Marks that stand out above a picture's words. */
export const marksOf = ({ favourite, isMissing }: Card, t: Say): string =>
  lines(favourite && t('card-favourite'), isMissing && t('card-missing'));

import { inHtml, type Say } from '../words.ts';
import { button, home, makeButton, type Row } from './buttons.ts';
import { lines, paragraphs, quote } from './captions.ts';
import type { SettledDraft } from './data.ts';
import type { Message } from './message.ts';

export * from './failure.ts';
export * from './job-card.ts';
export type { Message } from './message.ts';
export * from './result.ts';

const close = (t: Say): readonly Row[] => [[button(t, 'button-close', { do: 'close' })]];

/** A description of up to 2000 characters, to read and to copy with a tap. */
export const wholeText = (description: string, t: Say): Message => ({
  html: lines(t('whole-text'), inHtml(t)('whole-text-block', { description })),
  keyboard: close(t),
});

/** Goes with the file of a picture as it was made. */
export const original = (t: Say): Message => ({
  html: t('original-caption'),
  keyboard: close(t),
});

/** Instead of the file of a picture that is lost. */
export const originalMissing = (t: Say): Message => ({
  html: t('original-missing'),
  keyboard: close(t),
});

/** Several originals in one file, or in several where one would be too large for Telegram. */
export interface Download {
  /** 1 for the first. */
  readonly part: number;
  readonly parts: number;
  /** In this part. */
  readonly pictures: number;
  /** Files that could not be read. */
  readonly missing: number;
}

/** Goes with each file of originals. */
export const download = ({ part, parts, pictures, missing }: Download, t: Say): Message => ({
  html: lines(
    t('download-caption', { pictures }),
    parts > 1 && t('download-part', { part, parts }),
    missing > 0 && t('download-missing', { pictures: missing }),
  ),
  keyboard: close(t),
});

/** Telegram's own way to pass a link on: it asks to whom. */
const passOn = (link: string, words: string): string =>
  `https://t.me/share/url?${new URLSearchParams({ url: link, text: words })}`;

/** A link that lets others begin with the same description; it never says whose it is. */
export const share = (
  { link, description }: { readonly link: string; readonly description: string },
  t: Say,
): Message => ({
  html: paragraphs(
    lines(t('share-caption'), quote(t, description)),
    t('share-hint'),
    inHtml(t)('share-link', { link }),
  ),
  keyboard: [
    [
      {
        ...button(t, 'button-send-friend', { do: 'nothing' }, 'primary'),
        url: passOn(link, t('share-text')),
      },
    ],
    [
      { ...button(t, 'button-copy-link', { do: 'nothing' }), copy: link },
      button(t, 'button-close', { do: 'close' }),
    ],
  ],
});

/** Goes with the file of all that is kept of a person. */
export const exported = (t: Say): Message => ({ html: t('export-caption'), keyboard: close(t) });

export interface CoinRequest {
  readonly personId: string;
  readonly telegramId: number;
  readonly needs: number;
  readonly has: number;
}

/** To the operator, when a person asks for coins. */
export const coinRequest = (
  { personId, telegramId, needs, has }: CoinRequest,
  t: Say,
): Message => ({
  html: paragraphs(
    t('coin-request'),
    lines(
      // A link of our own, of digits only: it opens the chat with the person.
      t('coin-request-who', { name: `<a href="tg://user?id=${telegramId}">${telegramId}</a>` }),
      inHtml(t)('coin-request-id', { id: personId }),
      t('coin-request-lack', { needs, has }),
    ),
  ),
  keyboard: [],
});

/** Pictures can be made again: the order that was waiting for it is one press away. */
export const worksAgain = (
  draft: Pick<SettledDraft, 'id' | 'price' | 'description'> | null,
  t: Say,
): Message => ({
  html: paragraphs(t('works-again'), draft && quote(t, draft.description), t('works-again-hint')),
  keyboard: [
    [draft ? makeButton(t, draft) : button(t, 'button-create', { do: 'create' }, 'primary')],
    [home(t)],
  ],
});

/** The last words after everything of a person's was erased. */
export const farewell = (t: Say): Message => ({
  html: paragraphs(t('farewell'), t('farewell-hint')),
  keyboard: [[button(t, 'button-restart', { do: 'home' })]],
});

/** The bot leaves groups politely. */
export const groupGoodbye = (t: Say): Message => ({ html: t('group-goodbye'), keyboard: [] });

import type { Log } from '../log.ts';
import type { Messenger } from '../telegram/messenger.ts';
import { escapeHtml } from '../telegram/words.ts';

/** The same alert is sent to the operator's chat this often at most. */
const QUIET_MS = 10 * 60_000;

export interface OperatorNeeds {
  readonly log: Log;
  readonly messenger: Messenger;
  readonly adminChatId: number | undefined;
  readonly now: () => number;
}

export type Alert = (subject: string, text: string) => void;

/** Tells the operator what they must know: a line in the log, and a message in their chat. */
export function createAlert({ log, messenger, adminChatId, now }: OperatorNeeds): Alert {
  const toldAt = new Map<string, number>();
  return (subject, text) => {
    log.error(text, { alert: subject });
    const last = toldAt.get(subject) ?? Number.NEGATIVE_INFINITY;
    if (adminChatId === undefined || now() - last < QUIET_MS) return;
    toldAt.set(subject, now());
    const note = { html: `⚠️ ${escapeHtml(text)}`, keyboard: [] };
    messenger.send(adminChatId, note).catch(() => log.warn('An alert was not sent', { subject }));
  };
}

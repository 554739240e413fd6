/** How messages are grouped: albums into one item, days under one label. */

export const dayOf = (message) => new Date(message.date * 1000).toDateString();

export function dayWords(message, words, language) {
  const date = new Date(message.date * 1000);
  const yesterday = new Date(Date.now() - 86_400_000).toDateString();
  if (date.toDateString() === new Date().toDateString()) return words.today;
  if (date.toDateString() === yesterday) return words.yesterday;
  return date.toLocaleDateString(language, { day: 'numeric', month: 'long' });
}

/** Messages of one album are one item; every other message is an item of its own. */
export function toItems(messages) {
  const items = new Map();
  for (const message of messages) {
    const key = message.media_group_id
      ? `album:${message.media_group_id}`
      : `message:${message.message_id}`;
    const item = items.get(key) ?? { key, messages: [] };
    item.messages.push(message);
    items.set(key, item);
  }
  return [...items.values()];
}

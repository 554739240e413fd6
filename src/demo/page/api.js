/** Requests to the stand-in, and what it tells as it happens. */

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}

const post = (path, body = {}) =>
  fetch(`/page/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then(read);

export const loadState = () => fetch('/page/api/state').then(read);
export const addPerson = (firstName, languageCode) => post('people', { firstName, languageCode });
export const say = (id, text, replyTo) => post(`chats/${id}/say`, { text, replyTo });
export const edit = (id, messageId, text) => post(`chats/${id}/edit`, { messageId, text });
export const press = (id, messageId, data) => post(`chats/${id}/press`, { messageId, data });
export const sendExamples = (id, which) => post(`chats/${id}/examples`, { which });
export const sendVoice = (id, text) => post(`chats/${id}/voice`, { text });
export const loadTrouble = () => fetch('/page/api/trouble').then(read);
export const orderTrouble = (kind) => post('trouble', { kind });
export const block = (id) => post(`chats/${id}/block`);
export const unblock = (id) => post(`chats/${id}/unblock`);
export const clear = (id) => post(`chats/${id}/clear`);

/** @param {{ files: File[], as: 'photo' | 'file', caption: string, replyTo?: number }} input */
export function sendFiles(id, { files, as, caption, replyTo }) {
  const form = new FormData();
  for (const file of files) form.append('file', file);
  form.set('as', as);
  form.set('caption', caption);
  if (replyTo !== undefined) form.set('replyTo', String(replyTo));
  return fetch(`/page/api/chats/${id}/files`, { method: 'POST', body: form }).then(read);
}

export const exampleUrl = (id, at) => `/page/api/chats/${id}/examples/${at}`;
export const fileUrl = (fileId) => `/page/api/files/${fileId}`;
export const downloadUrl = (fileId) => `/page/api/files/${fileId}?download`;

/** @param {{ onEvent: (event: object) => void, onHello: () => void, onLost: () => void }} listener */
export function listen({ onEvent, onHello, onLost }) {
  const source = new EventSource('/page/api/events');
  source.addEventListener('hello', onHello);
  source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
  source.addEventListener('error', onLost);
}

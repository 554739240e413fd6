import { mosaic, ratioOf } from './album.js';
import { downloadUrl, fileUrl } from './api.js';
import { h, icon } from './dom.js';
import { renderText } from './entities.js';
import { drawKeyboard } from './keyboard.js';

const KIB = 1024;

const timeOf = (message) => new Date(message.date * 1000).toTimeString().slice(0, 5);

const sizeWords = (bytes = 0) =>
  bytes < KIB * KIB
    ? `${Math.max(1, Math.round(bytes / KIB))} KB`
    : `${(bytes / KIB / KIB).toFixed(1)} MB`;

/** One line about a message, for quotes and the list of people. */
export function summary(message, words) {
  if (message.text !== undefined) return message.text;
  const kind = message.photo
    ? 'photo'
    : message.voice
      ? 'voice'
      : message.sticker
        ? 'sticker'
        : 'document';
  if (message.caption) return message.caption;
  return message.document?.file_name ?? words[kind];
}

function drawTicks(message, words) {
  if (!message.own) return undefined;
  const label = message.read ? words.readTick : words.ownTick;
  const mark = h(
    'span',
    { class: 'ticks', role: 'img', 'aria-label': label },
    icon(message.read ? 'ticks' : 'tick'),
  );
  return mark;
}

const drawMeta = (message, words) =>
  h(
    'span',
    { class: 'meta' },
    message.own && message.edit_date !== undefined && `${words.edited} `,
    h('time', { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message)),
    drawTicks(message, words),
  );

function drawQuote(quoted, { store, actions, words }) {
  const isOwn = quoted.from.id !== store.state.bot.id;
  const thumb = quoted.photo && h('img', { src: fileUrl(quoted.photo[0].file_id), alt: '' });
  return h(
    'button',
    { type: 'button', class: 'quote', on: { click: () => actions.scrollTo(quoted.message_id) } },
    thumb,
    h(
      'span',
      { class: 'quote-words' },
      h('b', {}, isOwn ? words.you : store.current().botName),
      h('span', {}, summary(quoted, words)),
    ),
  );
}

/** Images already on the screen are kept, so that an edit does not make them blink. */
function drawImage(message, { images, words }) {
  const { file_id, width, height } = message.photo.at(-1);
  const src = fileUrl(file_id);
  const kept = images.get(src);
  if (kept) return kept;
  const image = h('img', {
    src,
    width,
    height,
    alt: message.caption ?? words.photo,
    draggable: 'false',
  });
  const ready = () => image.classList.add('ready');
  if (image.complete && image.naturalWidth > 0) ready();
  else image.addEventListener('load', ready);
  return image;
}

function drawPhoto(message, context) {
  const before = context.previous?.get(message.message_id);
  const css = { '--ratio': ratioOf(message).toFixed(4) };
  if (before) css['background-image'] = `url("${before}")`;
  const veil = message.has_media_spoiler && !context.revealed.has(message.message_id);
  return h(
    'button',
    {
      type: 'button',
      class: veil ? 'photo veiled' : 'photo',
      'aria-label': context.words.photo,
      css,
      on: {
        click: ({ currentTarget }) => {
          if (!currentTarget.classList.contains('veiled')) return context.actions.view(message);
          currentTarget.classList.remove('veiled');
          context.revealed.add(message.message_id);
          return undefined;
        },
      },
    },
    drawImage(message, context),
  );
}

function drawDocument({ document: file }, words) {
  return h(
    'a',
    { class: 'document', href: downloadUrl(file.file_id), download: file.file_name },
    h('span', { class: 'document-mark' }, icon('download')),
    h(
      'span',
      { class: 'document-words' },
      h('b', {}, file.file_name || words.document),
      h('span', {}, sizeWords(file.file_size)),
    ),
  );
}

const minutes = (seconds = 0) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const drawVoice = ({ voice }, words) =>
  h(
    'span',
    { class: 'document' },
    h('span', { class: 'document-mark' }, icon('voice')),
    h('span', { class: 'document-words' }, h('b', {}, words.voice), minutes(voice.duration)),
  );

const drawSticker = () => h('span', { class: 'sticker', 'aria-hidden': 'true' }, '🙂');

function drawMedia(message, context) {
  if (message.photo) return drawPhoto(message, context);
  if (message.document) return drawDocument(message, context.words);
  if (message.voice) return drawVoice(message, context.words);
  if (message.sticker) return drawSticker();
  return undefined;
}

function drawWords(message, context) {
  const text = message.text ?? message.caption;
  if (text === undefined) return undefined;
  return renderText(text, message.entities ?? message.caption_entities, context.actions);
}

const drawReactions = ({ reactions }) =>
  reactions.length > 0 && h('span', { class: 'reactions' }, reactions.join(' '));

const classesOf = (message, extra = '') =>
  ['bubble', message.own ? 'own' : 'theirs', message.photo ? 'with-photo' : '', extra].join(' ');

/** The inside of one message: its bubble and the keyboard below. */
export function drawMessage(message, context) {
  const words = drawWords(message, context);
  const media = drawMedia(message, context);
  const meta = drawMeta(message, context.words);
  const quote = message.reply_to_message && drawQuote(message.reply_to_message, context);
  const body = h('div', { class: 'body' }, words, drawReactions(message), meta);
  const parts = message.show_caption_above_media ? [quote, body, media] : [quote, media, body];
  const extra = words ? '' : 'wordless';
  const bubble = h('div', { class: classesOf(message, extra) }, ...parts);
  return [bubble, drawKeyboard(message, context)].filter(Boolean);
}

/** Several photos, or documents, that were sent as one. */
export function drawAlbum(messages, context) {
  const [first] = messages;
  const captioned = messages.find((message) => message.caption !== undefined) ?? first;
  const tile = (message) =>
    h(
      'div',
      { class: 'tile', tabindex: '-1', data: { testid: 'message', messageId: message.message_id } },
      drawMedia(message, context),
    );
  const isPhotos = messages.every((message) => message.photo);
  const media = isPhotos ? mosaic(messages, tile) : h('div', {}, ...messages.map(tile));
  const words = drawWords(captioned, context);
  const body = h(
    'div',
    { class: 'body' },
    words,
    drawReactions(captioned),
    drawMeta(messages.at(-1), context.words),
  );
  const quote = first.reply_to_message && drawQuote(first.reply_to_message, context);
  return [h('div', { class: classesOf(first, words ? '' : 'wordless') }, quote, media, body)];
}

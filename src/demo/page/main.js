import * as api from './api.js';
import { createComposer } from './composer.js';
import { h } from './dom.js';
import { createHeader } from './header.js';
import { createMessages } from './messages.js';
import { createOverlays } from './overlays.js';
import { createPeople } from './people.js';
import { createStore } from './store.js';
import { createTheme } from './theme.js';
import { wordsOf } from './words.js';

/** As long as Telegram keeps the spinner on a button that the bot does not answer. */
const PRESS_GIVEN_UP_MS = 60_000;

const phone = document.getElementById('phone');
const rail = document.getElementById('people');
const notice = document.getElementById('notice');

const store = createStore();
const words = () => wordsOf(store.current()?.languageCode ?? 'ru');
const overlays = createOverlays({ holder: phone, words });
const theme = createTheme();
let startParameter = new URLSearchParams(location.search).get('start') ?? undefined;

const fail = (error) => overlays.toast(error.message);
const currentId = () => store.state.currentId;

/** A link to the bot itself begins here; any other asks before it opens. */
function openUrl(url) {
  const address = new URL(/^\w+:/.test(url) ? url : `https://${url}`);
  const toBot =
    address.hostname === 't.me' && address.pathname.slice(1) === store.state.bot.username;
  const parameter = address.searchParams.get('start');
  if (toBot) actions.say(parameter ? `/start ${parameter}` : '/start');
  else if (isPassingOn(address)) passOn(address.searchParams.get('url') ?? '');
  else overlays.confirmLink(address.href);
}

/** Telegram's address for passing a link on: it asks to whom. */
const isPassingOn = ({ hostname, pathname }) => hostname === 't.me' && pathname === '/share/url';

/** The chosen person is handed the link, and opens it at once. */
function passOn(url) {
  const others = [...store.state.people.values()].filter(({ id }) => id !== currentId());
  overlays.choosePerson(others, (id) => {
    actions.select(id);
    openUrl(url);
  });
}

/** What is no picture cannot go as one: said in words, not as the Bot API says it. */
const failToSend = (error) =>
  error.message.includes('IMAGE_PROCESS_FAILED') ? overlays.toast(words().notPicture) : fail(error);

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    overlays.toast(words().copied);
  } catch (error) {
    fail(error);
  }
}

async function press(message, button) {
  if (store.isPressed(message.message_id, button.callback_data)) return;
  const { queryId } = await api.press(currentId(), message.message_id, button.callback_data);
  store.beginPress(queryId, { messageId: message.message_id, data: button.callback_data });
  setTimeout(() => {
    if (!store.state.presses.has(queryId)) return;
    store.endPress(queryId);
    overlays.toast(words().unanswered);
  }, PRESS_GIVEN_UP_MS);
}

function messageMenu(message, x, y) {
  const text = message.text ?? message.caption;
  const person = store.current();
  const photo = message.photo?.at(-1);
  const items = [
    !person.blocked && {
      icon: 'reply',
      label: words().reply,
      testid: 'reply',
      onClick: () => composer.reply(message),
    },
    text && { icon: 'copy', label: words().copy, onClick: () => copy(text) },
    photo && {
      icon: 'download',
      label: words().download,
      onClick: () =>
        h('a', {
          href: api.downloadUrl(photo.file_id),
          download: `photo-${message.message_id}.jpg`,
        }).click(),
    },
    message.own &&
      text &&
      !person.blocked && {
        icon: 'edit',
        label: words().edit,
        testid: 'edit',
        onClick: () => composer.edit(message),
      },
  ];
  overlays.menu(items.filter(Boolean), x, y);
}

/** What shall happen to the next training: to see how the bot tells of trouble. */
async function chooseTrouble() {
  const { kinds, next } = await api.loadTrouble();
  overlays.chooseOne(words().trouble, words().troubleKinds, kinds, next, (kind) => {
    api
      .orderTrouble(kind)
      .then(() => overlays.toast(words().troubleKinds[kind] ?? kind))
      .catch(fail);
  });
}

const actions = {
  copy,
  openUrl,
  messageMenu,
  words,
  say: (text, replyTo) => api.say(currentId(), text, replyTo).catch(fail),
  edit: (message, text) => api.edit(currentId(), message.message_id, text).catch(fail),
  press: (message, button) => press(message, button).catch(fail),
  sendExamples: (which) => api.sendExamples(currentId(), which).catch(fail),
  askVoice: () =>
    overlays.askVoice((text) => {
      api.sendVoice(currentId(), text).catch(fail);
    }),
  chooseTrouble: () => chooseTrouble().catch(fail),
  sendFiles: (input) => api.sendFiles(currentId(), input).catch(failToSend),
  block: () => api.block(currentId()).catch(fail),
  unblock: () => api.unblock(currentId()).catch(fail),
  clear: () => api.clear(currentId()).catch(fail),
  reply: (message) => composer.reply(message),
  scrollTo: (messageId) => messages.scrollTo(messageId),
  view(message) {
    const photos = [...store.current().messages.values()].filter((one) => one.photo);
    overlays.view(message, photos);
  },
  select(id) {
    composer.reset();
    document.body.classList.remove('people-open');
    store.select(id);
  },
  addPerson: () =>
    overlays.askPerson((name, language) => {
      api
        .addPerson(name, language)
        .then(async ({ id }) => {
          store.setPeople(await api.loadState());
          actions.select(id);
        })
        .catch(fail);
    }),
  togglePeople: () => document.body.classList.toggle('people-open'),
  hasStartParameter: () => startParameter !== undefined,
  takeStartParameter() {
    const taken = startParameter;
    startParameter = undefined;
    history.replaceState(undefined, '', location.pathname);
    composer.render();
    return taken;
  },
};

const header = createHeader({ store, actions, words, overlays, theme });
const messages = createMessages({ store, actions, words });
const composer = createComposer({ store, actions, words, overlays });
const people = createPeople({ element: rail, store, actions, words });
phone.append(header.element, messages.element, composer.element);

function showNotice() {
  notice.textContent = words().notice;
  document.documentElement.lang = store.current()?.languageCode ?? 'ru';
  document.title = store.current()?.botName ?? 'AISHA';
}

function renderAll() {
  showNotice();
  header.render();
  people.render();
  messages.render();
  composer.render();
}

/** What has to be drawn again for each kind of change. */
const renderers = {
  all: renderAll,
  connection: () => header.render(),
  press: ({ messageId }) => messages.refresh(messageId),
  person: () => {
    header.render();
    people.render();
    composer.render();
  },
  message: ({ chatId, isNew, message }) => {
    people.render();
    if (chatId !== currentId()) return header.render();
    header.render();
    messages.render({ isNew, isOwn: isNew && message.own });
    return composer.render();
  },
  removed: ({ chatId }) => {
    people.render();
    if (chatId !== currentId()) return;
    messages.render();
    composer.render();
  },
};

store.subscribe((change) => renderers[change.type](change));

function showAnswer({ queryId, personId, answer }) {
  store.endPress(queryId);
  if (personId !== currentId()) return;
  if (answer.url) openUrl(answer.url);
  if (answer.text === '') return;
  if (answer.alert) overlays.alert(answer.text);
  else overlays.toast(answer.text);
}

const reload = async () => store.setPeople(await api.loadState());

/** What the page does with each event of the stand-in. */
const receivers = {
  message: ({ chatId, message }) => store.putMessage(chatId, message),
  removed: ({ chatId, messageIds }) => store.removeMessages(chatId, messageIds),
  action: ({ chatId, action }) => store.setAction(chatId, action),
  answer: showAnswer,
  commands: reload,
  person: ({ person, blocked }) =>
    store.state.people.has(person.id) ? store.setBlocked(person.id, blocked) : reload(),
};

api.listen({
  onEvent: (event) => receivers[event.type]?.(event),
  onHello: () => {
    store.setLost(false);
    reload().catch(fail);
  },
  onLost: () => store.setLost(true),
});

document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('paste', (event) => {
  const files = [...event.clipboardData.files];
  if (files.length === 0) return;
  event.preventDefault();
  composer.upload(files);
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  composer.upload([...event.dataTransfer.files]);
});

const closePeople = () => document.body.classList.remove('people-open');
document.addEventListener('keydown', ({ key }) => key === 'Escape' && closePeople());
// The sheet of people closes on a tap beside it; the tap does nothing else.
document.addEventListener(
  'click',
  (event) => {
    if (!document.body.classList.contains('people-open') || rail.contains(event.target)) return;
    event.stopPropagation();
    closePeople();
  },
  true,
);

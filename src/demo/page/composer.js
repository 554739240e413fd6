import { summary } from './bubble.js';
import { h, icon, iconButton } from './dom.js';
import { createTray } from './tray.js';

/** The foot of the chat: what is being written, the commands, or a single button to begin. */
export function createComposer({ store, actions, words, overlays }) {
  const input = h('textarea', {
    rows: 1,
    class: 'input',
    enterkeyhint: 'send',
    maxlength: 4096,
    data: { testid: 'composer' },
  });
  const send = iconButton('send', '', submit, {
    class: 'icon-button send',
    data: { testid: 'send' },
  });
  const attach = iconButton('clip', '', openAttach, { data: { testid: 'attach' } });
  const menuButton = h(
    'button',
    {
      type: 'button',
      class: 'menu-button',
      data: { testid: 'menu' },
      on: { click: toggleCommands },
    },
    icon('menu'),
    h('span', {}),
  );
  const picker = h('input', {
    type: 'file',
    hidden: true,
    multiple: true,
    data: { testid: 'file-input' },
  });
  const commandList = h('div', { class: 'commands', role: 'listbox', hidden: true });
  const strip = h('div', { class: 'strip', hidden: true });
  const row = h('div', { class: 'composer-row' }, menuButton, attach, input, send, picker);
  const wide = h('button', { type: 'button', class: 'wide-button', on: { click: begin } });
  const element = h('footer', { class: 'composer' }, commandList, strip, row, wide);

  /** @type {{ kind: 'reply' | 'edit', message: object } | undefined} */
  let about;
  let isAsFile = false;
  let chosen = 0;
  let isMenuOpen = false;

  function begin() {
    const person = store.current();
    if (person.blocked) return actions.unblock();
    const parameter = actions.takeStartParameter();
    return actions.say(parameter ? `/start ${parameter}` : '/start');
  }

  function matching() {
    const typed = /^\/(\w*)$/.exec(input.value)?.[1];
    const all = store.current()?.commands ?? [];
    if (typed !== undefined) return all.filter(({ command }) => command.startsWith(typed));
    return isMenuOpen ? all : [];
  }

  function toggleCommands() {
    isMenuOpen = !isMenuOpen;
    chosen = 0;
    drawCommands();
    input.focus();
  }

  function runCommand({ command }) {
    isMenuOpen = false;
    input.value = '';
    grow();
    actions.say(`/${command}`);
  }

  function drawCommands() {
    const list = matching();
    commandList.hidden = list.length === 0;
    menuButton.setAttribute('aria-expanded', String(list.length > 0));
    commandList.setAttribute('aria-label', words().commands);
    commandList.replaceChildren(
      ...list.map((entry, at) =>
        h(
          'button',
          {
            type: 'button',
            role: 'option',
            'aria-selected': String(at === chosen),
            data: { testid: 'command' },
            on: { click: () => runCommand(entry) },
          },
          h('b', {}, `/${entry.command}`),
          h('span', {}, entry.description),
        ),
      ),
    );
  }

  function drawStrip() {
    strip.hidden = about === undefined;
    if (!about) return;
    const isOwn = about.message.own;
    const title =
      about.kind === 'edit' ? words().editing : isOwn ? words().you : store.current().botName;
    strip.replaceChildren(
      icon(about.kind),
      h(
        'span',
        { class: 'quote-words' },
        h('b', {}, title),
        h('span', {}, summary(about.message, words())),
      ),
      iconButton('close', words().cancel, cancel),
    );
  }

  function cancel() {
    if (about?.kind === 'edit') input.value = '';
    about = undefined;
    drawStrip();
    grow();
    input.focus();
  }

  function grow() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
    send.disabled = input.value.trim() === '';
    row.classList.toggle('writing', input.value !== '');
    drawCommands();
  }

  function submit() {
    const text = input.value.trim();
    if (text === '') return;
    const was = about;
    input.value = '';
    about = undefined;
    isMenuOpen = false;
    drawStrip();
    grow();
    input.focus();
    if (was?.kind === 'edit') actions.edit(was.message, text);
    else actions.say(text, was?.message.message_id);
  }

  function pick(asFile) {
    isAsFile = asFile;
    picker.accept = asFile ? '' : 'image/*';
    picker.click();
  }

  function openAttach() {
    const box = attach.getBoundingClientRect();
    const items = [
      { icon: 'photo', label: words().asPhoto, testid: 'attach-photo', onClick: () => pick(false) },
      { icon: 'file', label: words().asFile, testid: 'attach-file', onClick: () => pick(true) },
      { icon: 'voice', label: words().voice, testid: 'attach-voice', onClick: actions.askVoice },
    ];
    const close = () => openMenu?.close();
    const tray = createTray({ store, actions, words, close });
    const openMenu = overlays.menu(items, box.left, box.top - 20, { foot: tray, above: true });
  }

  function upload(files, asFile = false) {
    const person = store.current();
    if (files.length === 0 || !person || person.blocked) return;
    overlays.askUpload(files, asFile, ({ as, caption }) => {
      const replyTo = about?.kind === 'reply' ? about.message.message_id : undefined;
      if (replyTo !== undefined) cancel();
      actions.sendFiles({ files, as, caption, replyTo });
    });
  }

  picker.addEventListener('change', () => {
    upload([...picker.files], isAsFile);
    picker.value = '';
  });
  input.addEventListener('input', () => {
    chosen = 0;
    if (input.value !== '') isMenuOpen = false;
    grow();
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const list = matching();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.length > 0 && step) {
      event.preventDefault();
      chosen = (chosen + step + list.length) % list.length;
      drawCommands();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      const isCommand = list.length > 0 && list[chosen];
      if (isCommand) runCommand(list[chosen]);
      else submit();
    } else if (event.key === 'Escape') {
      isMenuOpen = false;
      if (about) cancel();
      drawCommands();
    } else if (event.key === 'ArrowUp' && input.value === '') {
      const own = [...store.current().messages.values()].filter((one) => one.own && one.text);
      const last = own.at(-1);
      if (!last) return;
      event.preventDefault();
      edit(last);
    }
  });

  function edit(message) {
    about = { kind: 'edit', message };
    input.value = message.text ?? message.caption ?? '';
    drawStrip();
    grow();
    input.focus();
  }

  return {
    element,
    upload,
    edit,
    reply(message) {
      about = { kind: 'reply', message };
      drawStrip();
      input.focus();
    },
    reset() {
      about = undefined;
      input.value = '';
      isMenuOpen = false;
      drawStrip();
    },
    render() {
      const person = store.current();
      if (!person) return;
      const isFresh = person.messages.size === 0 || actions.hasStartParameter();
      const isWide = person.blocked || isFresh;
      row.hidden = isWide;
      wide.hidden = !isWide;
      wide.textContent = person.blocked ? words().unblock : words().start;
      if (isWide) wide.dataset.testid = person.blocked ? 'unblock' : 'start';
      else delete wide.dataset.testid;
      input.placeholder = words().message;
      input.setAttribute('aria-label', words().message);
      for (const [button, label] of [
        [send, words().send],
        [attach, words().attach],
      ]) {
        button.setAttribute('aria-label', label);
        button.title = label;
      }
      menuButton.hidden = person.commands.length === 0;
      menuButton.lastChild.textContent = words().menu;
      grow();
    },
  };
}

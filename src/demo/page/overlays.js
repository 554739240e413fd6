import { downloadUrl, fileUrl } from './api.js';
import { avatar, h, icon, iconButton } from './dom.js';

const TOAST_MS = 2600;
const TOAST_MS_PER_CHARACTER = 35;

/** Toasts, alerts, menus and the photo viewer: all that floats above a chat. */
export function createOverlays({ holder, words }) {
  const toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  holder.append(toasts);

  function toast(text) {
    const shown = h('div', { class: 'toast', data: { testid: 'toast' } }, text);
    toasts.replaceChildren(shown);
    setTimeout(
      () => {
        shown.classList.add('leaving');
        setTimeout(() => shown.remove(), 250);
      },
      TOAST_MS + text.length * TOAST_MS_PER_CHARACTER,
    );
  }

  /** A modal dialog is laid out in the window: it is moved over the phone by hand. */
  function placeOverPhone(box) {
    if (box.classList.contains('viewer')) return;
    const space = holder.getBoundingClientRect();
    box.style.left = `${space.left + (space.width - box.offsetWidth) / 2}px`;
    box.style.top = `${space.top + (space.height - box.offsetHeight) / 2}px`;
  }

  function dialog(attributes, ...children) {
    const box = h(
      'dialog',
      { ...attributes, class: `dialog ${attributes.class ?? ''}` },
      ...children,
    );
    box.addEventListener('close', () => box.remove());
    box.addEventListener('click', (event) => {
      if (event.target === box) box.close();
    });
    holder.append(box);
    box.showModal();
    placeOverPhone(box);
    return box;
  }

  const choice = (label, onClick, attributes = {}) =>
    h(
      'button',
      { type: 'button', class: 'plain-button', on: { click: onClick }, ...attributes },
      label,
    );

  function alert(text) {
    const box = dialog(
      { data: { testid: 'alert' }, role: 'alertdialog', 'aria-label': text },
      h('p', {}, text),
      h(
        'div',
        { class: 'choices' },
        choice(words().ok, () => box.close(), { autofocus: true }),
      ),
    );
  }

  function confirmLink(url) {
    const open = () => {
      window.open(url, '_blank', 'noopener');
      box.close();
    };
    const box = dialog(
      { 'aria-label': words().openLink },
      h('h3', {}, words().openLink),
      h('p', { class: 'address' }, url),
      h(
        'div',
        { class: 'choices' },
        choice(words().cancel, () => box.close()),
        choice(words().open, open, { autofocus: true }),
      ),
    );
  }

  /**
   * @param {{ icon: string, label: string, danger?: boolean, onClick: () => void, testid?: string }[]} items
   * @param {{ foot?: HTMLElement, above?: boolean }} [more] `above`: `y` is where the menu ends.
   */
  function menu(items, x, y, { foot, above = false } = {}) {
    const before = document.activeElement;
    const buttons = items.map((item) =>
      h(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          class: item.danger ? 'danger' : '',
          data: { testid: item.testid },
          on: {
            click: () => {
              close();
              item.onClick();
            },
          },
        },
        icon(item.icon),
        item.label,
      ),
    );
    const list = h('div', { role: 'menu' }, ...buttons);
    const box = h('div', { class: foot ? 'menu with-foot' : 'menu' }, list, foot);
    const shade = h('div', { class: 'menu-shade' }, box);

    function close() {
      shade.remove();
      if (document.activeElement === document.body) before?.focus?.();
    }

    shade.addEventListener('pointerdown', (event) => {
      if (event.target === shade) close();
    });
    shade.addEventListener('contextmenu', (event) => event.preventDefault());
    shade.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const at = buttons.indexOf(document.activeElement);
      if (event.key === 'Escape' || event.key === 'Tab') close();
      if (!step) return;
      event.preventDefault();
      buttons.at((at + step) % buttons.length)?.focus();
    });
    holder.append(shade);
    // The holder's own box counts the frame of the phone, too.
    const space = shade.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = Math.max(8, Math.min(x - space.left, space.width - width - 8));
    const wanted = y - space.top - (above ? height : 0);
    const top = Math.max(8, Math.min(wanted, space.height - height - 8));
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
    buttons[0]?.focus();
    return { close };
  }

  /** Shows one photo large; the arrows lead through the other photos of the chat. */
  function view(message, photos) {
    let at = photos.findIndex((one) => one.message_id === message.message_id);
    const image = h('img', { alt: '' });
    const caption = h('p', { class: 'viewer-caption' });
    const save = h(
      'a',
      { class: 'icon-button', 'aria-label': words().download, title: words().download },
      icon('download'),
    );
    const show = (step) => {
      at = Math.min(photos.length - 1, Math.max(0, at + step));
      const photo = photos[at];
      const { file_id } = photo.photo.at(-1);
      image.src = fileUrl(file_id);
      image.alt = photo.caption ?? words().photo;
      caption.textContent = photo.caption ?? '';
      save.href = downloadUrl(file_id);
      save.download = `photo-${photo.message_id}.jpg`;
      back.disabled = at === 0;
      forward.disabled = at === photos.length - 1;
    };
    const back = iconButton('left', words().previous, () => show(-1), {
      class: 'icon-button viewer-left',
    });
    const forward = iconButton('right', words().next, () => show(1), {
      class: 'icon-button viewer-right',
    });
    const close = iconButton('close', words().close, () => box.close());
    const box = dialog(
      { class: 'viewer', 'aria-label': words().photo },
      h('div', { class: 'viewer-bar' }, save, close),
      image,
      caption,
      back,
      forward,
    );
    box.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowLeft') show(-1);
      if (event.key === 'ArrowRight') show(1);
    });
    image.addEventListener('click', () => box.close());
    show(0);
  }

  /** Asks for a caption, and whether pictures go as photos or as files. */
  function askUpload(files, isAsFile, onSend) {
    const urls = files.map((file) => URL.createObjectURL(file));
    const pictures = files.every((file) => file.type.startsWith('image/'));
    const previews = files.map((file, index) =>
      file.type.startsWith('image/')
        ? h('img', { src: urls[index], alt: file.name })
        : h('span', { class: 'upload-file' }, icon('file'), file.name),
    );
    const asFile = h('input', {
      type: 'checkbox',
      name: 'as-file',
      checked: isAsFile || !pictures,
      disabled: !pictures,
    });
    const caption = h('input', {
      type: 'text',
      name: 'caption',
      placeholder: words().caption,
      'aria-label': words().caption,
      maxlength: 1024,
      autocomplete: 'off',
      autofocus: true,
    });
    const send = (event) => {
      event.preventDefault();
      onSend({ as: asFile.checked ? 'file' : 'photo', caption: caption.value });
      box.close();
    };
    const form = h(
      'form',
      { on: { submit: send } },
      h('h3', {}, `${words().sendFiles}: ${files.length}`),
      h(
        'div',
        { class: 'upload-previews', data: { count: Math.min(files.length, 4) } },
        ...previews,
      ),
      caption,
      pictures && h('label', { class: 'check' }, asFile, words().asFiles),
      h(
        'div',
        { class: 'choices' },
        choice(words().cancel, () => box.close()),
        h(
          'button',
          { type: 'submit', class: 'plain-button strong', data: { testid: 'upload-send' } },
          words().send,
        ),
      ),
    );
    const box = dialog({ 'aria-label': words().sendFiles }, form);
    box.addEventListener('close', () => {
      for (const url of urls) URL.revokeObjectURL(url);
    });
  }

  /** A list to choose one of; `choices` gives its buttons, which call `choose`. */
  function chooseFrom(title, choices, onChoose) {
    const choose = (chosen) => {
      box.close();
      onChoose(chosen);
    };
    const box = dialog(
      { 'aria-label': title },
      h('h3', {}, title),
      ...choices(choose),
      h(
        'div',
        { class: 'choices' },
        choice(words().cancel, () => box.close()),
      ),
    );
  }

  /** Asks whom to send something to. */
  const choosePerson = (people, onChoose) =>
    chooseFrom(
      words().sendTo,
      (choose) =>
        people.map((person) =>
          h(
            'button',
            {
              type: 'button',
              class: 'person',
              data: { testid: `send-to-${person.id}` },
              on: { click: () => choose(person.id) },
            },
            avatar(person),
            h('span', { class: 'person-words' }, h('b', {}, person.firstName)),
          ),
        ),
      onChoose,
    );

  /** Asks for one of several kinds; the present one is marked. */
  const chooseOne = (title, labels, kinds, present, onChoose) =>
    chooseFrom(
      title,
      (choose) =>
        kinds.map((kind) =>
          h(
            'button',
            {
              type: 'button',
              class: 'option',
              'aria-pressed': String(kind === present),
              data: { testid: `choose-${kind}` },
              on: { click: () => choose(kind) },
            },
            labels[kind] ?? kind,
          ),
        ),
      onChoose,
    );

  const textInput = (name, label, maxlength) =>
    h('input', {
      type: 'text',
      name,
      placeholder: label,
      'aria-label': label,
      maxlength,
      required: true,
      autocomplete: 'off',
      autofocus: true,
    });

  /** A form that is sent or cancelled. */
  function askForm({ title, fields, sends, testid }, onSubmit) {
    const submit = (event) => {
      event.preventDefault();
      onSubmit();
      box.close();
    };
    const send = h(
      'button',
      { type: 'submit', class: 'plain-button strong', data: { testid } },
      sends,
    );
    const cancel = choice(words().cancel, () => box.close());
    const box = dialog(
      { 'aria-label': title },
      h(
        'form',
        { on: { submit } },
        h('h3', {}, title),
        ...fields,
        h('div', { class: 'choices' }, cancel, send),
      ),
    );
  }

  /** Asks what would be said aloud: a demo has no microphone. */
  function askVoice(onSay) {
    const text = textInput('voice', words().voiceText, 800);
    const fields = [h('p', {}, words().voiceHint), text];
    askForm({ title: words().voice, fields, sends: words().send, testid: 'voice-send' }, () =>
      onSay(text.value),
    );
  }

  function askPerson(onAdd) {
    const name = textInput('name', words().name, 64);
    const language = h(
      'select',
      { name: 'language', 'aria-label': words().language },
      h('option', { value: 'ru' }, 'Русский'),
      h('option', { value: 'en' }, 'English'),
    );
    const fields = [name, language];
    askForm({ title: words().addPerson, fields, sends: words().add }, () =>
      onAdd(name.value, language.value),
    );
  }

  return {
    toast,
    alert,
    confirmLink,
    menu,
    view,
    askUpload,
    askVoice,
    chooseOne,
    choosePerson,
    askPerson,
  };
}

import { avatar, h, icon, iconButton } from './dom.js';

/** The bot's name, what it is doing, and the buttons of the chat. */
export function createHeader({ store, actions, words, overlays, theme }) {
  const status = h('span', { class: 'status', role: 'status', data: { testid: 'status' } });
  const title = h('b', {});
  const person = h('button', {
    type: 'button',
    class: 'person-button',
    on: { click: actions.togglePeople },
  });
  const themeButton = iconButton('moon', '', theme.toggle, { data: { testid: 'theme' } });
  themeButton.append(icon('sun'));
  const more = iconButton('more', '', openMenu, { data: { testid: 'more' } });
  const element = h(
    'header',
    { class: 'header' },
    h('span', { class: 'bot-mark', 'aria-hidden': 'true' }),
    h('div', { class: 'titles' }, title, status),
    person,
    themeButton,
    more,
  );

  function openMenu() {
    const box = more.getBoundingClientRect();
    const current = store.current();
    const items = [
      {
        icon: 'trouble',
        label: words().trouble,
        testid: 'trouble',
        onClick: actions.chooseTrouble,
      },
      { icon: 'trash', label: words().clear, testid: 'clear', onClick: actions.clear },
      current.blocked
        ? {
            icon: 'block',
            label: words().unblock,
            testid: 'menu-unblock',
            onClick: actions.unblock,
          }
        : {
            icon: 'block',
            label: words().block,
            testid: 'block',
            danger: true,
            onClick: actions.block,
          },
    ];
    overlays.menu(items, box.right - 250, box.bottom + 4);
  }

  function statusWords(current) {
    if (store.state.isLost) return words().lost;
    if (current.blocked) return words().blocked;
    const action = current.action && (words().actions[current.action] ?? words().actions.typing);
    return action ?? words().bot;
  }

  return {
    element,
    render() {
      const current = store.current();
      if (!current) return;
      title.textContent = current.botName;
      const isBusy = Boolean(current.action) && !current.blocked && !store.state.isLost;
      status.textContent = statusWords(current);
      status.classList.toggle('busy', isBusy);
      person.replaceChildren(avatar(current));
      person.setAttribute('aria-label', `${words().people}: ${current.firstName}`);
      const unread = [...store.state.people.values()].some((one) => one.unread > 0);
      person.classList.toggle('with-unread', unread);
      for (const [button, label] of [
        [themeButton, words().theme],
        [more, words().more],
      ]) {
        button.setAttribute('aria-label', label);
        button.title = label;
      }
    },
  };
}

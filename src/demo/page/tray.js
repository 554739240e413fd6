import { exampleUrl } from './api.js';
import { h } from './dom.js';

/** Ready photos of a drawn person, for those who have none of their own at hand. */
export function createTray({ store, actions, words, close }) {
  const count = store.state.examples;
  const id = store.state.currentId;
  if (count === 0) return undefined;
  const all = Array.from({ length: count }, (_, at) => at);

  function send(which) {
    close();
    actions.sendExamples(which);
  }

  const thumb = (at) =>
    h(
      'button',
      {
        type: 'button',
        class: 'tray-photo',
        'aria-label': `${words().sendExample} ${at + 1}`,
        on: { click: () => send([at]) },
      },
      h('img', {
        src: exampleUrl(id, at),
        alt: '',
        draggable: 'false',
        on: { load: ({ target }) => target.classList.add('ready') },
      }),
    );

  return h(
    'section',
    { class: 'tray', 'aria-label': words().examples },
    h('b', {}, words().examples),
    h('p', {}, words().examplesHint),
    h('div', { class: 'tray-photos' }, ...all.map(thumb)),
    h(
      'button',
      {
        type: 'button',
        class: 'tray-all',
        data: { testid: 'examples-send' },
        on: { click: () => send(all) },
      },
      words().sendExamples(count),
    ),
  );
}

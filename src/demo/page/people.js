import { summary } from './bubble.js';
import { avatar, h, icon } from './dom.js';

/** Everyone who has a phone here: a column beside it, or a sheet over it on a narrow screen. */
export function createPeople({ element, store, actions, words }) {
  function drawPerson(person) {
    const isCurrent = person.id === store.state.currentId;
    const last = [...person.messages.values()].at(-1);
    return h(
      'button',
      {
        type: 'button',
        class: 'person',
        'aria-pressed': String(isCurrent),
        data: { testid: `person-${person.id}` },
        on: { click: () => actions.select(person.id) },
      },
      avatar(person),
      h(
        'span',
        { class: 'person-words' },
        h('b', {}, person.firstName, h('i', { class: 'language' }, person.languageCode)),
        h('span', {}, last ? summary(last, words()) : words().empty),
      ),
      person.unread > 0 && h('span', { class: 'unread' }, person.unread),
    );
  }

  const add = () =>
    h(
      'button',
      {
        type: 'button',
        class: 'person add',
        data: { testid: 'person-add' },
        on: { click: actions.addPerson },
      },
      h('span', { class: 'avatar' }, icon('plus')),
      h('span', { class: 'person-words' }, h('b', {}, words().addPerson)),
    );

  return {
    render() {
      element.setAttribute('aria-label', words().people);
      const people = [...store.state.people.values()];
      element.replaceChildren(
        h(
          'div',
          { class: 'people-head' },
          h('h1', {}, words().people),
          h('p', {}, words().peopleHint),
        ),
        h('div', { class: 'people-list' }, ...people.map(drawPerson), add()),
      );
    },
  };
}

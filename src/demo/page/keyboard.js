import { h, icon } from './dom.js';

/** With more buttons in a row each has less air around its words. */
const COMFORTABLE = 2;

/** What a press on each kind of button does. */
function pressed(button, message, actions) {
  if (button.callback_data !== undefined) actions.press(message, button);
  else if (button.copy_text) actions.copy(button.copy_text.text);
  else actions.openUrl(button.url ?? button.web_app?.url ?? '');
}

function drawButton(button, message, store, actions) {
  const isBusy =
    button.callback_data !== undefined && store.isPressed(message.message_id, button.callback_data);
  const corner = button.url || button.web_app ? 'link' : button.copy_text ? 'copy' : undefined;
  return h(
    'button',
    {
      type: 'button',
      class: 'key',
      'aria-busy': isBusy ? 'true' : undefined,
      data: {
        testid: 'keyboard-button',
        style: button.style,
        callback: button.callback_data,
        busy: isBusy ? '' : undefined,
      },
      on: { click: () => pressed(button, message, actions) },
    },
    h('span', { class: 'key-label' }, button.text),
    corner && icon(corner),
    isBusy && h('span', { class: 'spinner', 'aria-hidden': 'true' }),
  );
}

/** Two keyboards with the same signature look and act alike. */
const signatureOf = (rows, { message_id }, store) =>
  JSON.stringify([
    rows,
    rows.flat().map(({ callback_data }) => store.isPressed(message_id, callback_data)),
  ]);

/** The inline keyboard below a bubble; the one that is there already, if it is the same. */
export function drawKeyboard(message, { store, actions, keyboard }) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return undefined;
  const signature = signatureOf(rows, message, store);
  if (keyboard?.dataset.signature === signature) return keyboard;
  return h(
    'div',
    { class: 'keyboard', role: 'group', data: { signature } },
    ...rows.map((row) =>
      h(
        'div',
        {
          class: 'keyboard-row',
          css: { '--keys': row.length },
          data: { narrow: row.length > COMFORTABLE ? row.length : undefined },
        },
        ...row.map((button) => drawButton(button, message, store, actions)),
      ),
    ),
  );
}

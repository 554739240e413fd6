import { chatSetup, explain, inform, screen, show } from './setup.ts';
import type { ChatEvent, NoticeKey, Redeemed } from './types.ts';

/** As it was typed: after the command, or as a message of its own. */
function codeOf(event: ChatEvent): string {
  if (event.type === 'redeem') return event.code;
  return event.type === 'text' || event.type === 'unhandled' ? (event.text ?? '') : '';
}

const redeem = chatSetup.createStateConfig({
  id: 'redeeming',
  invoke: {
    id: 'redeem',
    src: 'redeem',
    input: ({ context: { personId }, event }) => ({ personId, code: codeOf(event) }),
    onDone: [
      /** Back to the order that was waiting for the coins, if one was. */
      {
        guard: 'creditedForDraft',
        target: '#confirm',
        actions: 'tellCredit',
      },
      {
        guard: 'creditedForTraining',
        target: '#wizard',
        actions: ['tellCredit', { type: 'arrive', params: { at: 'wizard' } }],
      },
      { guard: { type: 'is', params: 'credited' }, target: '#balance', actions: 'tellCredit' },
      {
        target: '#code',
        actions: {
          type: 'notify',
          params: ({ event }) => ({ key: refusals[event.output.kind] }),
        },
      },
    ],
    onError: { target: '#code', actions: inform('trouble') },
  },
});

const refusals: Readonly<Record<Redeemed['kind'], NoticeKey>> = {
  credited: 'promo-credited',
  unknown: 'promo-unknown',
  expired: 'promo-expired',
  'used-up': 'promo-used-up',
  already: 'promo-already',
};

/** Coins: what there is, what happened to them, and codes that bring some. */
export const balance = chatSetup.createStateConfig({
  initial: 'overview',
  states: {
    overview: { id: 'balance', entry: [...screen({ at: 'balance' })] },
    operations: {
      id: 'operations',
      entry: [
        {
          type: 'arrive',
          params: ({ context: { place }, event }) => {
            if (event.type === 'operations') return { at: 'operations', before: event.before };
            return place.at === 'operations' ? place : { at: 'operations', before: null };
          },
        },
        show,
      ],
    },
    code: {
      id: 'code',
      entry: [...screen({ at: 'code' })],
      on: {
        text: { target: '#redeeming', actions: 'hear' },
        voice: explain('hint-voice'),
        unhandled: [
          { guard: ({ event }) => event.text !== null, target: '#redeeming', actions: 'hear' },
          { actions: ['hear', 'hint', show] },
        ],
      },
    },
    redeeming: redeem,
  },
});

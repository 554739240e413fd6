import * as v from 'valibot';
import { badRequest } from '../errors.ts';
import { flag, integer, text } from '../fields.ts';
import { method } from './method.ts';

const MAX_ANSWER = 200;

export const answerCallbackQuery = method(
  {
    callback_query_id: text,
    text: v.exactOptional(text),
    show_alert: v.exactOptional(flag),
    url: v.exactOptional(text),
    cache_time: v.exactOptional(integer),
  },
  (params, call) => {
    const words = params.text ?? '';
    if (words.length > MAX_ANSWER) throw badRequest('MESSAGE_TOO_LONG');
    call.queries.answer(params.callback_query_id, {
      text: words,
      alert: params.show_alert ?? false,
      ...(params.url === undefined ? {} : { url: params.url }),
    });
    return true;
  },
);

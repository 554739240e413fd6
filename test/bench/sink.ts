import process from 'node:process';
import { listen } from '../../src/http/listen.ts';
import { LIVING_ID, OTHER_ID } from './sink-ids.ts';

/**
 * A Bot API that takes everything at once, and counts. It answers plausibly, not strictly: the
 * demo's stand-in is the strict one.
 */
const counts = new Map<string, number>();
/** Chats by how many results they got. */
const results = new Map<number, number>();
/** The last button of each chat that orders pictures. */
const makes = new Map<number, string>();
/** Screens that each chat was shown, and who waits for more of them. */
const screens = new Map<number, number>();
const waiting = new Map<number, Set<() => void>>();
let files = 0;

const me = { id: 1, is_bot: true, first_name: 'AISHA', username: 'aisha_bot' };

/** What the set-up asks for. */
const answers: Readonly<Record<string, unknown>> = {
  getMe: me,
  getMyCommands: [],
  getMyDescription: { description: '' },
  getMyShortDescription: { short_description: '' },
};

const latin = new TextDecoder('latin1');

/** Of a form only the small fields before the first file are read. */
function fieldsOf(type: string, body: Uint8Array): Readonly<Record<string, string>> {
  if (type.startsWith('application/json')) return JSON.parse(new TextDecoder().decode(body));
  const head = latin.decode(body.subarray(0, 16_384));
  const fields = head.matchAll(/name="(\w+)"(?:\r\n[^\r\n]+)*\r\n\r\n([^\r\n]*)\r\n/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]));
}

function messageFor(method: string, fields: Readonly<Record<string, unknown>>) {
  const chatId = Number(fields['chat_id']);
  const isResult = fields['reply_parameters'] !== undefined;
  const isScreen = method.startsWith('edit')
    ? // Behind a file it is not read; only screens are edited with files.
      Number(fields['message_id'] ?? LIVING_ID) === LIVING_ID
    : method === 'sendPhoto' && !isResult;
  if (isScreen) {
    screens.set(chatId, (screens.get(chatId) ?? 0) + 1);
    for (const wake of waiting.get(chatId) ?? []) wake();
  }
  if (isResult) results.set(chatId, (results.get(chatId) ?? 0) + 1);
  const make = /make\/[^"\\]+/.exec(JSON.stringify(fields['reply_markup'] ?? ''))?.[0];
  if (make) makes.set(chatId, make);
  files += 1;
  return {
    message_id: isScreen ? LIVING_ID : OTHER_ID,
    date: Math.floor(Date.now() / 1000),
    chat: { id: chatId, type: 'private', first_name: 'Анна' },
    from: me,
    ...(/photo|media|caption/i.test(method) && {
      photo: [{ file_id: `file${files}`, file_unique_id: `f${files}`, width: 960, height: 540 }],
    }),
  };
}

const isTrue = (method: string) => /^(set|delete|answer)/.test(method);

/** How many screens a chat was shown, as soon as they are so many. */
async function screensOf(chatId: number, enough: number): Promise<Response> {
  const wakes = waiting.get(chatId) ?? new Set();
  waiting.set(chatId, wakes);
  while ((screens.get(chatId) ?? 0) < enough)
    await new Promise<void>((resolve) => {
      const wake = () => {
        wakes.delete(wake);
        resolve();
      };
      wakes.add(wake);
    });
  return Response.json(screens.get(chatId) ?? 0);
}

async function take(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/screens')
    return screensOf(Number(searchParams.get('chat')), Number(searchParams.get('enough')));
  if (pathname === '/readyz') return new Response('ok');
  if (pathname === '/shown') return Response.json(screens.size);
  if (pathname === '/counts')
    return Response.json({
      calls: Object.fromEntries(counts),
      results: [...results.values()],
      makes: [...makes],
    });
  if (pathname === '/forget') {
    counts.clear();
    results.clear();
    return new Response('ok');
  }
  const method = pathname.slice(pathname.lastIndexOf('/') + 1);
  counts.set(method, (counts.get(method) ?? 0) + 1);
  const body = await request.bytes();
  if (isTrue(method)) return Response.json({ ok: true, result: true });
  const known = answers[method];
  if (known !== undefined) return Response.json({ ok: true, result: known });
  const fields = fieldsOf(request.headers.get('content-type') ?? '', body);
  return Response.json({ ok: true, result: messageFor(method, fields) });
}

await listen(take, '127.0.0.1', Number(process.env['PORT']));

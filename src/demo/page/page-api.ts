import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { streamSSE } from 'hono/streaming';
import * as v from 'valibot';
import type { PhoneEvent } from '../bot-api/events.ts';
import type { Parts } from '../bot-api/methods/method.ts';
import type { People } from '../bot-api/people.ts';
import type { User } from '../bot-api/types.ts';
import { EXAMPLES } from '../example-photos.ts';
import { writeVoiceClip } from '../voice-clip.ts';
import { exampleRoutes } from './example-routes.ts';
import { personId } from './person-id.ts';
import { type Trouble, troubleRoutes } from './trouble-routes.ts';

/** Streams that stay silent for about ten seconds are cut by the server. */
const HEARTBEAT_MS = 5000;

/** How quickly people speak. */
const LETTERS_A_SECOND = 14;

/** The people a fresh demo begins with. */
const FIRST_PEOPLE = [
  { id: 7_000_001, firstName: 'Анна', languageCode: 'ru' },
  { id: 7_000_002, firstName: 'Борис', languageCode: 'ru' },
  { id: 7_000_003, firstName: 'Emma', languageCode: 'en' },
];

const said = v.object({ text: v.string(), replyTo: v.exactOptional(v.number()) });
const edited = v.object({ messageId: v.number(), text: v.string() });
const pressed = v.object({ messageId: v.number(), data: v.string() });
const spoken = v.object({ text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2000)) });
const newcomer = v.object({
  firstName: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64)),
  languageCode: v.picklist(['ru', 'en']),
});

const readOptional = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

async function readUploads(form: FormData) {
  const uploads = [];
  for (const file of form.getAll('file')) {
    if (typeof file === 'string') continue;
    const bytes = new Uint8Array(await file.arrayBuffer());
    uploads.push({ bytes, name: file.name, mime: file.type || 'application/octet-stream' });
  }
  return uploads;
}

export type PageDeps = { people: People; parts: Parts; trouble?: Trouble };

/** What a phone shows of one person: themself, their bot and their chat. */
function viewPerson(person: User, { people, parts }: PageDeps) {
  const language = person.language_code ?? '';
  return {
    id: person.id,
    firstName: person.first_name,
    languageCode: language,
    blocked: people.isBlocked(person.id),
    commands: parts.profile.commandsFor(person.id, language),
    botName: parts.profile.word('name', language) || parts.state.bot.first_name,
    description: parts.profile.word('description', language),
    messages: people.chat(person.id),
  };
}

const concerns = (event: PhoneEvent) => event.type !== 'called';

/** Everything a phone has to know, at once and then as it happens. */
function addReading(api: Hono, deps: PageDeps) {
  const { people, parts } = deps;

  api.get('/state', (c) => {
    if (people.people().length === 0) for (const one of FIRST_PEOPLE) people.person(one);
    const views = people.people().map((person) => viewPerson(person, deps));
    return c.json({ bot: parts.state.bot, people: views, examples: EXAMPLES });
  });

  api.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const unsubscribe = parts.events.subscribe((event) => {
        if (concerns(event)) void stream.writeSSE({ data: JSON.stringify(event) });
      });
      stream.onAbort(() => void unsubscribe());
      await stream.writeSSE({ event: 'hello', data: '' });
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(HEARTBEAT_MS);
        await stream.writeSSE({ event: 'beat', data: '' });
      }
    }),
  );

  api.get('/files/:id', async (c) => {
    const file = await parts.files.open({ id: c.req.param('id') });
    if (!file) return c.notFound();
    const name = encodeURIComponent(file.name || 'photo.jpg');
    if (c.req.query('download') !== undefined) {
      c.header('Content-Disposition', `attachment; filename*=UTF-8''${name}`);
    }
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': file.mime,
      'Cache-Control': 'private, max-age=86400',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
  });
}

/** What a person does in their chat. */
function addActing(api: Hono, { people }: PageDeps) {
  api.post('/chats/:id/say', async (c) => {
    const { text, replyTo } = v.parse(said, await c.req.json());
    people.say(personId(c), text, replyTo === undefined ? {} : { replyTo });
    return c.json({});
  });

  api.post('/chats/:id/edit', async (c) => {
    const { messageId, text } = v.parse(edited, await c.req.json());
    people.edit(personId(c), messageId, text);
    return c.json({});
  });

  // A phone sends the press of what it shows, even if the message has just changed.
  api.post('/chats/:id/press', async (c) => {
    const { messageId, data } = v.parse(pressed, await c.req.json());
    const { queryId } = people.pressStale(personId(c), messageId, data);
    return c.json({ queryId });
  });

  api.post('/chats/:id/files', async (c) => {
    const form = await c.req.formData();
    const type = form.get('as') === 'file' ? 'Document' : 'Photo';
    const caption = readOptional(form, 'caption');
    const replyTo = readOptional(form, 'replyTo');
    await people.sendUploads(personId(c), await readUploads(form), type, {
      ...(caption === undefined ? {} : { caption }),
      ...(replyTo === undefined ? {} : { replyTo: Number(replyTo) }),
    });
    return c.json({});
  });

  api.post('/chats/:id/voice', async (c) => {
    const { text } = v.parse(spoken, await c.req.json());
    const seconds = Math.max(1, Math.round(text.length / LETTERS_A_SECOND));
    await people.sendVoice(personId(c), writeVoiceClip(text, seconds), seconds);
    return c.json({});
  });

  const acts = { block: people.block, unblock: people.unblock, clear: people.clearHistory };
  for (const [name, act] of Object.entries(acts)) {
    api.post(`/chats/:id/${name}`, (c) => {
      act(personId(c));
      return c.json({});
    });
  }
}

/** The JSON API of the chat page. It takes requests of this page only. */
export function pageApi(deps: PageDeps) {
  const api = new Hono();
  api.use(csrf());
  addReading(api, deps);
  addActing(api, deps);
  api.route('/', exampleRoutes(deps.people));
  api.route('/', troubleRoutes(deps.trouble));
  api.post('/people', async (c) => {
    const { firstName, languageCode } = v.parse(newcomer, await c.req.json());
    const last = Math.max(7_000_000, ...deps.people.people().map((person) => person.id));
    const person = deps.people.person({ id: last + 1, firstName, languageCode });
    return c.json(viewPerson(person, deps));
  });
  api.onError((error, c) => c.json({ error: error.message }, 400));
  return api;
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Db } from '../../../db/open.ts';
import { writeVoiceClip } from '../../../src/demo/voice-clip.ts';
import { createTranslate } from '../../../src/effects/create/translate.ts';
import { createUnderstanding } from '../../../src/effects/create/understand.ts';
import { createAsk } from '../../../src/fal/ask.ts';
import { createFalFiles } from '../../../src/fal/files.ts';
import { createFalQueue } from '../../../src/fal/queue.ts';
import type { FetchedFile } from '../../../src/telegram/fetch-file.ts';
import { eachDatabase } from '../../databases.ts';
import { somebody } from '../../db/people-with-coins.ts';
import { KEY, startFal } from '../../demo/fal/start-fal.ts';
import { flat } from '../../demo/fal/uploads.ts';
import { serve } from '../../serve.ts';

const FLORENCE = 'fal-ai/florence-2-large/more-detailed-caption';

interface Given {
  readonly file: FetchedFile;
  readonly captionModel?: string | null;
  readonly speechModel?: string | null;
  readonly translateModel?: string | null;
  readonly key?: string;
}

/** A Russian speaker's photo or voice message, understood by a stand-in of FAL. */
async function begin(db: Db, given: Given) {
  const { file, captionModel = FLORENCE, speechModel = null, translateModel = null } = given;
  const { key = KEY } = given;
  const { fal } = startFal();
  const { url: baseUrl, close } = await serve(fal.app);
  const { id: personId } = await somebody(db);
  const ask = createAsk({
    queue: createFalQueue({ key, baseUrl }),
    timeoutMs: 5000,
    everyMs: 2,
  });
  const refused: string[] = [];
  const { describeSample, hear } = createUnderstanding({
    db: db.kysely,
    fetchFile: async () => file,
    sendUp: createFalFiles({ key, baseUrl }),
    ask,
    translateTo: createTranslate({
      ask,
      model: translateModel,
      onFailed: (why) => refused.push(why),
    }),
    captionModel,
    speechModel,
    onRefused: async ({ code }, model) => refused.push(`${code} ${model}`),
  });
  const work = { key: 'chat:1', effectId: 'e', attempts: 0, signal: AbortSignal.timeout(10_000) };
  return {
    fal,
    refused,
    describe: () => describeSample({ personId, fileId: 'f' }, work),
    hear: () => hear({ personId, fileId: 'f' }, work),
    close: async () => {
      fal.close();
      await close();
    },
  };
}

const photo = async (): Promise<FetchedFile> => ({ kind: 'ok', bytes: await flat('#2060d0') });
const voice = (words: string): FetchedFile => ({ kind: 'ok', bytes: writeVoiceClip(words, 3) });

eachDatabase('a sample photo', (open) => {
  it('is put into words, and sent to FAL small and without its metadata', async () => {
    const { describe, fal, close } = await begin(await open(), { file: await photo() });
    const seen = await describe();
    assert.ok(seen.kind === 'understood' && seen.text.length > 10, JSON.stringify(seen));
    assert.equal(fal.requests.at(-1)?.endpoint, FLORENCE);
    await close();
  });

  it('is put into the words of the person, where a model that sees is configured', async () => {
    const given = { file: await photo(), captionModel: 'vision:maker/model' };
    const { describe, close } = await begin(await open(), given);
    const seen = await describe();
    assert.match(seen.kind === 'understood' ? seen.text : '', /[а-я]/);
    await close();
  });

  it('is told as it was captioned, and translated where that is configured', async () => {
    const db = await open();
    const plain = await begin(db, { file: await photo() });
    const english = await plain.describe();
    assert.doesNotMatch(english.kind === 'understood' ? english.text : 'я', /[а-я]/);
    await plain.close();
    const translated = await begin(db, { file: await photo(), translateModel: 'maker/model' });
    await translated.describe();
    assert.equal(translated.fal.requests.at(-1)?.endpoint, 'openrouter/router');
    await translated.close();
  });

  it('that is none, or is gone, cannot be read', async () => {
    const db = await open();
    const files: readonly FetchedFile[] = [
      { kind: 'gone' },
      { kind: 'too-large' },
      { kind: 'ok', bytes: new TextEncoder().encode('no picture') },
    ];
    for (const file of files) {
      const { describe, fal, close } = await begin(db, { file });
      assert.deepEqual(await describe(), { kind: 'unreadable' });
      assert.deepEqual(fal.requests, []);
      await close();
    }
  });

  it('is fetched again when Telegram does not answer', async () => {
    const { describe, close } = await begin(await open(), { file: { kind: 'later' } });
    await assert.rejects(describe(), { code: 'telegram-unreachable' });
    await close();
  });

  it('is not described where that is switched off', async () => {
    const { describe, close } = await begin(await open(), {
      file: await photo(),
      captionModel: null,
    });
    assert.deepEqual(await describe(), { kind: 'not-configured' });
    await close();
  });

  it('tells the operator of a key that FAL refuses', async () => {
    const given = { file: await photo(), key: 'wrong:key' };
    const { describe, refused, close } = await begin(await open(), given);
    assert.deepEqual(await describe(), { kind: 'unreadable' });
    assert.deepEqual(refused, [`key ${FLORENCE}`]);
    await close();
  });
});

eachDatabase('a voice message', (open) => {
  it('is written down in the language of the person', async () => {
    const words = 'рыжий кот на окне';
    const given = { file: voice(words), speechModel: 'fal-ai/wizper' };
    const { hear, fal, close } = await begin(await open(), given);
    assert.deepEqual(await hear(), { kind: 'understood', text: words });
    assert.equal(fal.requests.at(-1)?.input['language'], 'ru');
    await close();
  });

  it('that FAL makes nothing of cannot be read', async () => {
    const given = { file: voice('сломай'), speechModel: 'fal-ai/wizper' };
    const { hear, close } = await begin(await open(), given);
    assert.deepEqual(await hear(), { kind: 'unreadable' });
    await close();
  });

  it('is not listened to where that is not configured', async () => {
    const { hear, close } = await begin(await open(), { file: voice('кот') });
    assert.deepEqual(await hear(), { kind: 'not-configured' });
    await close();
  });
});

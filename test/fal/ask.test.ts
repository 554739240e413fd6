import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAsk } from '../../src/fal/ask.ts';
import { falError } from '../../src/fal/errors.ts';
import type { FalQueue, QueueResult, QueueStatus } from '../../src/fal/queue.ts';
import type { Submitted } from '../../src/fal/submit.ts';
import {
  captionQuestion,
  readWords,
  speechQuestion,
  translationQuestion,
} from '../../src/fal/word-models.ts';

const accepted: Submitted = {
  kind: 'accepted',
  requestId: 'r',
  statusUrl: 'status',
  responseUrl: 'response',
  cancelUrl: 'cancel',
  queuePosition: null,
};

interface Told {
  readonly submitted?: Submitted;
  readonly statuses?: readonly QueueStatus[];
  readonly result?: QueueResult;
}

/** Asks a queue that says this, one status after the other; the last one stays. */
async function ask({ submitted = accepted, statuses = [], result }: Told, signal?: AbortSignal) {
  const called: string[] = [];
  const left = [...statuses];
  const queue: FalQueue = {
    submit: async ({ endpoint }) => {
      called.push(`submit ${endpoint}`);
      return submitted;
    },
    status: async () => (left.length > 1 ? left.shift() : left[0]) ?? { kind: 'rendering' },
    result: async () => result ?? { kind: 'pending' },
    cancel: async (url) => {
      called.push(url);
      return 'requested';
    },
    checkKey: async () => 'ok',
  };
  const asking = createAsk({ queue, timeoutMs: 60, everyMs: 1 });
  const question = { endpoint: 'fal-ai/words', input: {} };
  const outcome = await asking(question, signal ?? new AbortController().signal);
  return { outcome, called };
}

const failure = async (told: Told) => {
  const { outcome } = await ask(told);
  return outcome.kind === 'failed' ? outcome.error.code : outcome.kind;
};

describe('a question to a model', () => {
  it('is answered when the model has answered', async () => {
    const { outcome } = await ask({
      statuses: [
        { kind: 'queued', position: 1 },
        { kind: 'unreachable', detail: '' },
        { kind: 'completed' },
      ],
      result: { kind: 'done', text: '{}', body: { output: 'a cat' } },
    });
    assert.deepEqual(outcome, { kind: 'done', body: { output: 'a cat' } });
  });

  it('fails as FAL says', async () => {
    const error = falError('billing', 'locked');
    assert.equal(
      await failure({ submitted: { kind: 'refused', error, retryable: false } }),
      'billing',
    );
    assert.equal(
      await failure({ submitted: { kind: 'unknown', detail: 'reset' } }),
      'provider-failed',
    );
    assert.equal(await failure({ statuses: [{ kind: 'gone' }] }), 'provider-failed');
    const completed = { kind: 'completed', error: falError('bad-input', 'no') } as const;
    assert.equal(await failure({ statuses: [completed] }), 'bad-input');
    const result = { kind: 'failed', error: falError('bad-file', 'no') } as const;
    assert.equal(await failure({ statuses: [completed], result }), 'bad-file');
  });

  it('is given up and cancelled when nobody answers', async () => {
    const { outcome, called } = await ask({});
    assert.equal(outcome.kind === 'failed' && outcome.error.code, 'timeout');
    assert.deepEqual(called, ['submit fal-ai/words', 'cancel']);
  });

  it('ends with the wish for it', async () => {
    const stopped = AbortSignal.abort(new Error('the person went on'));
    await assert.rejects(ask({}, stopped));
  });
});

describe('words', () => {
  it('are read from captions, language models and speech', () => {
    assert.equal(readWords({ results: ' a cat ' }), 'a cat');
    assert.equal(readWords({ output: 'a dog' }), 'a dog');
    assert.equal(readWords({ text: 'a bird', chunks: [] }), 'a bird');
    for (const nothing of [{ results: '  ' }, { output: 5 }, {}, null, 'words'])
      assert.equal(readWords(nothing), null);
  });

  it('about a photo are asked of a captioner, or of a model that sees', () => {
    assert.deepEqual(captionQuestion('fal-ai/caption', 'https://p', 'ru'), {
      endpoint: 'fal-ai/caption',
      input: { image_url: 'https://p' },
    });
    const { endpoint, input } = captionQuestion('vision:maker/model', 'https://p', 'ru');
    assert.equal(endpoint, 'openrouter/router/vision');
    assert.equal(input['model'], 'maker/model');
    assert.deepEqual(input['image_urls'], ['https://p']);
    assert.match(String(input['prompt']), /Russian/);
  });

  it('are translated and written down in the language wanted', () => {
    const { input } = translationQuestion('maker/model', 'кот', 'en');
    assert.match(String(input['system_prompt']), /English/);
    assert.equal(input['prompt'], 'кот');
    assert.equal(speechQuestion('fal-ai/wizper', 'https://a', 'ru').input['language'], 'ru');
  });
});

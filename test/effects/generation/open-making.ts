import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generationById } from '../../../db/generations.ts';
import type { Db } from '../../../db/open.ts';
import { writeWeights } from '../../../src/demo/fal/weights.ts';
import { createFalInputs } from '../../../src/effects/fal-inputs.ts';
import { createStore } from '../../../src/effects/generation/store.ts';
import { createSubmit } from '../../../src/effects/generation/submit.ts';
import { createWatch } from '../../../src/effects/generation/watch.ts';
import { createFalFiles } from '../../../src/fal/files.ts';
import { createFalQueue } from '../../../src/fal/queue.ts';
import { createRewrite } from '../../../src/fal/rewrite.ts';
import { createImageFetcher } from '../../../src/images/fetch-image.ts';
import { createFolderStore } from '../../../src/images/folder-store.ts';
import { newId, START } from '../../db/people-with-coins.ts';
import { insertReadyAvatar } from '../../db/ready-avatar.ts';
import { KEY, startFal } from '../../demo/fal/start-fal.ts';
import { flat } from '../../demo/fal/uploads.ts';
import { serve } from '../../serve.ts';

export const TRIGGER = 'TOK_anna';

/** What makes pictures, from the submit to the stored files, at a stand-in of FAL. */
export async function openMaking(db: Db) {
  const { fal } = startFal();
  const server = await serve(fal.app);
  const folder = await mkdtemp(join(tmpdir(), 'aisha-making-'));
  const images = createFolderStore({ dir: folder });
  const baseUrl = server.url;
  const queue = createFalQueue({ key: KEY, baseUrl });
  const inputs = createFalInputs({
    db: db.kysely,
    images,
    files: createFalFiles({ key: KEY, baseUrl }),
  });
  const needs = { db: db.kysely, queue, now: () => START, images, newId };
  const submit = createSubmit({
    ...needs,
    inputs,
    translate: async (text) => `in English: ${text}`,
    startWithinSeconds: 60,
    webhookUrl: async () => null,
    onRefused: async () => {},
    onAccepted: async () => {},
  });
  const watch = createWatch({
    ...needs,
    pace: { firstMs: 5, lastMs: 20 },
    onRendering: async () => {},
  });
  const store = createStore({
    ...needs,
    fetchImage: createImageFetcher({ baseUrl, rewrite: createRewrite(baseUrl).rewrite }),
    orphanMs: 60_000,
    deliverMs: 60_000,
  });
  const work = {
    key: 'generation:x',
    effectId: 'x',
    attempts: 0,
    signal: new AbortController().signal,
  };

  return {
    fal,
    images,
    inputs,
    submit: (id: string, attempt = 1) => submit({ id, attempt }),
    /** Submits an attempt and waits for FAL's verdict. */
    attempt: async (id: string, attempt = 1) => {
      const submitted = await submit({ id, attempt });
      return submitted.kind === 'accepted' ? watch({ id, attempt }, work) : submitted;
    },
    keep: (id: string, attempt = 1) => store({ id, attempt }, work),
    order: async (id: string) => {
      const order = await generationById(db.kysely, id);
      if (!order) throw new Error('There is no such order');
      return order;
    },
    /** An avatar of the person's whose weights draw them. */
    train: async (personId: string, given: { who?: 'man' | 'woman' } = {}) => {
      const id = newId();
      await insertReadyAvatar(db, { id, personId, trigger_phrase: TRIGGER, ...given });
      const weights = writeWeights({ trigger: TRIGGER, faces: [await flat('#ff00ff')] }, 4096);
      const key = `${personId}/${id}/weights.safetensors`;
      await images.put('avatars', key, weights, 'application/octet-stream');
      return id;
    },
    close: async () => {
      fal.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

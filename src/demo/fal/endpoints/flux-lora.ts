import * as v from 'valibot';
import { FAILURES } from '../answers.ts';
import type { PersonInPicture } from '../draw-picture.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { address, between } from '../fields.ts';
import type { Studio } from '../studio.ts';
import { type Learned, readWeights } from '../weights.ts';
import { paintOrder } from './paint-order.ts';
import { ordered } from './pictures.ts';
import { fluxFields } from './text-to-image.ts';

const lora = v.strictObject({
  path: address,
  scale: between(0, 4),
  force: v.optional(v.boolean()),
});

const input = v.strictObject({ ...fluxFields(50), loras: v.optional(v.array(lora), []) });

async function loadWeights(path: string, index: number, studio: Studio): Promise<Learned | null> {
  return readWeights(await studio.fetch(path, ['loras', index, 'path']));
}

/** Where the person stands, a little different from picture to picture. */
const ACROSS = [0.5, 0.36, 0.62, 0.46];

function personOf({ faces }: Learned, index: number): PersonInPicture | undefined {
  const face = faces[index % faces.length];
  return face && { face, across: ACROSS[index % ACROSS.length] ?? 0.5 };
}

const has = (prompt: string, trigger: string) =>
  trigger !== '' && prompt.toLowerCase().includes(trigger.toLowerCase());

/** Whom a description begins with, once the phrase is gone. */
const NOUN = /^(?:wo)?man,|^person,/;

/** The description without the words that only call the person: they say nothing to a reader. */
function withoutTrigger(prompt: string, trigger: string): string {
  const rest = prompt.split(new RegExp(RegExp.escape(trigger), 'i')).join('');
  const trimmed = rest.replace(/^[\s,.:;-]+/, '').replace(NOUN, '');
  return trimmed.replaceAll(/\s+/g, ' ').trim();
}

/** As in life, the person shows only where weights are loaded and called by their own words. */
export const FLUX_LORA: Record<string, Endpoint> = {
  'fal-ai/flux-lora': endpoint(input, async (asked, studio) => {
    const order = ordered(asked, asked.image_size);
    const loaded = await Promise.all(
      asked.loras.map(({ path }, at) => loadWeights(path, at, studio)),
    );
    const broken = loaded.indexOf(null);
    if (broken >= 0) return FAILURES.noWeights(['loras', broken, 'path']);
    const learned = loaded.find((one) => one && has(asked.prompt, one.trigger));
    if (!learned || learned.faces.length === 0) return paintOrder('flux', order, studio);
    return paintOrder(
      'flux',
      { ...order, prompt: withoutTrigger(asked.prompt, learned.trigger) },
      studio,
      { said: asked.prompt, personAt: (index) => personOf(learned, index) },
    );
  }),
};

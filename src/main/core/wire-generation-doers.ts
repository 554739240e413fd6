import { createGenerationDoers, type GenerationDoers } from '../../effects/generation/doers.ts';
import type { Parts } from './parts.ts';

/** An order waits no longer for better words. */
const TRANSLATE_MS = 30_000;

export function wireGenerationDoers(parts: Parts): GenerationDoers {
  const { config, falSide, log, pace, actors, services } = parts;
  const { outages } = services;
  return createGenerationDoers({
    ...services,
    webhookUrl: falSide.webhookUrl,
    pace,
    translate: (text) => services.translateTo(text, 'en', AbortSignal.timeout(TRANSLATE_MS)),
    startWithinSeconds: Math.floor(config.imageDeadlineMs / 1000),
    deliverMs: config.deliverMs,
    onRendering: async (id, attempt) =>
      void (await actors.tell(id, { type: 'rendering', attempt })),
    onRefused: (error, { model }) => outages.blame(error, model),
    onAccepted: () => outages.clear(),
    onUndeliverable: (generation, description) =>
      log.error('Telegram refuses a result', { generation, description }),
  });
}

import type { Trouble } from '../../effects/outages.ts';

/** What the operator reads. */
export function troubleWords(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'outage':
      return `Pictures cannot be made: FAL refuses the operator's ${trouble.subject} (${trouble.detail})`;
    case 'over':
      return `Pictures can be made again: ${trouble.subject} is in order`;
    case 'model-off':
      return `FAL no longer knows the model ${trouble.model}; it is switched off`;
  }
}

/** CAPTION_MODEL or SPEECH_MODEL names what FAL does not have. */
export const wordModelGone = (model: string): string =>
  `FAL no longer knows ${model}: photos or voice messages are not understood until CAPTION_MODEL or SPEECH_MODEL names another`;

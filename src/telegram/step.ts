import type { ChatEvent, Language } from '../../machines/chat/types.ts';
import type { Found } from './press-facts.ts';
import type { ToastKey } from './screens/toast.ts';

/** The actor that is told, and what. */
export type Step =
  | { readonly to: 'chat'; readonly event: ChatEvent }
  | {
      readonly to: 'generation' | 'training';
      readonly id: string;
      readonly event: { readonly type: 'cancel' };
    }
  /** Nothing is to happen; only the press is answered. */
  | { readonly to: 'nobody'; readonly toast: ToastKey };

/** What is known beside the update itself. */
export interface Scene extends Found {
  /** The person was not known before. */
  readonly isNew: boolean;
  readonly language: Language;
}

export interface Ids {
  readonly newId: () => string;
  /** The words of an idea by its place, or of a surprise; null: there is no such idea. */
  readonly idea: (which: number | 'surprise', language: Language) => string | null;
  /** The name of a ready style; null: there is no such style. */
  readonly style: (id: string, language: Language) => string | null;
}

export const chat = (event: ChatEvent): Step => ({ to: 'chat', event });

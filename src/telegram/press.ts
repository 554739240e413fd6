import type { Count, Language, Shape } from '../../machines/chat/types.ts';

/**
 * What a button means: an absolute target with ids, never "the next one". It travels as
 * callback_data, at most 64 bytes, so an old button still says what it said.
 */
export type Press =
  | { readonly do: 'home' | 'back' | 'create' | 'gallery' | 'balance' | 'settings' | 'help' }
  | { readonly do: 'privacy' | 'support' | 'enterCode' | 'askForCoins' | 'tellMe' }
  | { readonly do: 'myData' | 'export' | 'erase' | 'eraseSure' | 'eraseYes' }
  /** One of the ready ideas by its place, or a surprise. */
  | { readonly do: 'idea'; readonly which: number | 'surprise' }
  | { readonly do: 'pick'; readonly draftId: string; readonly what: 'shape' | 'count' | 'look' }
  | { readonly do: 'chooseShape'; readonly draftId: string; readonly shape: Shape }
  | { readonly do: 'chooseCount'; readonly draftId: string; readonly count: Count }
  | { readonly do: 'chooseLook'; readonly draftId: string; readonly look: string }
  | { readonly do: 'make'; readonly draftId: string; readonly price: number }
  /** `onResult`: pressed on a result message, which keeps its picture. */
  | { readonly do: 'image'; readonly imageId: string }
  | { readonly do: 'atEnd'; readonly which: 'newest' | 'oldest' }
  | {
      readonly do: 'favourite';
      readonly imageId: string;
      readonly marked: boolean;
      readonly onResult: boolean;
    }
  | { readonly do: 'delete' | 'deleteSure' | 'wholeText' | 'original'; readonly imageId: string }
  /** The description of a draft, or of an order under way, that was too long for its screen. */
  | { readonly do: 'wholeDraft'; readonly draftId: string }
  | { readonly do: 'wholeOrder'; readonly generationId: string }
  /** Of an image: the same again, or the same with other words. */
  | { readonly do: 'again' | 'change'; readonly imageId: string }
  /** Of an order that brought no picture. */
  | { readonly do: 'retry' | 'rephrase' | 'cancelJob'; readonly generationId: string }
  /** Closes the message that bears the button. */
  | { readonly do: 'close' }
  | { readonly do: 'operations'; readonly before: string | null }
  | { readonly do: 'prefer'; readonly what: 'language' | 'shape' | 'count' | 'look' }
  | { readonly do: 'preferShape'; readonly shape: Shape }
  | { readonly do: 'preferCount'; readonly count: Count }
  | { readonly do: 'preferLook'; readonly look: string }
  | { readonly do: 'setLanguage'; readonly language: Language };

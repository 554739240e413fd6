import type { Day, Kind, Month, TimeSpan } from '../../machines/chat/gallery/filter.ts';
import type {
  Count,
  Language,
  Picking,
  Preference,
  Shape,
  Who,
} from '../../machines/chat/types.ts';

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
  | {
      readonly do: 'pick';
      readonly draftId: string;
      readonly what: 'shape' | 'count' | 'look' | 'avatar';
    }
  /** Null: by description alone. */
  | { readonly do: 'chooseAvatar'; readonly draftId: string; readonly avatarId: string | null }
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
  /** `open…`: a part of the gallery, opened from a screen that Back returns to. */
  | { readonly do: 'openAlbum'; readonly albumId: string }
  | { readonly do: 'openLook'; readonly look: string }
  | { readonly do: 'openShape'; readonly shape: Shape }
  | { readonly do: 'openMonth'; readonly month: Month }
  | { readonly do: 'openFavourites' }
  /** The page of the grid with this image; null: the first page. */
  | { readonly do: 'grid'; readonly imageId: string | null }
  | {
      readonly do: 'details' | 'share' | 'restore' | 'purge' | 'purgeSure';
      readonly imageId: string;
    }
  /** From the image or page that is shown; null: nothing is. */
  | { readonly do: 'filters'; readonly imageId: string | null }
  | { readonly do: 'clearFilters' | 'search' | 'statistics' }
  | { readonly do: 'pickFilter'; readonly what: Picking }
  /** Values of filters; null takes the filter off. */
  | { readonly do: 'byKind'; readonly kind: Kind | null }
  | { readonly do: 'byLook'; readonly look: string | null }
  | { readonly do: 'byShape'; readonly shape: Shape | null }
  | { readonly do: 'byAlbum'; readonly albumId: string | null }
  | { readonly do: 'byFavourites'; readonly on: boolean }
  | { readonly do: 'byTime'; readonly last: Extract<TimeSpan, { last: string }>['last'] | null }
  | { readonly do: 'byMonth'; readonly month: Month }
  | { readonly do: 'byDays'; readonly from: Day; readonly until: Day }
  | { readonly do: 'byWords' }
  /** The calendar's page; with `from` it asks for the last day of a range. */
  | { readonly do: 'calendar'; readonly month: Month | null; readonly from: Day | null }
  | { readonly do: 'newAlbum' }
  /** A page of the list of albums, 0 the first. */
  | { readonly do: 'albums'; readonly page: number }
  | {
      readonly do: 'album' | 'renameAlbum' | 'deleteAlbum' | 'deleteAlbumSure';
      readonly albumId: string;
    }
  /** Of one image, or of those marked. */
  | { readonly do: 'addTo'; readonly imageId: string | null; readonly page: number }
  | {
      readonly do: 'inAlbum';
      readonly albumId: string;
      /** Null: those marked. */
      readonly imageId: string | null;
      readonly added: boolean;
    }
  | { readonly do: 'marking' | 'markNone' | 'favouriteMarked' | 'downloadMarked' }
  | { readonly do: 'deleteMarked' | 'deleteMarkedSure' }
  | { readonly do: 'mark'; readonly imageId: string; readonly marked: boolean }
  | { readonly do: 'trash'; readonly imageId: string | null }
  | { readonly do: 'undo' | 'emptyTrash' }
  /** What lay in the trash when the person was asked, in ms since 1970. */
  | { readonly do: 'emptyTrashSure'; readonly until: number }
  | { readonly do: 'setTimeZone'; readonly zone: string }
  /** A cell of the calendar that is no day, or a day without pictures. */
  | { readonly do: 'nothing' }
  /** The description of a draft, or of an order under way, that was too long for its screen. */
  | { readonly do: 'wholeDraft'; readonly draftId: string }
  | { readonly do: 'wholeOrder'; readonly generationId: string }
  /** Of an image: the same again, or the same with other words. */
  | { readonly do: 'again' | 'change'; readonly imageId: string }
  /** Of an order that brought no picture. */
  | { readonly do: 'retry' | 'rephrase' | 'cancelJob'; readonly generationId: string }
  /** "With me"; null: with the main avatar, or the way to a first one. */
  | { readonly do: 'createWith'; readonly avatarId: string | null }
  /** A page of the ready styles, 0 the first. */
  | { readonly do: 'styles'; readonly page: number }
  | { readonly do: 'style'; readonly style: string }
  | { readonly do: 'edits' | 'editImage' | 'upscale' | 'cutout'; readonly imageId: string }
  /** A card of my avatars; null: the main one. */
  | { readonly do: 'avatars'; readonly avatarId: string | null }
  | { readonly do: 'openAvatar'; readonly avatarId: string }
  | { readonly do: 'byAvatar'; readonly avatarId: string | null }
  | { readonly do: 'renameAvatar' | 'makeMain' | 'deleteAvatar'; readonly avatarId: string }
  | {
      readonly do: 'deleteAvatarSure' | 'deleteAvatarYes';
      readonly avatarId: string;
      readonly images: 'keep' | 'delete';
    }
  | { readonly do: 'cancelTraining'; readonly trainingId: string }
  /** Null: the draft touched last, or a new one. */
  | { readonly do: 'wizard'; readonly avatarId: string | null }
  | { readonly do: 'wizardOn' | 'photosDone' | 'toPrice' | 'pickPreset' }
  | { readonly do: 'leaveWizard' | 'startOver' | 'startOverSure' }
  | { readonly do: 'consent'; readonly textVersion: number }
  | { readonly do: 'who'; readonly who: Who | null }
  | { readonly do: 'viewPhotos'; readonly photoId: string | null }
  /** The photo that is shown then; null: there is no other. */
  | { readonly do: 'removePhoto'; readonly photoId: string; readonly nextId: string | null }
  | { readonly do: 'keepPhoto'; readonly photoId: string; readonly kept: boolean }
  | { readonly do: 'preset'; readonly preset: string }
  | { readonly do: 'keepPhotos'; readonly kept: boolean }
  | {
      readonly do: 'train';
      readonly avatarId: string;
      /** Which training of the avatar it pays for, 1 the first. */
      readonly n: number;
      readonly price: number;
    }
  /** Closes the message that bears the button. */
  | { readonly do: 'close' }
  | { readonly do: 'operations'; readonly before: string | null }
  | { readonly do: 'prefer'; readonly what: Preference }
  | { readonly do: 'preferShape'; readonly shape: Shape }
  | { readonly do: 'preferCount'; readonly count: Count }
  | { readonly do: 'preferLook'; readonly look: string }
  | { readonly do: 'setLanguage'; readonly language: Language };

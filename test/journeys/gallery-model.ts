import type { Shape } from '../../machines/chat/types.ts';

/** A picture as the model knows it. */
export interface Pictured {
  readonly id: string;
  readonly description: string;
  readonly look: string;
  readonly shape: Shape;
  /** Whom it shows; null: nobody. */
  readonly avatarId: string | null;
  favourite: boolean;
  inTrash: boolean;
}

interface Shown {
  readonly look?: string;
  readonly shape?: Shape;
  readonly avatarId?: string;
  readonly favourites?: true;
  readonly words?: string;
}

const PAGE = 9;

/** A gallery as plain arrays: slow, and so simple that it can hardly be wrong. */
export function createModel() {
  /** Newest first, those in the trash included. */
  const all: Pictured[] = [];
  let filter: Shown = {};
  let anchor: string | null = null;
  let screen: 'card' | 'grid' | 'away' = 'away';
  let undo: string | null = null;

  const fits = ({ description, look, shape, avatarId, favourite, inTrash }: Pictured) =>
    !inTrash &&
    (filter.look === undefined || look === filter.look) &&
    (filter.shape === undefined || shape === filter.shape) &&
    (filter.avatarId === undefined || avatarId === filter.avatarId) &&
    (!filter.favourites || favourite) &&
    (filter.words ?? '')
      .toLowerCase()
      .split(' ')
      .every((start) =>
        description
          .toLowerCase()
          .split(' ')
          .some((word) => word.startsWith(start)),
      );

  const visible = () => all.filter(fits);

  /** Where the spot is among what is visible; -1: nothing is. */
  const place = (): number => {
    const shown = visible();
    if (anchor === null) return shown.length > 0 ? 0 : -1;
    const from = all.findIndex(({ id }) => id === anchor);
    const older = shown.findIndex((picture) => all.indexOf(picture) >= from);
    return older === -1 ? shown.length - 1 : older;
  };

  const goTo = (next: typeof screen) => {
    screen = next;
    undo = null;
  };

  return {
    all,
    screen: () => screen,
    /** The picture on the card; undefined: nothing is shown. */
    shown: (): Pictured | undefined => visible()[place()],
    index: () => place() + 1,
    total: () => visible().length,
    neighbour: (step: 1 | -1): Pictured | undefined =>
      place() === -1 ? undefined : visible()[place() + step],
    page: (): readonly Pictured[] => {
      const first = Math.floor(place() / PAGE) * PAGE;
      return place() === -1 ? [] : visible().slice(first, first + PAGE);
    },
    trashed: () => all.filter(({ inTrash }) => inTrash),
    undoable: () => undo,
    arrive: (picture: Pictured) => void all.unshift(picture),
    open: () => {
      filter = {};
      anchor = null;
      goTo('card');
    },
    find: (words: string) => {
      filter = { words };
      anchor = null;
      goTo('card');
    },
    refilter: (next: Shown | null) => {
      filter = next === null ? {} : { ...filter, ...next };
      goTo(screen === 'grid' ? 'grid' : 'card');
    },
    show: (id: string) => {
      anchor = id;
      goTo('card');
    },
    openGrid: (id: string) => {
      anchor = id;
      goTo('grid');
    },
    mark: (picture: Pictured) => {
      picture.favourite = !picture.favourite;
      anchor = picture.id;
      goTo('card');
    },
    remove: (picture: Pictured) => {
      picture.inTrash = true;
      anchor = picture.id;
      goTo('card');
      undo = picture.id;
    },
    bringBack: () => {
      const back = all.find(({ id }) => id === undo);
      if (!back) return;
      back.inTrash = false;
      anchor = back.id;
      goTo('card');
    },
    restore: (picture: Pictured) => {
      picture.inTrash = false;
      goTo('away');
    },
  };
}

export type Model = ReturnType<typeof createModel>;

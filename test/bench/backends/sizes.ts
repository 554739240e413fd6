/** How much of everything a run does. */
export interface Sizes {
  /** Who press in turn. */
  readonly people: number;
  readonly rounds: number;
  readonly roundMs: number;
  /** Presses at 100 a second. */
  readonly steady: number;
  /** Orders pressed at once. */
  readonly orders: number;
  readonly starts: number;
  /** Images of the huge gallery; the small one has 100. */
  readonly gallery: number;
  /** Of the presses in a gallery, so many of each kind. */
  readonly galleryShare: number;
  /** New people who press Start at once. */
  readonly crowd: number;
  /** Presses at 100 a second while the database restarts. */
  readonly restarting: number;
}

export const FULL: Sizes = {
  people: 1000,
  rounds: 3,
  roundMs: 1500,
  steady: 400,
  orders: 100,
  starts: 3,
  gallery: 100_000,
  galleryShare: 0.5,
  crowd: 10_000,
  restarting: 600,
};

/** Shows that the bench works, and no figure. */
export const TINY: Sizes = {
  people: 100,
  rounds: 1,
  roundMs: 200,
  steady: 50,
  orders: 5,
  starts: 1,
  gallery: 400,
  galleryShare: 0.05,
  crowd: 200,
  restarting: 300,
};

/** What the charts of orders share: how one attempt at FAL is made and answered. */

export type Attempted = { readonly id: string; readonly attempt: number };

export interface Failed<End> {
  readonly end: End;
  readonly code: string;
  /** The same order may succeed when it is posted again. */
  readonly again: boolean;
}

/** What FAL made of an attempt. What it made lies in the attempt's row. */
export type AnswerOf<End> = { readonly kind: 'made' } | ({ readonly kind: 'failed' } & Failed<End>);

export type SubmittedOf<End> =
  | { readonly kind: 'accepted' }
  /** FAL definitely started nothing. */
  | ({ readonly kind: 'declined' } & Failed<End>)
  /** The POST may have been taken. */
  | { readonly kind: 'unknown' };

/** What FAL said, whichever way it came: a job's output or a webhook's event. */
export const told = <End>(
  event: object,
): AnswerOf<End> | SubmittedOf<End> | { readonly kind: 'none' } => {
  const { output, answer } = event as {
    output?: AnswerOf<End> | SubmittedOf<End>;
    answer?: AnswerOf<End>;
  };
  return answer ?? output ?? { kind: 'none' };
};

export const MAX_ATTEMPTS = 3;

/** Milliseconds before a definite refusal is tried again: 2 s, then 8 s. */
export const pauseAfter = (attempt: number) => 2000 * 4 ** (attempt - 1);

/** Milliseconds that an unknown outcome waits for its webhook. */
export const CERTAINTY_MS = 60_000;

/** Milliseconds before another try to settle. */
export const SETTLE_AGAIN_MS = 5000;

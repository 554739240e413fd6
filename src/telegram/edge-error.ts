/**
 * `unavailable`: the store or the database is out of reach; the update must come again.
 * `update-failed`: this update could not be taken; another try may succeed.
 */
export type EdgeErrorCode = 'unavailable' | 'update-failed';

/** An update that was not taken, so that Telegram has to keep it. `cause` says why. */
export class EdgeError extends Error {
  override readonly name = 'EdgeError';
  readonly code: EdgeErrorCode;

  constructor(code: EdgeErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

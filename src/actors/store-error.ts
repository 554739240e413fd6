/**
 * `store-unreachable`: no answer, so a write may or may not have happened.
 * `store-failed`: the store itself refused, for example for want of disk space.
 * `store-too-new`: written by a later version of AISHA; nothing was touched.
 * `store-closed`: `close()` was called before. `instance-locked`: another instance is running.
 */
export type StoreErrorCode =
  | 'store-unreachable'
  | 'store-failed'
  | 'store-too-new'
  | 'store-closed'
  | 'instance-locked';

/** Something an actor store cannot mend by itself. `cause` holds the driver's own error. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

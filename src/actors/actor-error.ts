export type ActorErrorCode =
  /** The record was written by a newer process: nothing is written, try another instance. */
  | 'newer-record'
  /** The same record changed under us again and again. */
  | 'contended'
  /** A chart wished for something the shell does not run. */
  | 'unsupported-wish';

export class ActorError extends Error {
  readonly code: ActorErrorCode;

  constructor(code: ActorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ActorError';
    this.code = code;
  }
}

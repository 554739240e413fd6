/** Thrown by a doer whose effect shall be tried again; the runner backs off. */
export class RetryLater extends Error {
  readonly code: string;
  readonly retryable = true;

  constructor(code: string) {
    super(`Not done yet: ${code}`);
    this.name = 'RetryLater';
    this.code = code;
  }
}

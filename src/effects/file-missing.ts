/** The store has no such object, though its row says so. Another try would not bring it. */
export class FileMissing extends Error {
  readonly code = 'file-missing';
  readonly retryable = false;
  readonly imageId: string;

  constructor(imageId: string) {
    super(`The file of image ${imageId} is missing`);
    this.name = 'FileMissing';
    this.imageId = imageId;
  }
}

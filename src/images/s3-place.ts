/** An object, as the driver wants it named. */
export interface S3Place {
  readonly Bucket: string;
  readonly Key: string;
}

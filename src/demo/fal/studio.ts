import { FAILURES, type InputPath } from './answers.ts';
import type { Download } from './download.ts';
import type { Job, Outcome } from './job.ts';
import type { Media } from './media.ts';

/** A file as FAL's results describe it. */
export interface FileRef {
  url: string;
  content_type: string;
  file_name: string;
  file_size: number;
}

/** What an endpoint works with while it makes one job's result. */
export interface Studio {
  readonly job: Job;
  makeSeed(): bigint;
  /** The bytes behind an address; where there are none, the job ends as FAL ends it. */
  fetch(url: string, at: InputPath): Promise<Uint8Array>;
  save(bytes: Uint8Array, contentType: string, fileName?: string): FileRef;
  /** A line of the job's log. */
  say(message: string): void;
  /** Lets a share (up to 1) of the job's time pass. */
  pass(share: number): Promise<void>;
  /** Bytes that trained weights hold beside their words. */
  readonly weightsBytes: number;
}

export interface StudioParts {
  readonly media: Media;
  readonly download: Download;
  readonly makeSeed: () => bigint;
  readonly weightsBytes: number;
}

/** Ends a job from within its making. */
export class JobEnd extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.error ?? 'ended');
    this.outcome = outcome;
  }
}

export function createStudio(
  job: Job,
  { media, download, makeSeed, weightsBytes }: StudioParts,
  say: (message: string) => void,
  pass: (share: number) => Promise<void>,
): Studio {
  return {
    job,
    makeSeed,
    weightsBytes,
    say,
    pass,
    async fetch(url, at) {
      const bytes = await download(url);
      if (!bytes) throw new JobEnd(FAILURES.unreachable(at));
      return bytes;
    },
    save(bytes, contentType, fileName) {
      const path = media.add({ bytes, contentType }, fileName);
      return {
        url: `${job.mediaBase}/files/${path}`,
        content_type: contentType,
        file_name: fileName ?? path.split('/').at(-1) ?? path,
        file_size: bytes.length,
      };
    },
  };
}

import type { AvatarPhoto, PhotoState } from './schema.ts';

/** What was found in a photo by itself. Codes have words `photo-issue-CODE`. */
export type PhotoFinding = {
  /** Why it cannot be used, whatever the person says. */
  errors: readonly string[];
  /** Why it should rather not be used. */
  warnings: readonly string[];
  /** Null: it could not be read. */
  file: PhotoFile | null;
};

/** Where a photo lies, and what it is compared by. */
export type PhotoFile = {
  sha256: string;
  lookHash: string;
  objectKey: string;
  thumbnailKey: string;
  bytes: number;
  width: number;
  height: number;
};

/** Of 64 bits: photos that differ in no more show the same moment. */
const ALIKE_BITS = 6;

/** Bits in which two look hashes (hex) differ. */
export function differingBits(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits &= bits - 1n) count += 1;
  return count;
}

type Judged = { photo: AvatarPhoto; state: PhotoState; issues: readonly string[] };

/** The codes that are written in a row. */
export const issuesOf = ({ issues }: Pick<AvatarPhoto, 'issues'>): readonly string[] =>
  // Guarantee: only we write them, as a JSON array of codes.
  JSON.parse(issues) as readonly string[];

/** What was found in it by itself. */
const ownIssues = (photo: AvatarPhoto) => issuesOf(photo).filter((issue) => issue !== 'alike');

const isAlike = (photo: AvatarPhoto, better: readonly AvatarPhoto[]) =>
  better.some(
    (other) =>
      other.look_hash !== null &&
      photo.look_hash !== null &&
      differingBits(photo.look_hash, other.look_hash) <= ALIKE_BITS,
  );

function judgeOne(photo: AvatarPhoto, better: readonly AvatarPhoto[]): Omit<Judged, 'photo'> {
  if (better.some((other) => other.sha256 === photo.sha256))
    return { state: 'refused', issues: ['duplicate'] };
  const own = ownIssues(photo);
  const issues = isAlike(photo, better) ? [...own, 'alike'] : own;
  return { state: issues.length > 0 ? 'doubtful' : 'good', issues };
}

/**
 * Judges an avatar's photos, in their order, against each other: of equal ones the first stays, and
 * of those that look alike the first (a faultless one, if there is one) is not doubted for it. A
 * set is judged the same whatever came in first. Returns what changes by it.
 */
export function judgePhotos(photos: readonly AvatarPhoto[]): Judged[] {
  const looked = photos.filter(({ state }) => state === 'good' || state === 'doubtful');
  const faultless = looked.filter((photo) => ownIssues(photo).length === 0);
  const faulty = looked.filter((photo) => ownIssues(photo).length > 0);
  const better: AvatarPhoto[] = [];
  const changes: Judged[] = [];
  for (const photo of [...faultless, ...faulty]) {
    const judged = judgeOne(photo, better);
    if (judged.state !== 'refused') better.push(photo);
    if (judged.state !== photo.state || JSON.stringify(judged.issues) !== photo.issues)
      changes.push({ photo, ...judged });
  }
  return changes;
}

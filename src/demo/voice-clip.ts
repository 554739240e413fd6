import { concatBytes } from './concat-bytes.ts';

/** One frame of Opus that holds silence, 20 ms long. */
const SILENCE = new Uint8Array([0xf8, 0xff, 0xfe]);
const FRAMES_A_SECOND = 50;
/** Opus counts at 48 kHz, whatever was recorded. */
const SAMPLES_A_FRAME = 960;
const LAST_PAGE = 4;
const FIRST_PAGE = 2;
const SERIAL = 7;
/** A page lists at most 255 frames. */
const FRAMES_A_PAGE = 250;

const utf8 = new TextEncoder();

const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

const checksum = (bytes: Uint8Array) =>
  bytes.reduce((sum, byte) => ((sum << 8) ^ (CHECKSUMS[(sum >>> 24) ^ byte] ?? 0)) >>> 0, 0);

/** Ogg lists a packet's length in steps of 255; the step below 255 ends it. */
function lacing(length: number): number[] {
  return [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255];
}

interface Page {
  readonly packets: readonly Uint8Array[];
  readonly flags: number;
  readonly number: number;
  /** Samples up to the end of this page. */
  readonly samples: number;
}

function page({ packets, flags, number, samples }: Page): Uint8Array {
  const table = packets.flatMap((packet) => lacing(packet.length));
  const head = new Uint8Array(27 + table.length);
  const view = new DataView(head.buffer);
  head.set(utf8.encode('OggS'));
  head[5] = flags;
  view.setBigUint64(6, BigInt(samples), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, number, true);
  head[26] = table.length;
  head.set(table, 27);
  const whole = concatBytes([head, ...packets]);
  new DataView(whole.buffer).setUint32(22, checksum(whole), true);
  return whole;
}

function opusHead(): Uint8Array {
  const head = new Uint8Array(19);
  const view = new DataView(head.buffer);
  head.set(utf8.encode('OpusHead'));
  head[8] = 1;
  head[9] = 1;
  view.setUint32(12, 48_000, true);
  return head;
}

function sized(text: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return concatBytes([length, text]);
}

function opusTags(words: string): Uint8Array {
  const one = new Uint8Array([1, 0, 0, 0]);
  const comment = sized(utf8.encode(`DESCRIPTION=${words}`));
  return concatBytes([utf8.encode('OpusTags'), sized(utf8.encode('AISHA demo')), one, comment]);
}

/** A valid voice message, silent, that carries what was said as its comment. */
export function writeVoiceClip(words: string, seconds: number): Uint8Array {
  const frames = Math.max(1, Math.round(seconds * FRAMES_A_SECOND));
  const pages = [
    page({ packets: [opusHead()], flags: FIRST_PAGE, number: 0, samples: 0 }),
    page({ packets: [opusTags(words)], flags: 0, number: 1, samples: 0 }),
  ];
  for (let done = 0; done < frames; done += FRAMES_A_PAGE) {
    const count = Math.min(FRAMES_A_PAGE, frames - done);
    pages.push(
      page({
        packets: Array.from({ length: count }, () => SILENCE),
        flags: done + count === frames ? LAST_PAGE : 0,
        number: pages.length,
        samples: (done + count) * SAMPLES_A_FRAME,
      }),
    );
  }
  return concatBytes(pages);
}

const MARK = utf8.encode('DESCRIPTION=');

/** What a clip of ours says; undefined for anybody else's. */
export function readVoiceClip(clip: Uint8Array): string | undefined {
  const start = clip.findIndex((_, at) => MARK.every((byte, index) => clip[at + index] === byte));
  if (start < 4) return undefined;
  const view = new DataView(clip.buffer, clip.byteOffset, clip.byteLength);
  const end = start + view.getUint32(start - 4, true);
  return new TextDecoder().decode(clip.subarray(start + MARK.length, end));
}

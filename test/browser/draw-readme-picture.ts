/** Lays three screenshots of the journey side by side: `bun test/browser/draw-readme-picture.ts`. */
import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const STEPS = ['06-chosen-look', '08-picture', '16-grid'];
const PHONE = { width: 390, height: 844 };
/** The strip that says that this is a demo. */
const STRIP = 26;
const GAP = 24;
const CORNER = 28;

const root = new URL('../../', import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(name, root));

const height = PHONE.height - STRIP;
const rounded = Buffer.from(
  `<svg width="${PHONE.width}" height="${height}"><rect width="100%" height="100%" rx="${CORNER}"/></svg>`,
);

const phones = await Promise.all(
  STEPS.map(async (step, at) => ({
    input: await sharp(pathOf(`test/screenshots/en-dark-phone-${step}.png`))
      .extract({ left: 0, top: STRIP, width: PHONE.width, height })
      .composite([{ input: rounded, blend: 'dest-in' }])
      .png()
      .toBuffer(),
    left: at * (PHONE.width + GAP),
    top: 0,
  })),
);

const width = STEPS.length * (PHONE.width + GAP) - GAP;
const clear = { r: 0, g: 0, b: 0, alpha: 0 };
await sharp({ create: { width, height, channels: 4, background: clear } })
  .composite(phones)
  .png({ palette: true, quality: 90, effort: 10 })
  .toFile(pathOf('docs/screenshot.png'));

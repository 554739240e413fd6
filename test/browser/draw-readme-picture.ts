/** Lays screenshots of the journeys side by side: `bun test/browser/draw-readme-picture.ts`. */
import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const PICTURES = [
  { steps: ['06-chosen-look', '08-picture', '16-grid'], of: 'en-dark-phone', name: 'screenshot' },
  {
    steps: ['09-avatar-photos-looked-at', '20-avatar-first-picture', '24-avatar-picture'],
    of: 'ru-light-phone',
    name: 'avatar',
  },
];
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

const cutOut = async (of: string, step: string) =>
  sharp(pathOf(`test/screenshots/${of}-${step}.png`))
    .extract({ left: 0, top: STRIP, width: PHONE.width, height })
    .composite([{ input: rounded, blend: 'dest-in' }])
    .png()
    .toBuffer();

for (const { steps, of, name } of PICTURES) {
  const phones = await Promise.all(
    steps.map(async (step, at) => ({
      input: await cutOut(of, step),
      left: at * (PHONE.width + GAP),
      top: 0,
    })),
  );
  const width = steps.length * (PHONE.width + GAP) - GAP;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  await sharp({ create: { width, height, channels: 4, background } })
    .composite(phones)
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(pathOf(`docs/${name}.png`));
}

import * as v from 'valibot';

/** `refused`: the safety filter blackened it, so it must not be delivered or paid for. */
export type AnswerImage = { url: string; refused: boolean };

export type Answer = { images: AnswerImage[]; seed?: string };

export type ReadAnswer = (body: unknown) => Answer;

const ImageSchema = v.object({ url: v.pipe(v.string(), v.url()) });

const AnswerSchema = v.object({
  /** One unreadable picture must not cost the others. */
  images: v.array(v.fallback(v.nullable(ImageSchema), null)),
  has_nsfw_concepts: v.nullish(v.array(v.boolean()), []),
  seed: v.nullish(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
});

/**
 * Reads the output that FAL's text-to-image models share: `images`, for FLUX-type models also
 * `has_nsfw_concepts` (one flag a picture), and a `seed` as `parseAnswer` keeps it.
 */
export const readAnswer: ReadAnswer = (body) => {
  const parsed = v.safeParse(AnswerSchema, body);
  if (!parsed.success) return { images: [] };
  const { images, has_nsfw_concepts: flags, seed } = parsed.output;
  const read = images.flatMap((image, at) =>
    image ? [{ url: image.url, refused: flags?.[at] ?? false }] : [],
  );
  return seed ? { images: read, seed } : { images: read };
};

const SingleSchema = v.object({ image: ImageSchema });

/** Reads the output of models that make one picture of another: a single `image`. */
export const readSingle: ReadAnswer = (body) => {
  const parsed = v.safeParse(SingleSchema, body);
  return { images: parsed.success ? [{ url: parsed.output.image.url, refused: false }] : [] };
};

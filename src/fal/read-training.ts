import * as v from 'valibot';

const AnswerSchema = v.object({
  diffusers_lora_file: v.object({ url: v.pipe(v.string(), v.url()) }),
});

/** Where a trainer of FAL put the weights; null: its answer names none. */
export function readTraining(body: unknown): string | null {
  const parsed = v.safeParse(AnswerSchema, body);
  return parsed.success ? parsed.output.diffusers_lora_file.url : null;
}

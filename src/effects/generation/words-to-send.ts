import type { Avatar, Generation } from '../../../db/schema.ts';
import { findStyle, styleWords } from '../../fal/styles.ts';

/** Words as a model that was taught in English understands them; as they are where it is not set up. */
export type Translate = (text: string) => Promise<string>;

type Described = Pick<Generation, 'description' | 'style' | 'edit'>;

/** Who is shown, as the models name them. */
const nounOf = ({ who }: Pick<Avatar, 'who'>): string =>
  who === 'man' || who === 'woman' ? who : 'person';

/**
 * What FAL receives for an order: a style's own words or the description, with the trigger phrase
 * in front, for without it a trained model does not draw the person. Null: words change nothing.
 */
export async function wordsToSend(
  { description, style: styleId, edit }: Described,
  avatar: Pick<Avatar, 'trigger_phrase' | 'who'> | null,
  translate: Translate,
): Promise<string | null> {
  if (edit === 'upscale' || edit === 'cutout') return null;
  const style = styleId === null ? undefined : findStyle(styleId);
  if (!avatar) return style ? styleWords(style, null) : translate(description);
  const { trigger_phrase: trigger, who } = avatar;
  if (style) return `${trigger}, ${styleWords(style, `${trigger} ${nounOf(avatar)}`)}`;
  const words = await translate(description);
  return who === null ? `${trigger}, ${words}` : `${trigger}, ${nounOf(avatar)}, ${words}`;
}

import type { Shape } from './model.ts';

/** A ready picture that needs no description: to choose by occasion, with an avatar or without. */
export interface Style {
  /** Part of callback data: at most 12 characters. Never given to another style. */
  readonly id: string;
  readonly occasion: 'portrait' | 'festive' | 'season' | 'travel' | 'everyday' | 'art' | 'fantasy';
  /** Fluent key of its name, of at most 18 characters. */
  readonly titleKey: `style-${string}`;
  /** What FAL receives, in English; `{subject}` is who is shown. */
  readonly prompt: string;
  /** Who is shown where there is no avatar. */
  readonly subject: string;
  /** The shape that suits it; absent: the person's usual one. */
  readonly shape?: Shape;
}

type Words = Omit<Style, 'id' | 'titleKey'>;

const styles: Readonly<Record<string, Words>> = {
  business: {
    occasion: 'portrait',
    subject: 'a confident professional',
    prompt:
      'business portrait of {subject} in a well-cut dark suit, calm friendly look, softly blurred bright office behind, soft window light, sharp focus on the eyes, 85mm photograph',
    shape: '3:4',
  },
  film: {
    occasion: 'portrait',
    subject: 'the lead actor',
    prompt:
      'still from a feature film, {subject} in the frame, dramatic warm and teal light, shallow depth of field, fine film grain, wide cinematic composition',
    shape: '16:9',
  },
  winter: {
    occasion: 'season',
    subject: 'a smiling person',
    prompt:
      'photograph of {subject} in a warm coat and knitted scarf on a walk through a snowy forest, large snowflakes falling, low golden winter sun, rosy cheeks, cosy mood',
  },
  travel: {
    occasion: 'travel',
    subject: 'a happy traveller',
    prompt:
      'travel photograph of {subject} with a small backpack in an old European town, cobbled street, flowers on balconies, warm morning light, natural candid pose',
  },
  seaside: {
    occasion: 'travel',
    subject: 'a relaxed person',
    prompt:
      'photograph of {subject} in light linen clothes on a wide sandy beach at sunset, gentle waves, wind in the hair, golden light on the face',
  },
  wedding: {
    occasion: 'festive',
    subject: 'a happy couple',
    prompt:
      'wedding photograph of {subject} in elegant wedding clothes under an arch of white roses, soft afternoon light, falling petals, tender joyful mood',
    shape: '3:4',
  },
  studio: {
    occasion: 'portrait',
    subject: 'a person with kind eyes',
    prompt:
      'studio portrait of {subject}, plain warm grey background, large soft light from the side, natural skin, gentle smile, medium format photograph',
    shape: '3:4',
  },
  'black-white': {
    occasion: 'portrait',
    subject: 'a thoughtful person',
    prompt:
      'black and white portrait photograph of {subject}, strong side light, deep shadows, expressive eyes, fine grain, timeless classic style',
    shape: '3:4',
  },
  retro: {
    occasion: 'portrait',
    subject: 'a stylish person',
    prompt:
      'colour photograph in the style of the nineteen-sixties, {subject} in elegant clothes of that time beside a jukebox, faded warm colours, soft flash, light vignette',
  },
  autumn: {
    occasion: 'season',
    subject: 'a person in a long coat',
    prompt:
      'photograph of {subject} in a long coat in an autumn park, golden and red leaves falling, misty morning sun between the trees, warm calm colours',
  },
  newyear: {
    occasion: 'festive',
    subject: 'a smiling person',
    prompt:
      'festive photograph of {subject} in a cosy sweater beside a decorated Christmas tree, warm garland lights, presents in shiny paper, snow outside the window',
  },
  birthday: {
    occasion: 'festive',
    subject: 'a joyful person',
    prompt:
      'cheerful photograph of {subject} with a birthday cake and lit candles, colourful balloons and confetti, warm room, laughing, friends softly blurred behind',
  },
  spring: {
    occasion: 'season',
    subject: 'a smiling person',
    prompt:
      'photograph of {subject} among blossoming cherry trees in spring, pink petals in the air, light clothes, soft morning sun, fresh tender colours',
  },
  meadow: {
    occasion: 'season',
    subject: 'a carefree person',
    prompt:
      'photograph of {subject} in a summer meadow full of daisies and cornflowers, straw hat, low evening sun from behind, light haze',
  },
  mountains: {
    occasion: 'travel',
    subject: 'a hiker',
    prompt:
      'photograph of {subject} in hiking clothes on a mountain ridge, snowy peaks and a blue lake far below, clear air, bright morning light, sense of freedom',
  },
  paris: {
    occasion: 'travel',
    subject: 'an elegant traveller',
    prompt:
      'photograph of {subject} in an elegant coat on a bridge over the Seine in Paris, the Eiffel Tower in the distance, soft evening light, street lamps just lit',
  },
  yacht: {
    occasion: 'travel',
    subject: 'a person in white clothes',
    prompt:
      'photograph of {subject} in white clothes on the deck of a sailing yacht, deep blue sea, full sails, bright sun, sparkling water, wind in the hair',
    shape: '16:9',
  },
  desert: {
    occasion: 'travel',
    subject: 'a traveller in a headscarf',
    prompt:
      'photograph of {subject} in loose desert clothes on a high sand dune, endless waves of sand, low red sun, long shadows, a caravan far away',
    shape: '16:9',
  },
  kitchen: {
    occasion: 'everyday',
    subject: 'a cheerful cook',
    prompt:
      'warm photograph of {subject} in an apron baking in a bright country kitchen, flour on the hands, fresh bread and berries on a wooden table, morning sun through the window',
  },
  garden: {
    occasion: 'everyday',
    subject: 'a happy gardener',
    prompt:
      'photograph of {subject} in a blooming garden with roses and peonies, straw hat, watering can, soft sun through leaves, calm happy mood',
  },
  cat: {
    occasion: 'everyday',
    subject: 'a person in a cosy armchair',
    prompt:
      'cosy photograph of {subject} with a fluffy ginger cat in the arms, soft blanket, warm lamp light, rain outside the window',
  },
  dog: {
    occasion: 'everyday',
    subject: 'a person on a walk',
    prompt:
      'joyful photograph of {subject} with a happy golden retriever on a walk in a sunny park, both looking at the camera, green grass, shallow depth of field',
  },
  cafe: {
    occasion: 'everyday',
    subject: 'a person with a cup of coffee',
    prompt:
      'photograph of {subject} with a cup of coffee at a small table of a street cafe, flowers on the table, soft morning light, quiet old street behind',
  },
  bouquet: {
    occasion: 'festive',
    subject: 'a smiling person',
    prompt:
      'portrait photograph of {subject} with a large bouquet of peonies and tulips, light airy background, soft window light, tender pastel colours',
    shape: '3:4',
  },
  watercolour: {
    occasion: 'art',
    subject: 'a dreamy person',
    prompt:
      'watercolour portrait of {subject}, transparent washes, soft flowing edges, light splashes of paint, white paper showing through, delicate colours',
    shape: '3:4',
  },
  oil: {
    occasion: 'art',
    subject: 'a person in a velvet robe',
    prompt:
      'classical oil painting, portrait of {subject} in rich clothes of the nineteenth century, dark warm background, soft golden light, visible brush strokes, museum quality',
    shape: '3:4',
  },
  pencil: {
    occasion: 'art',
    subject: 'a person with a gentle smile',
    prompt:
      'pencil drawing on textured paper, portrait of {subject}, fine hatching, soft shading, expressive lines, unfinished edges',
    shape: '3:4',
  },
  cartoon: {
    occasion: 'art',
    subject: 'a cheerful character',
    prompt:
      'character of a family animated film, {subject} with large kind eyes and a warm smile, soft three-dimensional shapes, bright colours, cosy sunny town behind',
  },
  fairytale: {
    occasion: 'fantasy',
    subject: 'a kind wizard',
    prompt:
      'fairy tale illustration, {subject} in an embroidered cloak in an enchanted forest, glowing fireflies, friendly animals around, moonlight and magic sparkles',
  },
  knights: {
    occasion: 'fantasy',
    subject: 'a noble knight',
    prompt:
      'cinematic picture of {subject} in shining medieval armour before a stone castle, banners in the wind, dramatic clouds, rays of sun, heroic mood',
  },
  space: {
    occasion: 'fantasy',
    subject: 'an astronaut',
    prompt:
      'cinematic photograph of {subject} in a white space suit with an open visor, the Earth behind, stars and a bright nebula, reflections on the suit',
  },
  ball: {
    occasion: 'fantasy',
    subject: 'an elegant couple',
    prompt:
      'photograph of {subject} in magnificent ball clothes in a palace hall, crystal chandeliers, marble and gold, warm candle light, softly blurred dancers behind',
  },
  sport: {
    occasion: 'everyday',
    subject: 'an athlete',
    prompt:
      'dynamic sports photograph of {subject} in running clothes on a stadium track, strong confident movement, low morning sun, drops of water in the air',
  },
  city: {
    occasion: 'everyday',
    subject: 'a stylish person',
    prompt:
      'photograph of {subject} in a stylish coat on an evening city street after rain, neon reflections on wet asphalt, softly blurred lights, cinematic colours',
  },
  car: {
    occasion: 'everyday',
    subject: 'a driver in sunglasses',
    prompt:
      'photograph of {subject} beside a polished red classic convertible car on a road by the sea, sunglasses, palm trees, bright summer light, colours of an old postcard',
    shape: '16:9',
  },
  library: {
    occasion: 'everyday',
    subject: 'a reader',
    prompt:
      'photograph of {subject} with an open book in an old library, high wooden shelves, green lamp, dust in rays of sun, quiet wise mood',
  },
};

/** In the order of the pages: what is wanted most comes first. */
export const STYLES: readonly Style[] = Object.entries(styles).map(([id, style]) => ({
  id,
  titleKey: `style-${id}`,
  ...style,
}));

export const findStyle = (id: string): Style | undefined => STYLES.find((style) => style.id === id);

/** The words of a style; `subject`: who is shown, null: whoever suits it. */
export const styleWords = (style: Style, subject: string | null): string =>
  style.prompt.replaceAll('{subject}', subject ?? style.subject);

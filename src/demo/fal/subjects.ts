import type { BackdropName } from '../../pictures/paintings/backdrops.ts';
import type { FigureName } from '../../pictures/paintings/figures.ts';
import type { MoodName } from '../../pictures/paintings/mood.ts';
import type { Painting } from '../../pictures/paintings/paint.ts';
import { seeded } from '../../pictures/seeded.ts';

type Words<T> = readonly (readonly [T, RegExp])[];

/** Stems stand at a word's beginning: Russian words change at their end. */
const stems = (...any: string[]) => new RegExp(`(?<![\\p{L}])(?:${any.join('|')})`, 'u');

const MOOD_WORDS: Words<MoodName> = [
  [
    'winter',
    stems(
      'зим',
      'снег',
      'снеж',
      'мороз',
      'новогод',
      'рождеств',
      'winter',
      'snow',
      'frost',
      'christmas',
    ),
  ],
  ['sunset', stems('закат', 'вечер', 'сумерк', 'sunset', 'evening', 'dusk')],
  [
    'night',
    stems(
      'ночь',
      'ночн',
      'ночи',
      'лун(?:а|н|ы|о)',
      'звезд',
      'night',
      'moon',
      'star(?:s|ry)?(?!\\p{L})',
    ),
  ],
  [
    'dawn',
    stems('рассвет', 'утр', 'туман', 'весн', 'весен', 'dawn', 'sunrise', 'morning', 'spring'),
  ],
  ['autumn', stems('осен', 'золот', 'листопад', 'autumn', 'fall(?!\\p{L})', 'golden')],
  ['day', stems('лет(?:о|н)', 'день', 'солн', 'summer', 'sunny', 'day(?!\\p{L})')],
];

const BACKDROP_WORDS: Words<BackdropName> = [
  [
    'space',
    stems(
      'космос',
      'косми',
      'космо',
      'планет',
      'галактик',
      'марс',
      'space',
      'planet',
      'galaxy',
      'cosmos',
    ),
  ],
  [
    'sea',
    stems(
      'мор(?:е|я|ю|ск|ем)',
      'океан',
      'пляж',
      'озер',
      'рек(?:а|и|е|у|ой)(?!\\p{L})',
      'волн',
      'sea(?!\\p{L})',
      'ocean',
      'beach',
      'lake',
      'river',
    ),
  ],
  [
    'mountains',
    stems(
      'гор(?:ы|а|ах|е|ами|н)(?!\\p{L}*од)',
      'вершин',
      'скал',
      'альп',
      'mountain',
      'peak',
      'alps',
      'hills',
    ),
  ],
  [
    'forest',
    stems('лес', 'тайг', 'деревья', 'роща', 'ел(?:ь|и|ей)(?!\\p{L})', 'forest', 'woods', 'trees'),
  ],
  [
    'city',
    stems('город', 'улиц', 'небоскр', 'москв', 'петербург', 'city', 'town', 'street', 'skyline'),
  ],
  ['meadow', stems('луг', 'поле', 'полян', 'сад(?:у|ы|а)?(?!\\p{L})', 'meadow', 'field', 'garden')],
];

const FIGURE_WORDS: Words<FigureName> = [
  ['cat', stems('кот', 'кош', 'cat(?!\\p{L})', 'cats', 'kitten', 'kitty')],
  ['dog', stems('собак', 'пёс', 'пес(?:ик)?(?!\\p{L})', 'щен', 'dog', 'puppy')],
  [
    'portrait',
    stems(
      'портрет',
      'девушк',
      'женщин',
      'мужчин',
      'человек',
      'лицо',
      'бабушк',
      'дедушк',
      'portrait',
      'woman',
      'man(?!\\p{L})',
      'girl',
      'face',
      'person',
    ),
  ],
  ['robot', stems('робот', 'android', 'robot')],
  [
    'house',
    stems(
      'дом(?:а|ик|у|е|ом)?(?!\\p{L})',
      'домик',
      'избушк',
      'дач',
      'house',
      'cottage',
      'cabin',
      'home',
    ),
  ],
  ['car', stems('машин', 'автомоб', 'car(?!\\p{L})', 'cars', 'automobile')],
  ['boat', stems('лодк', 'корабл', 'парус', 'яхт', 'boat', 'ship', 'sail', 'yacht')],
  ['rocket', stems('ракет', 'rocket', 'spaceship')],
  ['bird', stems('птиц', 'птич', 'воробе', 'снегир', 'bird', 'sparrow')],
  ['fir', stems('ёлк', 'елк', 'ёлоч', 'елоч', 'christmas tree', 'fir(?!\\p{L})')],
  [
    'bouquet',
    stems(
      'букет',
      'роз(?:а|ы)(?!\\p{L})',
      'тюльпан',
      'ромашк',
      'bouquet',
      'rose',
      'tulip',
      'daisies',
    ),
  ],
];

const FLOWERS = stems('цвет(?:ы|ок|ами|ов|ах|ущ)', 'flower', 'blossom');

const found = <T>(words: Words<T>, text: string) =>
  words.filter(([, stem]) => stem.test(text)).map(([name]) => name);

/** Recognises what a description (Russian or English) names; unknown words give an abstract picture. */
export function readDescription(description: string, seed: string): Painting {
  const text = description.toLowerCase();
  const random = seeded(seed);
  const [mood] = found(MOOD_WORDS, text);
  const [place] = found(BACKDROP_WORDS, text);
  const figures = found(FIGURE_WORDS, text);
  const flowers = FLOWERS.test(text) && !figures.includes('bouquet');
  // Flowers are a meadow, unless the place is known: then they are a bouquet in it.
  const backdrop =
    place ?? (flowers ? 'meadow' : mood && figures.length === 0 ? 'plain' : undefined);
  if (flowers && place && place !== 'meadow' && figures.length < 2) figures.push('bouquet');
  return {
    seed,
    mood: mood ?? random.pick(['day', 'sunset', 'dawn', 'day', 'autumn']),
    figures,
    ...(backdrop ? { backdrop } : {}),
  };
}

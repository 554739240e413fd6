/** Stems that descriptions in the demo often hold; what they name, `subjects.ts` can paint. */
const STEMS: [stem: string, english: string][] = [
  ['кот', 'cat'],
  ['кош', 'cat'],
  ['собак', 'dog'],
  ['щен', 'puppy'],
  ['девушк', 'woman'],
  ['женщин', 'woman'],
  ['мужчин', 'man'],
  ['человек', 'person'],
  ['портрет', 'portrait'],
  ['закат', 'sunset'],
  ['рассвет', 'dawn'],
  ['утр', 'morning'],
  ['вечер', 'evening'],
  ['ноч', 'night'],
  ['зим', 'winter'],
  ['снег', 'snow'],
  ['снеж', 'snowy'],
  ['лет', 'summer'],
  ['осен', 'autumn'],
  ['весн', 'spring'],
  ['мор', 'sea'],
  ['пляж', 'beach'],
  ['берег', 'shore'],
  ['озер', 'lake'],
  ['гор', 'mountains'],
  ['лес', 'forest'],
  ['пол', 'field'],
  ['сад', 'garden'],
  ['город', 'city'],
  ['улиц', 'street'],
  ['дом', 'house'],
  ['окн', 'window'],
  ['цвет', 'flowers'],
  ['роз', 'roses'],
  ['букет', 'bouquet'],
  ['машин', 'car'],
  ['лодк', 'boat'],
  ['космос', 'space'],
  ['ракет', 'rocket'],
  ['робот', 'robot'],
  ['птиц', 'bird'],
  ['ёлк', 'christmas tree'],
  ['красн', 'red'],
  ['син', 'blue'],
  ['зелён', 'green'],
  ['бел', 'white'],
  ['золот', 'golden'],
  ['тёпл', 'warm'],
  ['стар', 'old'],
  ['больш', 'big'],
  ['маленьк', 'small'],
  ['красив', 'beautiful'],
  ['стил', 'style'],
];

const SMALL: Record<string, string> = {
  и: 'and',
  в: 'in',
  во: 'in',
  на: 'on',
  у: 'by',
  с: 'with',
  со: 'with',
  под: 'under',
  над: 'above',
  из: 'from',
  я: 'I',
  при: 'in',
};

const LETTERS: Record<string, string> = Object.fromEntries(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
    letter,
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya'
      .split(' ')
      .map((latin) => (latin === '-' ? '' : latin))[index] ?? '',
  ]),
);

const longestFirst = STEMS.toSorted(([one], [other]) => other.length - one.length);

function translateWord(word: string): string {
  const known = SMALL[word] ?? longestFirst.find(([stem]) => word.startsWith(stem))?.[1];
  return known ?? [...word].map((letter) => LETTERS[letter] ?? letter).join('');
}

/** Russian to English, word by word: enough to see in the demo that something was translated. */
export const translate = (text: string): string =>
  text.toLowerCase().replaceAll(/[а-яё]+/g, translateWord);

import type { Language } from '../../machines/chat/types.ts';

/** What a button offers, and the description it stands for. */
export interface Idea {
  /** At most 18 characters. */
  readonly label: string;
  readonly description: string;
}

/** One idea in every language under one index, so a button means the same in each. */
const ideas: readonly Readonly<Record<Language, Idea>>[] = [
  {
    ru: {
      label: '🌅 Вечер у моря',
      description:
        'Тихий вечер у моря: розовый закат, лодка у берега, тёплый свет на воде, вдали маяк',
    },
    en: {
      label: '🌅 Seaside evening',
      description:
        'A quiet evening by the sea: a pink sunset, a boat by the shore, warm light on the water, a lighthouse far away',
    },
  },
  {
    ru: {
      label: '🐈 Кот-профессор',
      description:
        'Важный рыжий кот в круглых очках и бархатном жилете читает толстую книгу в старинной библиотеке',
    },
    en: {
      label: '🐈 Professor cat',
      description:
        'A dignified ginger cat in round glasses and a velvet waistcoat reading a thick book in an old library',
    },
  },
  {
    ru: {
      label: '🎂 Открытка',
      description:
        'Поздравительная открытка на день рождения: пышный торт со свечами, пионы, воздушные шары, золотистый свет',
    },
    en: {
      label: '🎂 Birthday card',
      description: 'A birthday card: a grand cake with candles, peonies, balloons, golden light',
    },
  },
  {
    ru: {
      label: '🏡 Дом в саду',
      description:
        'Уютный деревянный дом в цветущем яблоневом саду, на веранде самовар и чашки, утреннее солнце',
    },
    en: {
      label: '🏡 Garden house',
      description:
        'A cosy wooden house in a blossoming apple garden, a teapot and cups on the porch, morning sun',
    },
  },
  {
    ru: {
      label: '🌲 Зимняя сказка',
      description:
        'Сказочный зимний лес в снегу, избушка со светящимися окнами, следы зайца, синие сумерки и первые звёзды',
    },
    en: {
      label: '🌲 Winter tale',
      description:
        'A fairy-tale winter forest in snow, a hut with glowing windows, the tracks of a hare, blue dusk and first stars',
    },
  },
  {
    ru: {
      label: '💐 Букет',
      description:
        'Большой букет сирени и ромашек в стеклянной вазе на столе у окна, как старинная картина маслом',
    },
    en: {
      label: '💐 Bouquet',
      description:
        'A big bouquet of lilac and daisies in a glass vase on a table by the window, like an old oil painting',
    },
  },
  {
    ru: {
      label: '🗼 Кафе в Париже',
      description:
        'Маленькое кафе на улице Парижа весной: круглый столик, кофе с круассаном, цветущие каштаны, вдали башня',
    },
    en: {
      label: '🗼 Café in Paris',
      description:
        'A small café in a street of Paris in spring: a round table, coffee with a croissant, chestnuts in bloom, the tower far away',
    },
  },
  {
    ru: {
      label: '🐕 Щенок на лугу',
      description:
        'Весёлый щенок на летнем лугу смотрит на бабочку, которая села ему на нос, мягкий солнечный свет',
    },
    en: {
      label: '🐕 Merry puppy',
      description:
        'A merry puppy in a summer meadow looking at a butterfly that sat on its nose, soft sunlight',
    },
  },
  {
    ru: {
      label: '🏔 Озеро в горах',
      description:
        'Прозрачное горное озеро на рассвете, в воде отражаются снежные вершины, у берега палатка и костёр',
    },
    en: {
      label: '🏔 Mountain lake',
      description:
        'A clear mountain lake at dawn, snowy peaks mirrored in the water, a tent and a campfire by the shore',
    },
  },
  {
    ru: {
      label: '🚂 Старый поезд',
      description:
        'Старинный паровоз едет по высокому мосту через осеннее ущелье, белый пар, золотые деревья',
    },
    en: {
      label: '🚂 Old train',
      description:
        'An old steam engine crossing a high bridge over an autumn gorge, white steam, golden trees',
    },
  },
  {
    ru: {
      label: '🐉 Добрый дракон',
      description:
        'Добрый маленький дракон печёт блины на кухне и угощает мышек, яркая картинка из детской книжки',
    },
    en: {
      label: '🐉 Kind dragon',
      description:
        'A kind little dragon baking pancakes in a kitchen and treating the mice, a bright picture from a children’s book',
    },
  },
  {
    ru: {
      label: '🌌 Звёздная ночь',
      description:
        'Звёздная ночь над полем подсолнухов, млечный путь, старая мельница и падающая звезда',
    },
    en: {
      label: '🌌 Starry night',
      description:
        'A starry night over a field of sunflowers, the Milky Way, an old windmill and a falling star',
    },
  },
  {
    ru: {
      label: '🫖 Чаепитие',
      description:
        'Семейное чаепитие на даче: самовар, варенье, пирожки на вышитой скатерти, закатный свет сквозь листву',
    },
    en: {
      label: '🫖 Tea together',
      description:
        'A family tea in the garden: a teapot, jam and pies on an embroidered tablecloth, evening light through the leaves',
    },
  },
  {
    ru: {
      label: '🦊 Лиса в лесу',
      description:
        'Рыжая лиса в осеннем берёзовом лесу, вокруг падают золотые листья, лёгкий туман, как на фотографии',
    },
    en: {
      label: '🦊 Forest fox',
      description:
        'A red fox in an autumn birch forest, golden leaves falling around it, light mist, like a photograph',
    },
  },
  {
    ru: {
      label: '⛵ Парусник',
      description:
        'Большой парусник с белыми парусами идёт по волнам навстречу солнцу, рядом играют дельфины',
    },
    en: {
      label: '⛵ Sailing ship',
      description:
        'A great ship with white sails going over the waves towards the sun, dolphins playing beside it',
    },
  },
  {
    ru: {
      label: '🌸 Сакура',
      description:
        'Аллея цветущей сакуры в японском парке, красный мостик через пруд с карпами, лепестки в воздухе',
    },
    en: {
      label: '🌸 Cherry blossom',
      description:
        'An alley of cherry trees in bloom in a Japanese park, a red bridge over a pond with carps, petals in the air',
    },
  },
  {
    ru: {
      label: '🎄 Новый год',
      description:
        'Новогодняя комната: нарядная ёлка, подарки, камин с чулками, за окном снег, на ковре спит кошка',
    },
    en: {
      label: '🎄 New Year',
      description:
        'A room on New Year’s Eve: a decorated tree, presents, a fireplace with stockings, snow outside, a cat asleep on the rug',
    },
  },
  {
    ru: {
      label: '🚀 Сад на Луне',
      description:
        'Цветущий сад под стеклянным куполом на Луне, садовник в скафандре поливает розы, в небе видна Земля',
    },
    en: {
      label: '🚀 Moon garden',
      description:
        'A garden in bloom under a glass dome on the Moon, a gardener in a space suit watering roses, the Earth in the sky',
    },
  },
];

const surprises: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    'Ёжик в тёплом шарфе идёт по осеннему лесу с фонариком в лапах, вокруг туман и светлячки',
    'Большая библиотека внутри дерева: винтовая лестница, полки до потолка, мягкий свет из окошек',
    'Старый город после дождя: мокрая мостовая, зонтики, отражения фонарей, тёплые окна кафе',
    'Медведь-музыкант играет на виолончели на лесной поляне, слушают зайцы и белки',
    'Деревня на склоне горы весной, цветут абрикосы, по дороге идёт ослик с корзинами цветов',
    'Воздушные шары над долиной на рассвете, внизу речка и маленькие домики в тумане',
    'Кухня бабушки: на столе свежий хлеб, молоко и ягоды, кот дремлет на подоконнике',
    'Русалка и черепаха рассматривают жемчужину среди кораллов, сквозь воду падают лучи солнца',
    'Снежный барс на заснеженной скале смотрит вдаль, крупные хлопья снега, синие горы',
    'Лавандовое поле на закате, белая скамейка, соломенная шляпа и корзина с цветами',
    'Совиная почта: большая белая сова приносит письмо в окно башни, полная луна, звёзды',
    'Трамвай с цветами вместо крыши едет по солнечной улице, пассажиры улыбаются',
    'Рыбацкая деревня на севере: красные домики, лодки, зелёное северное сияние над заливом',
    'Слонёнок учится рисовать: кисть в хоботе, холст с радугой, вокруг баночки с краской',
    'Старинная карета у замка, бал в окнах, на ступенях потерянная туфелька, лунный свет',
    'Пикник у реки летним днём: плед, арбуз, велосипед под ивой, стрекозы над водой',
    'Городок внутри стеклянного шара со снегом: ёлка на площади, катание на коньках, огоньки',
    'Журавли летят над рисовыми полями на рассвете, тонкая японская акварель',
    'Портрет енота в костюме английского лорда, старинная золочёная рама, масло',
    'Остров, парящий в облаках: водопад, ветряная мельница, мостик из верёвок, стая птиц',
    'Базар на востоке: горы пряностей, медные лампы, ковры, солнечные лучи сквозь навесы',
    'Пингвины открыли кафе на льдине: столики, гирлянды, какао с зефиром',
    'Лошади бегут по мелководью на закате, брызги золотые от солнца, как на фотографии',
    'Старый маяк в шторм: огромные волны, тёплый луч света, чайки над скалами',
  ],
  en: [
    'A hedgehog in a warm scarf walking through an autumn wood with a lantern, mist and fireflies around it',
    'A great library inside a tree: a winding stair, shelves up to the ceiling, soft light from little windows',
    'An old town after the rain: wet cobblestones, umbrellas, reflections of lamps, the warm windows of a café',
    'A bear playing the cello in a forest clearing, hares and squirrels listening',
    'A village on a mountainside in spring, apricots in bloom, a donkey with baskets of flowers on the road',
    'Hot-air balloons over a valley at dawn, a river and small houses in the mist below',
    'Grandmother’s kitchen: fresh bread, milk and berries on the table, a cat dozing on the window sill',
    'A mermaid and a turtle looking at a pearl among corals, sunbeams falling through the water',
    'A snow leopard on a snowy rock gazing into the distance, big snowflakes, blue mountains',
    'A field of lavender at sunset, a white bench, a straw hat and a basket of flowers',
    'Owl post: a big white owl bringing a letter to a tower window, a full moon, stars',
    'A tram with flowers instead of a roof going down a sunny street, its passengers smiling',
    'A fishing village in the north: red houses, boats, green northern lights over the bay',
    'A baby elephant learning to paint: a brush in its trunk, a rainbow on the canvas, jars of paint around',
    'An old carriage before a castle, a ball in the windows, a lost slipper on the steps, moonlight',
    'A picnic by the river on a summer day: a blanket, a watermelon, a bicycle under a willow, dragonflies',
    'A little town inside a snow globe: a tree on the square, people skating, tiny lights',
    'Cranes flying over rice fields at dawn, a delicate Japanese watercolour',
    'A portrait of a raccoon dressed as an English lord, an old gilded frame, in oil',
    'An island floating in the clouds: a waterfall, a windmill, a rope bridge, a flock of birds',
    'A bazaar in the east: mounds of spices, copper lamps, carpets, sunbeams through the awnings',
    'Penguins have opened a café on an ice floe: little tables, strings of lights, cocoa with marshmallows',
    'Horses running through shallow water at sunset, spray golden in the sun, like a photograph',
    'An old lighthouse in a storm: huge waves, a warm beam of light, gulls above the rocks',
  ],
};

export const IDEAS_SHOWN = 4;
export const IDEA_COUNT = ideas.length;

/** Spreads people over the list; any spread will do, as long as it is always the same. */
const spread = (text: string): number =>
  [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7);

/**
 * A few ideas as places in the list. Everybody begins elsewhere, and with every picture that
 * somebody has, the next ones come.
 */
export function ideasFor(personId: string, pictures: number): readonly number[] {
  const first = spread(personId) + pictures * IDEAS_SHOWN;
  return Array.from({ length: IDEAS_SHOWN }, (_, index) => (first + index) % IDEA_COUNT);
}

/** The idea at a place of the list; null: there is none, the button is foreign. */
export const idea = (which: number, language: Language): Idea | null =>
  ideas[which]?.[language] ?? null;

/** A whole description by chance: `chance` is at least 0 and less than 1. */
export function surprise(chance: number, language: Language): string {
  const list = surprises[language];
  return list[Math.floor(chance * list.length)] ?? list[0] ?? '';
}

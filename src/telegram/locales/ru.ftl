### Слова бота. Одно имя на каждую вещь: картинка, описание, галерея, вид, форма, альбом, корзина, фильтр,
### монеты, заказ.

## Счёт

coins = { $coins ->
    [one] { $coins } монета
    [few] { $coins } монеты
   *[many] { $coins } монет
}
pictures = { $pictures ->
    [one] { $pictures } картинка
    [few] { $pictures } картинки
   *[many] { $pictures } картинок
}
for-pictures = { $pictures ->
    [one] на { $pictures } картинку
    [few] на { $pictures } картинки
   *[many] на { $pictures } картинок
}
pictures-more = больше { $pictures } картинок
count = { $count }
count-more = { $count }+
minutes = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}
wait = ⏳ Ждать примерно: { minutes }

## Кнопки

button-create = 🎨 Создать
button-create-more = 🎨 Ещё картинку
button-me = 🙂 Со мной
button-without-me = ✏️ По описанию
button-styles = ✨ Готовые стили
button-more-styles = ✨ Ещё стили
button-alone = ✏️ По описанию
button-who = 🙂 { $name }
button-nobody = 🙂 Добавить меня
button-gallery = 🖼 Галерея
button-gallery-count = 🖼 Галерея ({ $pictures })
button-balance = 🪙 Баланс
button-balance-count = 🪙 Баланс ({ $coins })
button-settings = ⚙️ Настройки
button-help = ❓ Помощь
button-back = ↩️ Назад
button-home = 🏠 Меню
button-surprise = 🎲 Удивите меня
button-make = Создать · { coins }
button-make-short = Создать · { $coins } 🪙
button-make-bare = { $coins } 🪙
button-shape = Форма: { $shape }
button-count = Сколько: { $count }
button-look = Вид: { $look }
button-language = Язык: { $language }
button-chosen = ✓ { $choice }
button-fewer = { pictures } · { $coins } 🪙
button-cheaper = { $look } · { $coins } 🪙
button-code = 🎟 Ввести промокод
button-ask = 🙋 Попросить монет
button-tell-me = 🔔 Сообщите мне
button-newer = ⬅️ Новее
button-older = Раньше ➡️
button-favourite = ⭐ В избранное
button-unfavourite = ✖️ Из избранного
button-again = 🔁 Ещё раз
button-change = ✏️ Новое описание
button-rephrase = ✏️ Новое описание
button-retry = 🔁 Ещё раз
button-original = 📎 Оригинал
button-whole = 📄 Весь текст
button-delete = 🗑 Удалить
button-delete-sure = 🗑 Да, удалить
button-left = ⬅️
button-right = ➡️
button-place = 🔢 { $index } из { $total }
button-place-bare = { $index } из { $total }
button-place-far = 🔢 Все
button-undo = ♻️ Вернуть
button-details = ℹ️ Подробнее
button-copy = 📋 Скопировать
button-share = 💌 Поделиться
button-filters = 🎛 Фильтры
button-filters-on = 🎛 Фильтры { $icons }
button-filters-icons = 🎛 { $icons }
button-clear-filters = ✖️ Без фильтров
button-search = 🔎 Поиск
button-clear-words = ✖️ Не искать
button-favourites = ⭐ Избранное
button-favourites-count = ⭐ Избранное ({ $n })
button-only-favourites = ✓ Избранное
button-select = ☑️ Выбрать
button-albums = 📁 Альбомы
button-trash = 🗑 Корзина
button-trash-count = 🗑 Корзина ({ $n })
button-statistics = 📊 Статистика
button-page = { $first }–{ $last } из { $total }
button-page-one = { $first } из { $total }
button-page-bare = { $first }–{ $last }
button-page-far = В начало
button-ticked = ☑️ { $number }
button-unticked = { $number }
button-add-to = 📁 В альбом
button-download = 📥 Скачать
button-clear-marks = Снять отметки
button-delete-count = 🗑 Удалить ({ $n })
button-filter-on = ✖️ { $value }
button-words = «{ $words }»
button-filter-kind = ✏️ Как сделана
button-filter-look = 🎨 Вид
button-filter-avatar = 🙂 Аватар
button-filter-shape = 📐 Форма
button-filter-album = 📁 Альбом
button-filter-time = 📅 Когда
button-value = { $value } ({ $n })
button-calendar = 📅 Календарь
button-earlier-month = ⬅️ { $month }
button-later-month = { $month } ➡️
button-whole-month = Весь { $month }
button-other-day = Выбрать заново
button-loosen = { $name } ({ $n })
button-album = 📁 { $title }
button-album-count = 📁 { $title } ({ $n })
button-numbered = { $number }. { $title }
button-new-album = ➕ Новый альбом
button-look-at = 🖼 Смотреть
button-look-at-count = 🖼 Смотреть ({ $n })
button-rename = ✏️ Переименовать
button-delete-album = 🗑 Удалить альбом
button-restore = ♻️ Вернуть
button-purge = 🗑 Удалить совсем
button-purge-sure = 🗑 Да, навсегда
button-empty-trash = 🗑 Очистить корзину
button-empty-trash-sure = 🗑 Да, очистить
button-zone = 🕒 Часы: { $time }
button-zone-time = { $time } { $city }
button-send-friend = 💌 Отправить другу
button-copy-link = 📋 Скопировать
button-operations = 📜 История монет
button-newest = К последним
button-data = 🔐 Мои данные
button-export = 📦 Скачать всё
button-erase = 🗑 Стереть всё
button-erase-sure = Да, продолжить
button-erase-yes = 🗑 Стереть навсегда
button-privacy = 🔐 Что мы храним
button-support = 💬 Поддержка
button-cancel = Отменить заказ
button-close = Закрыть
button-restart = Начать заново
button-avatars = 🙂 Аватары
button-with-me = 🙂 Картинка со мной
button-wizard-on = 👍 Начнём
button-finish-later = 🏠 Доделаю потом
button-consent = ✅ Подтверждаю
button-keep-name = Оставить это имя
button-skip = Пропустить
button-photos-done = ✅ Это все фото
button-view-photos = 👀 Посмотреть ({ $n })
button-start-over = 🔄 Начать заново
button-start-over-sure = 🗑 Да, заново
button-keep-photo = 👍 Взять это фото
button-leave-photo = ✖️ Не брать
button-remove-photo = 🗑 Убрать
button-to-price = ➡️ Дальше
button-preset = Способ: { $preset }
button-keep-photos = Хранить фото
button-go-on = ▶️ Продолжить
button-create-with = 🎨 Создать картинку
button-its-pictures = 🖼 Картинки
button-its-pictures-count = 🖼 Картинки ({ $n })
button-make-main = ⭐ Сделать главным
button-new-avatar = ➕ Новый аватар
button-first-avatar = 🙂 Создать аватар
button-cancel-training = ✋ Отменить
button-open-avatar = 🙂 Мой аватар
button-keep-pictures = Картинки оставить
button-delete-pictures = Удалить и картинки
button-parent = ⬆️ Из чего
button-edits = 🪄 Переделать
button-edit-image = ✏️ Изменить
button-upscale = 🔍 Увеличить
button-cutout = ✂️ Убрать фон

## Формы

shape-1-1 = ⬜ Квадрат
shape-3-4 = 👤 Портрет
shape-4-3 = 🏞 Пейзаж
shape-9-16 = 📱 Телефон
shape-16-9 = 🎬 Кино

shapes-help =
    ⬜ Квадрат — подойдёт везде
    👤 Портрет — высокая, для людей и букетов
    🏞 Пейзаж — широкая, как фотография в рамке
    📱 Телефон — во весь экран телефона
    🎬 Кино — очень широкая, как кадр из фильма

## Виды

look-banana = Обычный
look-banana-hint = хорошо понимает описание, подходит почти для всего
look-banana-edit = Понятливый
look-banana-edit-hint = понимает просьбу, остальное не трогает
look-kontext = Бережный
look-kontext-hint = меняет только деталь, лица остаются прежними
look-seedream-ed = Художник
look-seedream-ed-hint = смело меняет стиль и обстановку
look-upscale = Вдвое крупнее
look-upscale-hint = больше точек, та же картинка
look-cutout = Без фона
look-cutout-hint = только то, что на переднем плане
look-imagen4 = Как фото
look-imagen4-hint = похоже на настоящую фотографию
look-imagen4-fast = Фото быстро
look-imagen4-fast-hint = как фотография, чуть проще, зато скорее
look-imagen4-max = Фото люкс
look-imagen4-max-hint = как фотография, больше всего мелких деталей
look-schnell = Быстрый
look-schnell-hint = готов за несколько секунд, удобно пробовать
look-dev = Живопись
look-dev-hint = мягко и художественно, как картина
look-seedream = Яркий
look-seedream-hint = сочные цвета и много подробностей
look-me = С вашим лицом
look-me-hint = портреты, похожие на вас

style-business = Деловой портрет
style-film = Кадр из фильма
style-winter = Зимняя прогулка
style-travel = Путешествие
style-seaside = У моря
style-wedding = Свадьба
style-studio = Студийный портрет
style-black-white = Чёрно-белое фото
style-retro = Ретро
style-autumn = Осенний парк
style-newyear = Новый год
style-birthday = День рождения
style-spring = Весна в цвету
style-meadow = Летний луг
style-mountains = В горах
style-paris = Париж
style-yacht = На яхте
style-desert = Пустыня
style-kitchen = На кухне
style-garden = В саду
style-cat = С котом
style-dog = С собакой
style-cafe = В кафе
style-bouquet = С букетом
style-watercolour = Акварель
style-oil = Картина маслом
style-pencil = Карандаш
style-cartoon = Мультфильм
style-fairytale = Сказка
style-knights = Рыцарь
style-space = Космос
style-ball = На балу
style-sport = Спорт
style-city = Вечерний город
style-car = Ретроавтомобиль
style-library = В библиотеке

look-line = <b>{ $look }</b> — { $hint } ({ coins })

## Меню и знакомство

home-title = Главное меню
home-caption = У вас { coins }.
home-caption-enough = У вас { coins } — хватит { for-pictures }.
home-held = Отложено за заказы: { coins }.
home-running = 🎨 Сейчас создаётся: { $orders ->
    [one] { $orders } заказ
    [few] { $orders } заказа
   *[many] { $orders } заказов
}.
home-hint = Чтобы создать картинку, просто напишите, что хотите увидеть.

welcome-title = Здравствуйте!
welcome-caption = <b>Напишите словами, что хотите увидеть, — и бот создаст для вас картинку.</b>
welcome-gift = 🎁 { coins } = { pictures }. Это вам подарок!
welcome-gift-coins = 🎁 { coins } — вам в подарок!
welcome-hint = Нажмите «Создать» — это просто.

## Создание

create-title = Новая картинка
create-subtitle = Что нарисовать?
create-caption = <b>Что вы хотите увидеть?</b>
create-hint = Напишите своими словами. Или выберите готовую идею.
create-before = Прошлое описание:
create-change-hint = Напишите новое описание. Форма и вид останутся прежними.
create-with-title = Картинка со мной
create-with = 🙂 На картинке будет <b>{ $name }</b>.
create-with-hint = Напишите, где и за каким занятием: «на берегу моря», «в вечернем платье на балу». Или выберите готовый стиль.
styles-caption = <b>Готовые стили</b> · страница { $page } из { $pages }
styles-line = { $number }. { $style }
styles-hint = Выберите стиль — писать ничего не нужно.
pick-avatar-title = Кто на картинке
pick-avatar-caption = <b>Кого показать на картинке?</b>
pick-avatar-hint = «По описанию» — картинка без вас, только по словам.
pick-avatar-nobody = По описанию

description = <blockquote>{ $description }</blockquote>

confirm-title = Создаём?
confirm-caption = <b>Всё верно?</b>
confirm-choices =
    { pictures } · { $shape }
    Вид: { $look }
confirm-price = Цена: { coins }.
confirm-balance = У вас { coins }.
confirm-hint = Хотите изменить — просто напишите новое описание.
confirm-replaced = Прежнего вида больше нет, вместо него — «{ $look }».
confirm-change = <b>Изменить эту картинку?</b>
confirm-upscale = <b>Сделать эту картинку вдвое крупнее?</b>
confirm-cutout = <b>Убрать у этой картинки фон?</b>
confirm-edit-choices =
    { pictures }
    Вид: { $look }
confirm-edit-hint = Прежняя картинка останется как есть, новая появится рядом.
confirm-style = ✨ Готовый стиль «{ $style }»
confirm-with = 🙂 На картинке: <b>{ $name }</b>
confirm-avatar-gone = ⚠️ Аватара, которого вы выбрали, больше нет или он ещё не готов. Создайте картинку по описанию или выберите другого.

pick-shape-title = Форма
pick-shape-caption = <b>Какой формы будет картинка?</b>
pick-count-title = Сколько картинок
pick-count-caption = <b>Сколько картинок создать?</b>
pick-count-hint = Описание одно, а картинки выйдут разные: выберете лучшую.
pick-count-line = { pictures } — { coins }
pick-look-title = Вид
pick-look-caption = <b>Как должна выглядеть картинка?</b>
look-price-hint = В скобках — цена одной картинки.

making-title = Заказ принят
making-caption = <b>Мы приняли ваш заказ.</b>
making-hint = Как он идёт, видно ниже. Готовое придёт сюда само: ждать у экрана не нужно.

short-title = Не хватает монет
short-caption = <b>Нужно монет: { $needs }. У вас: { $has }.</b>
short-affordable = На кнопках ниже — то, на что монет хватает.
short-code = Есть промокод? Введите его.
short-ask = Можно попросить монет у хозяина бота.
short-enough = <b>Теперь монет хватает!</b>
short-kept = Описание сохранено, писать заново не нужно.

outage-title = Перерыв
outage-caption = <b>Сейчас картинки не создаются.</b>
outage-hint = Это неполадка у нас, и мы её уже чиним. Монеты не списаны, описание сохранено. Нажмите «Сообщите мне» — напишем, когда всё заработает.
outage-warning = ⚠️ Сейчас картинки не создаются: неполадка у нас. Мы уже чиним.

support-line = Вопросы: { $contact }

## Галерея

card-caption = <b>Картинка { $index } из { $total }</b>
card-caption-far = <b>Одна из давних картинок</b>, всего { $total }
card-favourite = ⭐ В избранном
card-missing = 🛠 Файл этой картинки потерялся. Мы уже ищем его.
card-facts =
    { $kind } · вид «{ $look }»
    { $shape } · { $width } × { $height } точек
    { $date }
kind-described = ✏️ По описанию
kind-avatar = 🙂 С аватаром

empty-title = Галерея
empty-subtitle = Здесь будут ваши картинки
empty-caption = <b>Здесь пока пусто.</b>
empty-hint = Создайте первую картинку — она сама появится в галерее.
empty-trash-hint = Удалённые картинки лежат в корзине, их можно вернуть.

nothing-title = Ничего не нашлось
nothing-caption = <b>Таких картинок нет.</b>
nothing-loosen = Что-то одно лишнее. Нажмите, что убрать, — в скобках видно, сколько картинок найдётся:
nothing-loosen-one = Уберите фильтр, и картинки найдутся. В скобках — сколько:
nothing-favourites = Нажмите под картинкой «⭐ В избранное», и она появится здесь.
nothing-clear = Уберите фильтры, и картинки появятся снова.

deleting-caption = <b>Удалить эту картинку?</b>
deleting-hint = Она пролежит в корзине 30 дней. Всё это время её можно вернуть.

details-caption = <b>Подробно о картинке</b>
details-file = Размер файла: { $size }
details-kilobytes = { $size } КБ
details-megabytes = { $size } МБ
details-albums = 📁 В альбомах: { $albums }
details-albums-more = 📁 В альбомах: { $albums } и ещё { $more }
details-made-change = 🪄 Сделано из другой картинки
details-made-upscale = 🔍 Другая картинка, вдвое крупнее
details-made-cutout = ✂️ Другая картинка, без фона
details-parent-gone = Той картинки в галерее больше нет.
details-avatar = 🙂 На картинке: { $name }
details-sent = Что было отправлено:
    <blockquote>{ $sent }</blockquote>
details-word = «{ $word }» — так программа узнаёт, кого рисовать.
details-curious = Для любопытных: { $settings }
details-curious-number = Для любопытных: { $settings }, число { $number }

## Сетка

grid-caption = <b>Ваша галерея: { $total }</b>
grid-found = <b>Нашлось: { $total }</b>
grid-hint = Нажмите номер, чтобы открыть картинку.
marking-caption = <b>Выберите картинки</b>
marking-hint = Нажимайте номера — потом скажите, что сделать со всеми сразу.
marking-count = Выбрано: { pictures }.
deleting-marked-title = Удалить?
deleting-marked-caption = <b>Удалить то, что вы выбрали ({ pictures })?</b>
deleting-marked-hint = Всё пролежит в корзине 30 дней, оттуда можно вернуть.

## Фильтры

shown = 🎛 Показаны только: { $filters }
filter-words = слова «{ $words }»
filter-look = вид «{ $look }»
filter-avatar = аватар «{ $avatar }»
filter-avatar-gone = аватар, которого уже нет
filter-favourites = избранное
filter-album = альбом «{ $album }»
filter-range = { $from } — { $until }
time-today = сегодня
time-yesterday = вчера
time-week = за 7 дней
time-month = за 30 дней

filters-title = Фильтры
filters-caption = <b>Какие картинки показать?</b>
filters-found = Подходит: { $total }.
filters-none = Сейчас не подходит ни одна картинка.
filters-hint = Нажмите, что важно. Можно выбрать несколько.
filters-off-hint = Кнопка с ✖️ убирает фильтр.

without-words = Без поиска
without-kind = Все способы
without-look = Любой вид
without-avatarId = Любой аватар
without-shape = Любая форма
without-favourites = Не только ⭐
without-albumId = Все альбомы
without-time = За всё время

pick-kind-title = Как сделана
pick-kind-caption = <b>Как сделана картинка?</b>
pick-filter-look-title = Вид
pick-filter-look-caption = <b>Какой вид показать?</b>
pick-filter-avatar-title = Аватар
pick-filter-avatar-caption = <b>С кем показать картинки?</b>
pick-filter-shape-title = Форма
pick-filter-shape-caption = <b>Какую форму показать?</b>
pick-album-title = Альбом
pick-album-caption = <b>Какой альбом показать?</b>
pick-time-title = Когда
pick-time-caption = <b>Картинки за какое время показать?</b>
pick-filter-hint = В скобках — сколько картинок найдётся.
pick-filter-chosen = Нажмите отмеченное ✓ ещё раз, чтобы убрать.
pick-filter-none = Здесь пока не из чего выбрать.
pick-filter-none-left = Вместе с другими фильтрами здесь не подходит ни одна картинка.

calendar-title = Календарь
calendar-caption = <b>{ $month }</b>
calendar-hint = Числа — дни с картинками. Нажмите первый день, потом последний.
calendar-from = Первый день: { $day }. Теперь нажмите последний. Если нужен один день, нажмите его ещё раз.
calendar-empty = ·
calendar-chosen = ✓{ $day }

search-title = Поиск
search-caption = <b>Что найти?</b>
search-hint = Напишите слова из описания, можно не целиком: «кот шляп» найдёт кота в шляпе.
search-now = Сейчас ищем: «{ $words }».

## Альбомы

albums-title = Альбомы
albums-caption = <b>Ваши альбомы</b>
albums-line = 📁 { $title } — { $total }
albums-pages = Страница { $page } из { $pages }.
albums-empty = Альбомов пока нет. Соберите в альбом картинки для внуков, для дачи, на открытки.
album-title = Альбом
album-caption = <b>📁 { $title }</b>
album-count = В альбоме: { $total }.
album-empty = Альбом пока пуст. Откройте картинку, нажмите «Подробнее», потом «В альбом».
naming-title = Новый альбом
naming-caption = <b>Как назвать альбом?</b>
naming-hint = Напишите название, до 40 знаков. Например: «Открытки для мамы».
renaming-title = Новое название
renaming-caption = <b>Новое название для альбома «{ $title }»?</b>
dissolving-caption = <b>Удалить альбом «{ $title }»?</b>
dissolving-hint = Сами картинки останутся в галерее.
adding-title = В какой альбом?
adding-caption = <b>В какой альбом положить картинку?</b>
adding-many-caption = <b>В какой альбом положить { $pictures ->
    [one] { $pictures } картинку
    [few] { $pictures } картинки
   *[many] { $pictures } картинок
}?</b>
adding-hint = ✓ — уже в альбоме. Нажмите ещё раз, чтобы убрать.
adding-empty = Альбомов пока нет — создайте первый.

## Корзина

trash-title = Корзина
trash-caption = <b>Корзина: { $index } из { $total }</b>
trash-caption-far = <b>Корзина</b>: { $total }
trash-dates =
    Удалена: { $trashed }
    Исчезнет навсегда: { $purged }
trash-empty-caption = <b>Корзина пуста.</b>
trash-empty-hint = Удалённые картинки лежат здесь 30 дней — на случай, если передумаете.
purging-caption = <b>Удалить эту картинку навсегда?</b>
purging-hint = Вернуть эту картинку будет уже нельзя.
emptying-title = Очистить корзину?
emptying-caption = <b>Очистить корзину?</b>
emptying-hint = Исчезнет навсегда: { $total }. Вернуть будет уже нельзя.

## Цифры

statistics-title = Картинки по месяцам
statistics-caption = <b>Ваша галерея в цифрах</b>
statistics-total = Всего: { pictures }
statistics-favourites = ⭐ В избранном: { $n }
statistics-trash = 🗑 В корзине: { $n }
statistics-looks = 🎨 Виды: { $looks }
statistics-shapes = 📐 Формы: { $shapes }
statistics-part = { $name } — { $n }
statistics-busiest = 📅 Больше всего за день: { pictures }, { $day }
statistics-coins = 🪙 Потрачено: { coins }
statistics-returned = 🪙 Вернулось: { coins }

## Аватар: подготовка

wizard-about-title = Ваш аватар
wizard-about-subtitle = Картинки с вашим лицом
wizard-about-caption = <b>Бот научится рисовать именно вас.</b>
wizard-about-steps =
    1. Вы присылаете от 10 до 20 своих фотографий.
    2. Бот их изучает. Ждать у экрана не нужно.
    3. Аватар готов! Просите любые картинки с собой: у моря, на балу, в космосе.
wizard-about-time = ⏳ Сколько ждать: обычно { minutes }.
wizard-about-gift = 🎁 Первая картинка с вами входит в цену.
wizard-lacking = Не хватает монет: { $coins }. Не страшно: подготовьте всё сейчас, а заплатите в самом конце.
wizard-outage-warning = ⚠️ Сейчас аватары не создаются: неполадка у нас. Подготовить всё можно уже сейчас.

wizard-consent-title = Ваше согласие
wizard-consent-caption = <b>Подтвердите, пожалуйста:</b>
wizard-consent-text =
    • На фотографиях вы сами — или человек, который разрешил вам их прислать.
    • И вам, и ему уже есть 18 лет.
wizard-consent-kept =
    <b>Что мы храним</b>
    • Фотографии — пока готовим аватар, потом стираем. Если не закончите, сотрём через 30 дней. Одна останется обложкой аватара.
    • Аватар — пока вы его не удалите.
    • Запись о том, что вы согласились, — она остаётся.
    Фотографии мы передаём только сервису FAL: он готовит аватар.

wizard-name-title = Имя
wizard-name-caption = <b>Как назовём аватар?</b>
wizard-name-now = Сейчас: «{ $name }».
wizard-name-hint = Напишите имя, от 2 до 30 знаков. Его увидите только вы. Например: «Ольга» или «Папа».

wizard-who-title = Кто на фото?
wizard-who-caption = <b>Кто на фотографиях?</b>
wizard-who-hint = Так картинки выйдут точнее. Но можно и пропустить.
who-man = 👨 Мужчина
who-woman = 👩 Женщина

photos = { $photos ->
    [one] { $photos } фотография
    [few] { $photos } фотографии
   *[many] { $photos } фотографий
}
wizard-photos-title = Фотографии
wizard-photos-subtitle = { $n } из { $most }
wizard-photos-ask = <b>Пришлите от { $least } до { $most } фотографий.</b>
wizard-photos-tips =
    ✅ Один человек, лицо видно хорошо
    ✅ Прямо и сбоку, с улыбкой и без
    ✅ В разные дни, дома и на улице
    🚫 Без тёмных очков, масок и фильтров
wizard-photos-together = Можно выбрать сразу много и отправить вместе.
wizard-photos-caption = <b>Фотографий: { $n } из { $most }</b>
wizard-photos-usable = ✅ Подходят: { $n }
wizard-photos-doubtful = 🤔 Под вопросом: { $n }. Посмотрите их и решите сами.
wizard-photos-pending = ⏳ Ещё рассматриваем: { $n }
wizard-photos-refused = ✖️ Не подошли: { $n }
wizard-photos-full = Это все { $most }, больше не нужно. Нажмите «Это все фото».
wizard-photos-enough = Этого уже хватит! А если добавить ещё — сбоку, при другом свете, в другой день, — выйдет точнее.
wizard-photos-looking = Минутку, рассматриваем то, что вы прислали.
wizard-photos-more = Нужно ещё, хотя бы { photos }: сбоку, при другом свете, в другой день.

photo-issue-format = Такой файл не подойдёт. Нужно фото: JPG, PNG или WebP.
photo-issue-heic = Этот файл не открылся. Пришлите его, пожалуйста, как фото, а не как файл.
photo-issue-too-large = Файл слишком большой, можно до 20 МБ. Пришлите его как фото, а не как файл.
photo-issue-too-many-pixels = Фото слишком подробное, для нас великовато. Пришлите его как фото, а не как файл.
photo-issue-too-small = Фото слишком маленькое, лицо не разглядеть. Нужно хотя бы 512 точек по каждой стороне.
photo-issue-too-long = Фото слишком вытянутое. Подойдёт обычное.
photo-issue-unreadable = Файл не открывается, похоже, он испорчен. Пришлите, пожалуйста, другой.
photo-issue-not-fetched = Фото до нас не дошло. Пришлите его, пожалуйста, ещё раз.
photo-issue-not-awaited = Этот аватар новых фотографий уже не ждёт.
photo-issue-no-face = На фото не видно лица. Пришлите то, где оно видно хорошо.
photo-issue-many-faces = На фото не один человек. Нужно то, где вы одни.
photo-issue-small-face = Лицо слишком мелкое. Подойдёт фото поближе.
photo-issue-duplicate = Среди ваших фото такое уже есть.
photo-issue-too-many = Уже есть 20 фотографий, больше не нужно. Хотите заменить — сначала уберите лишнюю.
photo-issue-dark = Темновато, лицо видно плохо.
photo-issue-bright = Слишком светло, лицо засвечено.
photo-issue-flat = Фото блёклое, как в тумане.
photo-issue-blurred = Фото смазано.
photo-issue-alike = Очень похоже на другое ваше фото.
photo-issue-face-unsure = Лицо видно не очень хорошо.
photo-issue-other = С этим фото что-то не так. Пришлите, пожалуйста, другое.
photo-refused = <b>Это фото не подошло.</b>
photos-refused = <b>Лишние: { photos }, начиная с этой.</b>

viewer-caption = <b>Фото { $index } из { $total }</b>
viewer-received-title = Рассматриваем
viewer-received = ⏳ Это фото ещё рассматриваем.
viewer-good = ✅ Хорошее фото, берём!
viewer-doubtful = 🤔 Под вопросом:
viewer-choose = Пока мы его не берём. Оно вам нравится? Нажмите «Взять это фото».
viewer-kept = 👍 Вы решили его взять.

verdict-title = Посмотрели
verdict-photos = <b>{ photos }</b>
verdict-alike = <b>{ photos }, из них { $alike ->
    [one] { $alike } похожа на другую
   *[other] { $alike } похожи на другие
}.</b> Добавьте { $add ->
    [one] ещё одну с другой стороны
   *[other] две с других сторон
}.
verdict-alike-full = <b>{ photos }, из них { $alike ->
    [one] { $alike } похожа на другую
   *[other] { $alike } похожи на другие
}.</b> Лучше заменить её на снимок с другой стороны.
photo-doubt = • { $doubt }: { $n }
photo-doubt-blurred = смазанные
photo-doubt-dark = тёмные
photo-doubt-bright = засвеченные
photo-doubt-flat = блёклые
photo-doubt-small-face = лицо мелкое
photo-doubt-face-unsure = лицо видно плохо
verdict-undecided = 🤔 Под вопросом: { $n }. Если их не взять, в аватар они не войдут.
verdict-pending = ⏳ Ещё рассматриваем: { $n }. Подождите немного.
verdict-too-few = Подходят { $n }, а нужно хотя бы { $least }. Просто пришлите сюда ещё { $photos }.
verdict-enough = Для аватара этого хватит. Хотите точнее — пришлите сюда ещё.
verdict-fine = 👏 Отлично, подходят все!

price-title = Создаём аватар?
price-caption = <b>Создаём аватар «{ $name }»?</b>
price-photos = Фотографий: { $photos }
price-preset = Способ: { $preset }, примерно { minutes }
price-lacking = Не хватает монет: { $coins }. Имя и фотографии подождут вас здесь.
price-kept = 📷 Фотографии сохраним, пока вы не удалите аватар.
price-erased = 📷 Фотографии потом сотрём, останется одна — для обложки.
price-back = 🪙 Не получится — монеты вернутся сами.
price-failed = В прошлый раз не вышло. { $reason } Монеты вернулись, фотографии на месте.

preset-title = Насколько тщательно?
preset-caption = <b>Насколько тщательно готовить аватар?</b>
preset-line = <b>{ $preset }</b> — { $hint } ({ coins }, примерно { minutes })
preset-hint = Сомневаетесь? Выбирайте «{ preset-balanced }».
preset-fast = Быстро
preset-fast-hint = сходство попроще, зато скорее
preset-balanced = Обычно
preset-balanced-hint = хорошее сходство, подходит почти всем
preset-quality = Тщательно
preset-quality-hint = самое точное сходство, но ждать дольше

wizard-short-kept = Имя и фотографии сохранены. Как только монеты появятся, продолжим с этого места.

wizard-outage-caption = <b>Сейчас аватары не создаются.</b>
wizard-outage-hint = Это неполадка у нас, и мы её уже чиним. Монеты не списаны, фотографии сохранены. Нажмите «Сообщите мне» — напишем, когда всё заработает.

starting-over-title = Начать заново?
starting-over-caption = <b>Начать заново?</b>
starting-over-hint = { $photos ->
    [0] Мы забудем то, что вы уже рассказали.
   *[other] Мы забудем имя и сотрём фотографии, которые вы прислали: { $photos }.
}

## Мои аватары

avatars-none-title = Ваш аватар
avatars-none-caption = <b>У вас пока нет аватара.</b>
avatars-none-hint = Пришлите 10–20 своих фотографий, и бот научится рисовать вас: у моря, на балу, в космосе.
avatar-unnamed = Без имени
avatar-caption = <b>🙂 { $name }</b>
avatar-caption-unnamed = <b>🙂 Пока без имени</b>
avatar-main = ⭐ Главный
avatar-place = Аватар { $index } из { $total }
avatar-ready-since = ✅ Готов с { $date }
avatar-begun = Начат { $date }
avatar-draft = Ещё не готов. Нажмите «Продолжить», когда будет удобно.
avatar-in-training = ⏳ Готовится
avatar-pictures = 🖼 С ним создано: { $pictures }
avatar-photos = 📷 Фотографий: { $n }
avatar-hint = Нажмите «Создать» и расскажите, где хотите оказаться.
avatar-renaming-caption = <b>Новое имя для «{ $name }»?</b>
avatar-deleting-caption = <b>Удалить аватар «{ $name }»?</b>
avatar-deleting-goes = Исчезнут сам аватар и его фотографии, вернуть их будет нельзя.
avatar-deleting-stays = Останутся история монет и запись о вашем согласии.
avatar-deleting-pictures = С ним создано: { $pictures }. Что сделать с ними?
avatar-deleting-sure = <b>Последний вопрос: удалить «{ $name }»?</b>
avatar-deleting-keep = Картинки с ним останутся в галерее: { $pictures }.
avatar-deleting-delete = Картинки с ним исчезнут навсегда: { $pictures }.
avatar-deleting-hint = Новый аватар нужно будет готовить заново.

## Аватар готовится

training-caption = <b>Готовим аватар «{ $name }»</b>
training-stage-packing = 📦 Собираем фотографии
training-stage-waiting = ⏳ Ждём своей очереди
training-stage-sending = ✉️ Передаём фотографии
training-stage-queued = 📥 Фотографии приняты, скоро начнём
training-stage-training = 🎨 Учимся рисовать вас
training-stage-storing = 🖼 Сохраняем аватар
training-percent = { $bar } примерно { $percent } %
training-left = Осталось, по нашей оценке: { minutes }
training-soon = Осталось совсем немного.
training-hint = Ждать у экрана не нужно: мы напишем, когда всё будет готово.
avatar-ready = 🎉 <b>Аватар «{ $name }» готов!</b>
avatar-ready-first = Первую картинку уже рисуем. Она придёт сюда сама и входит в цену.
avatar-ready-main = ⭐ Это ваш главный аватар.
avatar-ready-kept = 📷 Ваши фотографии сохранены, как вы и просили.
avatar-ready-erased = 📷 Ваши фотографии мы стёрли. Осталась одна — для обложки.
first-picture-failed = <b>Первая картинка с вами пока не получилась.</b>
first-picture-again = Скоро попробуем ещё раз сами, бесплатно. Делать ничего не нужно.
first-picture-given-up = <b>Первая картинка с вами так и не получилась. Простите нас.</b>
first-picture-given-up-hint = Сами мы больше пробовать не будем. Аватар в порядке: создайте картинку с ним сами. Если и она не выйдет, напишите в поддержку.
avatar-first-again = 🎁 Первая картинка не вышла. Скоро попробуем ещё раз, бесплатно.
avatar-first-given-up = 😔 Первая картинка так и не вышла. Создайте её сами или напишите в поддержку.
training-failed = <b>Аватар «{ $name }» не получился.</b>
training-cancelled = <b>Мы остановились: аватар «{ $name }» отменён.</b>
training-photos-stay = 📷 Ваши фотографии на месте, можно попробовать ещё раз.
training-reason-photos = С этими фотографиями не получилось. Попробуйте заменить несколько.
training-reason-busy = Сейчас слишком много желающих. Попробуйте чуть позже.
training-reason-outage = Это неполадка у нас, и мы её уже чиним.
training-reason-timeout = Он готовился слишком долго, и мы остановились.
training-reason-fault = Сервис, который готовит аватары, дал сбой.

## С собой и перемены

edits-caption = <b>Что сделать с этой картинкой?</b>
editing-title = Что изменить?
editing-caption = <b>Что изменить?</b>
editing-hint = Напишите словами, например: «пусть будет зима» или «убери машину».
looking-title = Смотрим на фото
looking-caption = <b>Смотрим на ваше фото.</b>
looking-hint = Опишем его словами, а вы поправите. Само фото мы не сохраним.
listening-title = Слушаем
listening-caption = <b>Слушаем вас, одну минутку.</b>

## Баланс

balance-title = Баланс
balance-available = <b>У вас { coins }</b>
balance-enough = Хватит { for-pictures }.
balance-held = Отложено за заказы, которые сейчас создаются: { coins }. Если картинка не получится, монеты вернутся.
balance-price = Одна картинка — { coins }.

operations-title = История монет
operations-caption = <b>История монет</b>
operations-empty = Пока ничего не было.
operations-line = { $date }
    { $sign }{ $amount } · { $what }
operations-welcome = подарок к знакомству
operations-promo = промокод
operations-grant = подарок от хозяина бота
operations-refund = возврат
operations-order = заказ
operations-training = аватар
operations-training-open = аватар, ещё готовится
operations-training-free = аватар, монеты вернулись
operations-open = заказ, ещё создаётся
operations-free = заказ, монеты вернулись
operations-returned = заказ, вернулось { $returned }

code-title = Промокод
code-caption = <b>Напишите промокод</b>
code-hint = Отправьте его сообщением — монеты придут сразу.

## Настройки

settings-title = Настройки
settings-caption = <b>Настройки</b>
settings-hint = Так будут создаваться новые картинки. Нажмите, чтобы поменять.

language-title = Язык
language-caption = <b>На каком языке говорить?</b>
language-ru = Русский
language-en = English

usual-shape-caption = <b>Какую форму брать обычно?</b>
usual-count-caption = <b>Сколько картинок создавать обычно?</b>
usual-look-caption = <b>Какой вид брать обычно?</b>

zone-title = Ваше время
zone-caption = <b>Сколько у вас сейчас времени?</b>
zone-hint = Выберите город, где часы показывают столько же. Тогда даты картинок будут верными.
zone-kaliningrad = Калининград
zone-moscow = Москва
zone-samara = Самара
zone-yekaterinburg = Урал
zone-omsk = Омск
zone-novosibirsk = Новосибирск
zone-irkutsk = Иркутск
zone-yakutsk = Якутск
zone-vladivostok = Владивосток
zone-kamchatka = Камчатка
zone-jerusalem = Израиль
zone-berlin = Берлин
zone-los-angeles = Лос-Анджелес
zone-denver = Денвер
zone-chicago = Чикаго
zone-new-york = Нью-Йорк
zone-utc = Гринвич
zone-london = Лондон
zone-dubai = Дубай
zone-kolkata = Индия
zone-sydney = Сидней

data-title = Мои данные
data-caption = <b>Мои данные</b>
data-hint = Можно скачать всё одним файлом: картинки, описания и историю монет. Или стереть всё навсегда.

erase-title = Стереть всё?
erase-caption = <b>Стереть все ваши данные?</b>
erase-what = Исчезнут все картинки, аватары, описания и настройки. Заказы, которые создаются, остановятся.
erase-coins = Вместе с ними пропадут монеты: { $coins }.
erase-sure-title = Точно стереть?
erase-sure-caption = <b>Последний вопрос: точно стереть?</b>
erase-sure-hint = Вернуть ничего будет нельзя, даже через поддержку.

## Помощь

help-title = Помощь
help-caption = <b>Как это работает</b>
help-steps =
    1. Нажмите «Создать» и напишите, что хотите увидеть. Например: «кот в шляпе пьёт чай в саду».
    2. Проверьте цену и нажмите «Создать» ещё раз.
    3. Картинка придёт сюда и останется в галерее.
help-tips = Чем подробнее описание, тем точнее картинка: кто, где, какое время дня, какие цвета.
help-gallery = В галерее можно искать картинки по словам, отмечать любимые ⭐ и складывать их в альбомы. Удалённое 30 дней лежит в корзине.
help-avatar = Хотите картинки с собой? Нажмите «Аватары» и пришлите 10–20 своих фотографий.
help-coins = Если не получится, монеты вернутся сами.

privacy-title = Что мы храним
privacy-caption = <b>Что мы храним и как долго</b>
privacy-kept = • Описания и картинки — пока вы их не удалите или не сотрёте всё. Удалённые лежат в корзине 30 дней, затем мы стираем и файлы.
privacy-photos = • Фотографии для аватара — пока он готовится; если не закончите, 30 дней. Аватар — пока вы его не удалите. Запись о вашем согласии остаётся.
privacy-coins = • История монет остаётся для учёта, но после стирания — без вашего имени и номера.
privacy-shared = • Описания и фотографии для аватара мы передаём сервису FAL, который создаёт картинки. Больше никому.
privacy-training = • По вашим фотографиям готовится только ваш аватар. Для обучения других программ мы их не используем, и картинки тоже.
privacy-hint = Скачать или стереть всё можно в разделе «Мои данные».

support-title = Поддержка
support-caption = <b>Поддержка</b>
support-write = Что-то не получается? Напишите нам, мы поможем: { $contact }
support-none = Ответы на частые вопросы — в разделе «Помощь». Если картинка не получилась, монеты возвращаются сами.
support-number = Ваш номер для поддержки: { $id }

## Строка над экраном

notice-too-short = ✏️ Слишком коротко. Напишите хотя бы { $min } { $min ->
    [one] букву
    [few] буквы
   *[many] букв
}.
notice-too-long = ✏️ Слишком длинно: { $length } из { $max } знаков. Напишите покороче.
notice-hint-sticker = Мило! А чтобы получить свою картинку, опишите её словами.
notice-hint-voice = Голос бот пока не понимает. Напишите, пожалуйста, словами.
notice-hint-photo = Фотографии бот пока не берёт. Опишите картинку словами.
notice-hint-other = Такое бот не понимает. Напишите словами, что хотите увидеть.
notice-hint-hello = 👋 Здравствуйте! Напишите, какую картинку вам создать.
notice-hint-thanks = Пожалуйста! Рады стараться. 🙂
notice-image-gone = Этой картинки уже нет.
notice-image-trashed = 🗑 Картинка в корзине. Передумали — нажмите «Вернуть».
notice-images-trashed = 🗑 Теперь в корзине: { pictures }. Передумали — нажмите «Вернуть».
notice-image-restored = ♻️ Снова в галерее: { pictures }.
notice-image-deleted = 🗑 Картинка удалена навсегда.
notice-trash-emptied = 🗑 Корзина очищена.
notice-images-marked = ⭐ Добавлено в избранное: { pictures }.
notice-images-in-album = 📁 Добавлено в альбом: { pictures }.
notice-nothing-marked = Сначала выберите картинки: нажмите их номера.
notice-too-many-marked = За один раз можно выбрать не больше { $max } картинок.
notice-search-empty = ✏️ Напишите хотя бы одно слово.
notice-album-made = 📁 Альбом создан.
notice-album-renamed = ✅ Альбом переименован.
notice-album-deleted = 🗑 Альбом удалён. Картинки остались в галерее.
notice-album-gone = Этого альбома уже нет.
notice-album-name-long = ✏️ Название должно быть от 1 до { $max } знаков. Попробуйте ещё раз.
notice-album-name-taken = Альбом с таким названием уже есть. Придумайте другое.
notice-too-many-albums = Больше { $max } альбомов создать нельзя. Удалите ненужный.
notice-shared-with-you = 💌 С вами поделились описанием. Можно создать такую же картинку!
notice-share-gone = Эта ссылка больше не работает.
notice-price-changed = Цена или вид изменились. Проверьте и нажмите ещё раз.
notice-draft-gone = Этот заказ устарел. Начните новый.
notice-already-making = Эта картинка уже создаётся.
notice-promo-credited = 🎉 Промокод принят! Вам добавлено: { coins }.
notice-promo-unknown = Такого промокода нет. Проверьте буквы и попробуйте ещё раз.
notice-promo-expired = Этот промокод сейчас не действует.
notice-promo-used-up = Этот промокод уже разобрали.
notice-promo-already = Этот промокод вы уже использовали.
notice-coins-asked = 🙋 Просьба отправлена. Ответ придёт сюда.
notice-coins-asked-today = Сегодня вы уже просили монет. Подождите ответа, пожалуйста.
notice-will-tell = 🔔 Хорошо, напишем, когда заработает.
notice-trouble = 😔 Не получилось. Попробуйте ещё раз.
notice-cancelled = Вы в главном меню. Заказы в работе продолжаются.
notice-saved = ✅ Сохранено.
notice-avatar-draft-kept = 📷 Всё, что вы подготовили, сохранено. Фотографии ждут вас 30 дней.
notice-avatar-draft-gone = Этой подготовки уже нет. Начнём сначала?
notice-avatar-name-short = ✏️ Слишком коротко. В имени нужно хотя бы { $min } буквы.
notice-avatar-name-long = ✏️ Слишком длинно. Уместите имя в { $max } знаков, пожалуйста.
notice-avatar-name-needed = 📷 Фото получили, спасибо! А пока ответьте на вопрос ниже.
notice-avatar-renamed = ✅ Имя изменено.
notice-avatar-deleted = 🗑 Аватар удалён.
notice-avatar-gone = Этого аватара уже нет.
notice-avatar-not-ready = Этот аватар ещё не готов.
notice-avatar-training-begun = 🎉 Начали! Мы напишем, когда аватар будет готов.
notice-avatar-none = Чтобы создавать картинки с вами, нужен аватар.
notice-too-few-photos = 📷 Подходящих фотографий пока мало, нужно хотя бы { $min }. Пришлите ещё немного.
notice-photo-removed = 🗑 Фото убрали.
notice-photo-late = 📷 Спасибо! Аватар уже создаётся, больше фото не нужно.
notice-photo-not-wanted = 📷 Фото скоро понадобятся! Сначала прочитайте и подтвердите, пожалуйста.
notice-sample-unreadable = Рассказать об этом фото не получилось. Опишите картинку словами.
notice-sample-not-configured = Рассказывать о фото бот пока не умеет. Опишите картинку словами.
notice-voice-unreadable = Не расслышали, простите. Скажите ещё раз или напишите словами.
notice-voice-too-long = Бот слушает не дольше минуты. Скажите, пожалуйста, покороче.

## Короткие ответы на нажатие

toast-already-making = Эта картинка уже создаётся
toast-draft-gone = Этот заказ устарел. Нажмите «Создать» в меню
toast-image-gone = Этой картинки уже нет
toast-marked = ⭐ Добавлено в избранное
toast-unmarked = Убрано из избранного
toast-at-newest = Здесь самая новая картинка
toast-at-oldest = Здесь самая первая картинка
toast-sending-original = Отправляем оригинал…
toast-sending-download = Собираем картинки в один файл…
toast-sending-share = 💌 Готовим ссылку…
toast-added-to-album = 📁 Добавлено в альбом
toast-taken-from-album = Убрано из альбома
toast-nothing-marked = Сначала выберите картинки: нажмите их номера
toast-too-many-marked = Больше за один раз выбрать нельзя
toast-album-gone = Этого альбома уже нет
toast-no-pictures-here = Там картинок нет
toast-sending-export = Собираем файл. Он придёт сюда
toast-out-of-date = Эта кнопка устарела. Вот свежий экран
toast-saved = ✅ Сохранено
toast-coins-asked-today = Сегодня вы уже просили. Подождите ответа, пожалуйста
toast-erasing = Удаляем ваши данные…
toast-will-tell = 🔔 Напишем, когда заработает
toast-main-avatar = ⭐ Теперь это главный аватар
toast-photo-kept = 👍 Хорошо, берём это фото
toast-photo-removed = 🗑 Фото убрали
toast-avatar-gone = Этого аватара уже нет
toast-job-cancelled = Заказ отменён
toast-too-late-to-cancel = Отменить уже нельзя
toast-trouble = Не получилось. Попробуйте ещё раз
toast-not-yours = Эта кнопка не для вас

## Ход заказа

stage-waiting = ⏳ Ждём своей очереди
stage-waiting-place = ⏳ Ждём своей очереди. Ваше место: { $place }
stage-sending = ✉️ Передаём ваше описание
stage-queued = 📥 Описание принято, скоро начнём
stage-rendering = 🎨 Создаём картинку
stage-sending-wish = ✉️ Передаём вашу просьбу
stage-sending-picture = ✉️ Передаём картинку
stage-queued-wish = 📥 Просьба принята, скоро начнём
stage-queued-picture = 📥 Картинка принята, скоро начнём
stage-rendering-change = 🎨 Меняем картинку
stage-rendering-upscale = 🔍 Увеличиваем картинку
stage-rendering-cutout = ✂️ Убираем фон
stage-storing = 🖼 Кладём в галерею
stage-delivering = 📬 Отправляем вам
job-elapsed = Прошло: { $minutes ->
    [0] { $seconds } с
   *[other] { $minutes } мин { $seconds } с
}

## Готово

result-caption = <b>Готово!</b>
result-paid = Стоимость: { coins }.
result-included = 🎁 Эта картинка входит в цену аватара.
result-left = Осталось: { coins }.
result-left-enough = Осталось: { coins } ({ pictures }).
result-partial = Получилось { $made } из { $ordered }. Вернулось на баланс: { coins }.
result-sheet-hint = Нажмите номер, чтобы открыть картинку.

## Не получилось

failure-refused = <b>Такую картинку создать нельзя.</b>
failure-failed = <b>Картинка не получилась.</b>
failure-timed_out = <b>Картинка не успела.</b>
cancelled-caption = <b>Заказ отменён.</b>
undelivered-caption = <b>Мы не смогли передать вам картинку.</b>
undelivered-hint = Хотите — создадим её снова.
coins-back = 🪙 Ваши монеты вернулись: { $coins }.

reason-refused-by-filter = Описание не прошло проверку: в нём есть то, что рисовать не разрешено. Попробуйте сказать иначе.
reason-bad-input = Это описание не подошло. Попробуйте сказать иначе.
reason-provider-busy = Сейчас слишком много желающих. Попробуйте через несколько минут.
reason-provider-failed = Сервис, который создаёт картинки, дал сбой. Попробуйте ещё раз.
reason-outage = Сейчас картинки не создаются: неполадка у нас. Мы уже чиним.
reason-model-gone = Выбранного вида больше нет. Попробуйте ещё раз — подберём другой.
reason-empty-result = Картинка вышла пустой. Попробуйте ещё раз или напишите новое описание.
reason-bad-file = Картинка пришла испорченной. Попробуйте ещё раз.
reason-file-unreachable = Сервис не смог открыть файл, который мы ему передали. Попробуйте ещё раз.
reason-avatar-gone = Аватара, с которым вы её заказали, больше нет. Выберите другой или создайте картинку по описанию.
reason-image-gone = Картинки, которую вы хотели изменить, больше нет.
reason-timeout = Она создавалась слишком долго, и мы остановились. Попробуйте ещё раз.
reason-no-answer = Ответа мы так и не дождались. Попробуйте ещё раз.
reason-wait = Очередь сегодня слишком длинная и до вас не дошла. Попробуйте позже.
reason-deliver = Она была готова, но её не удалось вам передать.
reason-internal = Неполадка у нас. Попробуйте ещё раз.

## Остальные сообщения

whole-text = <b>Описание целиком</b> (нажмите, чтобы скопировать)
whole-text-block = <pre>{ $description }</pre>
original-caption = Оригинал: самое лучшее качество.
original-missing = 🛠 Файл этой картинки потерялся. Мы уже ищем его — загляните чуть позже.
download-caption = 📥 В этом файле: { pictures } в лучшем качестве.
download-part = Часть { $part } из { $parts }.
download-missing = Файлы потерялись, мы их ищем: { pictures }.
share-caption = <b>💌 Поделитесь этой картинкой</b>
share-hint = Кто откроет ссылку, сможет создать такую же по вашему описанию. Вашего имени там не будет.
share-link = <code>{ $link }</code>
share-text = Создайте такую же картинку!
export-caption = Все ваши данные: картинки, описания и история монет.
works-again = 🔔 <b>Картинки снова создаются!</b>
works-again-hint = Можно продолжать с того же места.
farewell = <b>Все ваши данные стёрты.</b>
farewell-hint = Спасибо, что были с нами. Если захотите вернуться, просто нажмите кнопку.
group-goodbye = Этот бот работает только в личной переписке, поэтому он выходит из группы. Напишите ему лично — будем рады!
coin-request = 🙋 <b>Просят монет</b>
coin-request-who = Кто: { $name }
coin-request-id = Номер: { $id }
coin-request-lack = Нужно: { $needs }, есть: { $has }

## Витрина бота

command-start = Начать
command-menu = Главное меню
command-create = Создать картинку
command-me = Картинка со мной
command-avatars = Мои аватары
command-gallery = Моя галерея
command-favourites = Избранные картинки
command-albums = Мои альбомы
command-find = Найти картинку по словам
command-trash = Корзина
command-balance = Мои монеты
command-promo = Ввести промокод
command-settings = Настройки
command-help = Как это работает
command-cancel = Отменить и вернуться в меню
command-privacy = Что мы храним
command-support = Поддержка
bot-description =
    Напишите словами, что хотите увидеть, — и через минуту получите картинку: открытку, пейзаж, сказочный сюжет, подарок близким. А пришлёте свои фотографии — появятся и картинки с вами.

    Все картинки остаются в вашей галерее. Нажмите «Старт» — это просто!
bot-short-description = Создаёт картинки по вашему описанию. Просто напишите, что хотите увидеть.

# Shown in place of a picture whose file is gone.
picture-missing-title = Картинка потерялась

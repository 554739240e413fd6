### Слова бота. Одно имя на каждую вещь: картинка, описание, галерея, вид, форма, монеты, заказ.

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
minutes = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}
wait = ⏳ Ждать примерно: { minutes }

## Кнопки

button-create = 🎨 Создать
button-create-more = 🎨 Ещё картинку
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
button-original-bare = Оригинал
button-whole = 📄 Весь текст
button-whole-bare = Весь текст
button-delete = 🗑 Удалить
button-delete-sure = 🗑 Да, удалить
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
card-favourite = ⭐ В избранном
card-facts =
    { $shape } · вид «{ $look }»
    { $date }

empty-title = Галерея
empty-subtitle = Здесь будут ваши картинки
empty-caption = <b>Здесь пока пусто.</b>
empty-hint = Создайте первую картинку — она сама появится в галерее.

deleting-caption = <b>Удалить эту картинку?</b>
deleting-hint = Вернуть её потом будет нельзя.

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

data-title = Мои данные
data-caption = <b>Мои данные</b>
data-hint = Можно скачать всё одним файлом: картинки, описания и историю монет. Или стереть всё навсегда.

erase-title = Стереть всё?
erase-caption = <b>Стереть все ваши данные?</b>
erase-what = Исчезнут все картинки, описания и настройки. Заказы, которые создаются, остановятся.
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
help-coins = Если картинка не получится, монеты вернутся сами.

privacy-title = Что мы храним
privacy-caption = <b>Что мы храним и как долго</b>
privacy-kept = • Описания и картинки — пока вы их не удалите или не сотрёте всё. Файлы удалённых картинок мы тоже удаляем.
privacy-coins = • История монет остаётся для учёта, но после стирания — без вашего имени и номера.
privacy-shared = • Описание мы передаём сервису FAL: он создаёт по нему картинку. Больше никому.
privacy-training = • Мы не используем ваши фотографии и картинки для обучения программ.
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
notice-image-deleted = 🗑 Картинка удалена.
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

## Короткие ответы на нажатие

toast-already-making = Эта картинка уже создаётся
toast-draft-gone = Этот заказ устарел. Нажмите «Создать» в меню
toast-image-gone = Этой картинки уже нет
toast-marked = ⭐ Добавлено в избранное
toast-unmarked = Убрано из избранного
toast-at-newest = Это самая новая картинка
toast-at-oldest = Это самая первая картинка
toast-sending-original = Отправляем оригинал…
toast-sending-export = Собираем файл. Он придёт сюда
toast-out-of-date = Эта кнопка устарела. Вот свежий экран
toast-saved = ✅ Сохранено
toast-erasing = Удаляем ваши данные…
toast-will-tell = 🔔 Напишем, когда заработает
toast-job-cancelled = Заказ отменён, монеты вернулись
toast-too-late-to-cancel = Картинка уже создаётся, отменить нельзя
toast-trouble = Не получилось. Попробуйте ещё раз
toast-not-yours = Эта кнопка не для вас

## Ход заказа

stage-waiting = ⏳ Ждём своей очереди
stage-waiting-place = ⏳ Ждём своей очереди. Ваше место: { $place }
stage-sending = ✉️ Передаём ваше описание
stage-queued = 📥 Описание принято, скоро начнём
stage-rendering = 🎨 Создаём картинку
stage-storing = 🖼 Кладём в галерею
stage-delivering = 📬 Отправляем вам
job-elapsed = Прошло: { $minutes ->
    [0] { $seconds } с
   *[other] { $minutes } мин { $seconds } с
}

## Готово

result-caption = <b>Готово!</b>
result-paid = Стоимость: { coins }.
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
reason-timeout = Она создавалась слишком долго, и мы остановились. Попробуйте ещё раз.
reason-no-answer = Ответа мы так и не дождались. Попробуйте ещё раз.
reason-wait = Очередь сегодня слишком длинная и до вас не дошла. Попробуйте позже.
reason-deliver = Она была готова, но её не удалось вам передать.
reason-internal = Неполадка у нас. Попробуйте ещё раз.

## Остальные сообщения

whole-text = <b>Описание целиком</b> (нажмите, чтобы скопировать)
whole-text-block = <pre>{ $description }</pre>
original-caption = Оригинал: самое лучшее качество.
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
command-gallery = Моя галерея
command-balance = Мои монеты
command-promo = Ввести промокод
command-settings = Настройки
command-help = Как это работает
command-cancel = Отменить и вернуться в меню
command-privacy = Что мы храним
command-support = Поддержка
bot-description =
    Напишите словами, что хотите увидеть, — и через минуту получите картинку: открытку, пейзаж, сказочный сюжет, подарок близким.

    Все картинки остаются в вашей галерее. Нажмите «Старт» — это просто!
bot-short-description = Создаёт картинки по вашему описанию. Просто напишите, что хотите увидеть.

# Shown in place of a picture whose file is gone.
picture-missing-title = Картинка потерялась

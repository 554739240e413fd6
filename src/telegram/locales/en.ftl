### The bot's words. One name for each thing: picture, description, gallery, look, shape, album, trash, filter,
### coins, order.

## Counting

coins = { $coins ->
    [one] { $coins } coin
   *[other] { $coins } coins
}
pictures = { $pictures ->
    [one] { $pictures } picture
   *[other] { $pictures } pictures
}
for-pictures = { $pictures ->
    [one] for { $pictures } picture
   *[other] for { $pictures } pictures
}
pictures-more = more than { $pictures } pictures
count = { $count }
count-more = { $count }+
minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
wait = ⏳ The wait is about { minutes }

## Buttons

button-create = 🎨 Create
button-create-more = 🎨 One more
button-me = 🙂 With me
button-without-me = ✏️ From words
button-styles = ✨ Ready styles
button-more-styles = ✨ More styles
button-alone = ✏️ From words
button-who = 🙂 { $name }
button-nobody = 🙂 Add me
button-gallery = 🖼 Gallery
button-gallery-count = 🖼 Gallery ({ $pictures })
button-balance = 🪙 Balance
button-balance-count = 🪙 Balance ({ $coins })
button-settings = ⚙️ Settings
button-help = ❓ Help
button-back = ↩️ Back
button-home = 🏠 Menu
button-surprise = 🎲 Surprise me
button-make = Create · { coins }
button-make-short = Create · { $coins } 🪙
button-make-bare = { $coins } 🪙
button-shape = Shape: { $shape }
button-count = How many: { $count }
button-look = Look: { $look }
button-language = Language: { $language }
button-chosen = ✓ { $choice }
button-fewer = { pictures } · { $coins } 🪙
button-cheaper = { $look } · { $coins } 🪙
button-code = 🎟 Enter a code
button-ask = 🙋 Ask for coins
button-tell-me = 🔔 Tell me
button-newer = ⬅️ Newer
button-older = Older ➡️
button-favourite = ⭐ Favourite
button-unfavourite = ✖️ Unfavourite
button-again = 🔁 Again
button-change = ✏️ New description
button-rephrase = ✏️ New description
button-retry = 🔁 Try again
button-original = 📎 Original
button-whole = 📄 Whole text
button-delete = 🗑 Delete
button-delete-sure = 🗑 Yes, delete
button-left = ⬅️
button-right = ➡️
button-place = 🔢 { $index } of { $total }
button-place-bare = { $index } of { $total }
button-place-far = 🔢 All
button-undo = ♻️ Bring back
button-details = ℹ️ Details
button-copy = 📋 Copy the text
button-share = 💌 Share
button-filters = 🎛 Filters
button-filters-on = 🎛 Filters { $icons }
button-filters-icons = 🎛 { $icons }
button-clear-filters = ✖️ No filters
button-search = 🔎 Search
button-clear-words = ✖️ Stop searching
button-favourites = ⭐ Favourites
button-favourites-count = ⭐ Favourites ({ $n })
button-only-favourites = ✓ Favourites
button-select = ☑️ Select
button-albums = 📁 Albums
button-trash = 🗑 Trash
button-trash-count = 🗑 Trash ({ $n })
button-statistics = 📊 Statistics
button-page = { $first }–{ $last } of { $total }
button-page-one = { $first } of { $total }
button-page-bare = { $first }–{ $last }
button-page-far = To the start
button-ticked = ☑️ { $number }
button-unticked = { $number }
button-add-to = 📁 Into an album
button-download = 📥 Download
button-clear-marks = Clear marks
button-delete-count = 🗑 Delete ({ $n })
button-filter-on = ✖️ { $value }
button-words = “{ $words }”
button-filter-kind = ✏️ How made
button-filter-look = 🎨 Look
button-filter-avatar = 🙂 Avatar
button-filter-shape = 📐 Shape
button-filter-album = 📁 Album
button-filter-time = 📅 When
button-value = { $value } ({ $n })
button-calendar = 📅 Calendar
button-earlier-month = ⬅️ { $month }
button-later-month = { $month } ➡️
button-whole-month = All { $month }
button-other-day = Choose again
button-loosen = { $name } ({ $n })
button-album = 📁 { $title }
button-album-count = 📁 { $title } ({ $n })
button-numbered = { $number }. { $title }
button-new-album = ➕ New album
button-look-at = 🖼 View
button-look-at-count = 🖼 View ({ $n })
button-rename = ✏️ Rename
button-delete-album = 🗑 Delete album
button-restore = ♻️ Bring back
button-purge = 🗑 Delete for good
button-purge-sure = 🗑 Yes, for good
button-empty-trash = 🗑 Empty the trash
button-empty-trash-sure = 🗑 Yes, empty it
button-zone = 🕒 Clock: { $time }
button-zone-time = { $time } { $city }
button-send-friend = 💌 Send to a friend
button-copy-link = 📋 Copy the link
button-operations = 📜 Coin history
button-newest = To the newest
button-data = 🔐 My data
button-export = 📦 Download all
button-erase = 🗑 Erase everything
button-erase-sure = Yes, go on
button-erase-yes = 🗑 Erase for good
button-privacy = 🔐 What we keep
button-support = 💬 Support
button-cancel = Cancel the order
button-close = Close
button-restart = Start anew
button-avatars = 🙂 Avatars
button-with-me = 🙂 A picture of me
button-wizard-on = 👍 Let’s begin
button-finish-later = 🏠 Finish later
button-consent = ✅ I confirm
button-keep-name = Keep this name
button-skip = Skip
button-photos-done = ✅ That’s all
button-view-photos = 👀 View them ({ $n })
button-start-over = 🔄 Start over
button-start-over-sure = 🗑 Yes, start over
button-keep-photo = 👍 Use it anyway
button-leave-photo = ✖️ Leave it out
button-remove-photo = 🗑 Remove
button-to-price = ➡️ Next
button-preset = How: { $preset }
button-keep-photos = Keep photos
button-go-on = ▶️ Go on
button-create-with = 🎨 Create a picture
button-its-pictures = 🖼 Pictures
button-its-pictures-count = 🖼 Pictures ({ $n })
button-make-main = ⭐ Make it main
button-new-avatar = ➕ New avatar
button-first-avatar = 🙂 Make my avatar
button-cancel-training = ✋ Cancel
button-open-avatar = 🙂 My avatar
button-keep-pictures = Keep the pictures
button-delete-pictures = Delete them too
button-parent = ⬆️ Made from
button-edits = 🪄 Edit
button-edit-image = ✏️ Change
button-upscale = 🔍 Twice as large
button-cutout = ✂️ No background

## Shapes

shape-1-1 = ⬜ Square
shape-3-4 = 👤 Portrait
shape-4-3 = 🏞 Landscape
shape-9-16 = 📱 Phone
shape-16-9 = 🎬 Cinema

shapes-help =
    ⬜ Square — fits everywhere
    👤 Portrait — tall, for people and bouquets
    🏞 Landscape — wide, like a framed photograph
    📱 Phone — fills a phone’s screen
    🎬 Cinema — very wide, like a frame of a film

## Looks

look-banana = Everyday
look-banana-hint = understands you well, good for almost anything
look-banana-edit = Attentive
look-banana-edit-hint = understands what you ask, keeps the rest as it is
look-kontext = Careful
look-kontext-hint = changes only a detail, faces stay as they are
look-seedream-ed = Artist
look-seedream-ed-hint = bold changes of style and surroundings
look-upscale = Twice as large
look-upscale-hint = more pixels, the same picture
look-cutout = Cut-out
look-cutout-hint = without the background
look-imagen4 = Photo
look-imagen4-hint = like a real photograph
look-imagen4-fast = Quick photo
look-imagen4-fast-hint = like a photograph, a little simpler but sooner
look-imagen4-max = Fine photo
look-imagen4-max-hint = like a photograph, with the most detail
look-schnell = Quick
look-schnell-hint = ready in a few seconds, handy for trying things
look-dev = Painting
look-dev-hint = soft and artistic, like a painting
look-seedream = Vivid
look-seedream-hint = rich colours and plenty of detail
look-me = With your face
look-me-hint = portraits that look like you

style-business = Business portrait
style-film = Film still
style-winter = Winter walk
style-travel = Travel
style-seaside = By the sea
style-wedding = Wedding
style-studio = Studio portrait
style-black-white = Black and white
style-retro = Retro
style-autumn = Autumn park
style-newyear = New Year
style-birthday = Birthday
style-spring = Spring blossom
style-meadow = Summer meadow
style-mountains = In the mountains
style-paris = Paris
style-yacht = On a yacht
style-desert = Desert
style-kitchen = In the kitchen
style-garden = In the garden
style-cat = With a cat
style-dog = With a dog
style-cafe = At a café
style-bouquet = With a bouquet
style-watercolour = Watercolour
style-oil = Oil painting
style-pencil = Pencil drawing
style-cartoon = Cartoon
style-fairytale = Fairy tale
style-knights = Knight
style-space = Space
style-ball = At the ball
style-sport = Sport
style-city = Evening city
style-car = Classic car
style-library = In the library

look-line = <b>{ $look }</b> — { $hint } ({ coins })

## Menu and greeting

home-title = Main menu
home-caption = You have { coins }.
home-caption-enough = You have { coins } — enough { for-pictures }.
home-held = Set aside for orders: { coins }.
home-running = 🎨 Being made now: { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}.
home-hint = To create a picture, just write what you would like to see.

welcome-title = Hello!
welcome-caption = <b>Write what you would like to see, and the bot will create a picture of it for you.</b>
welcome-gift = 🎁 { coins } = { pictures }, a gift for you!
welcome-gift-coins = 🎁 { coins }, a gift for you!
welcome-hint = Press “Create”: it is easy.

## Creating

create-title = A new picture
create-subtitle = What shall it be?
create-caption = <b>What would you like to see?</b>
create-hint = Write it in your own words. Or choose one of the ideas.
create-before = Your earlier description:
create-change-hint = Write the new description. Shape and look stay as they were.
create-with-title = A picture with me
create-with = 🙂 The picture will show <b>{ $name }</b>.
create-with-hint = Write where and doing what: “on the seashore”, “in an evening dress at a ball”. Or choose a ready style.
styles-caption = <b>Ready styles</b> · page { $page } of { $pages }
styles-line = { $number }. { $style }
styles-hint = Choose a style: there is nothing to write.
pick-avatar-title = Who is shown
pick-avatar-caption = <b>Who shall be in the picture?</b>
pick-avatar-hint = “From words” makes a picture without you, from the words alone.
pick-avatar-nobody = From words

description = <blockquote>{ $description }</blockquote>

confirm-title = Ready to create?
confirm-caption = <b>Is everything right?</b>
confirm-choices =
    { pictures } · { $shape }
    Look: { $look }
confirm-price = Price: { coins }.
confirm-balance = You have { coins }.
confirm-hint = To change it, just write a new description.
confirm-replaced = The look you used is no longer there; “{ $look }” takes its place.
confirm-change = <b>Change this picture?</b>
confirm-upscale = <b>Make this picture twice as large?</b>
confirm-cutout = <b>Remove the background of this picture?</b>
confirm-edit-choices =
    { pictures }
    Look: { $look }
confirm-edit-hint = The earlier picture stays as it is; the new one appears beside it.
confirm-style = ✨ Ready style “{ $style }”
confirm-with = 🙂 In the picture: <b>{ $name }</b>
confirm-avatar-gone = ⚠️ The avatar you chose is no longer there, or not ready yet. Make the picture from words, or choose another one.

pick-shape-title = Shape
pick-shape-caption = <b>What shape shall the picture be?</b>
pick-count-title = How many pictures
pick-count-caption = <b>How many pictures shall we create?</b>
pick-count-hint = One description, but every picture is different: you choose the best.
pick-count-line = { pictures } — { coins }
pick-look-title = Look
pick-look-caption = <b>What shall the picture look like?</b>
look-price-hint = The price of one picture is in brackets.

making-title = Order taken
making-caption = <b>We have taken your order.</b>
making-hint = See below how it goes. What is ready comes here by itself: no need to wait by the screen.

short-title = Not enough coins
short-caption = <b>Needs { $needs }, you have { $has }</b>
short-affordable = The buttons below show what your coins are enough for.
short-code = Have a promo code? Enter it.
short-ask = You can ask the owner of the bot for coins.
short-enough = <b>Now you have enough coins!</b>
short-kept = Your description is kept, no need to write it again.

outage-title = A short break
outage-caption = <b>Pictures cannot be made right now.</b>
outage-hint = Something broke on our side, and we are mending it. No coins were taken, your description is kept. Press “Tell me”, and we will write when it works again.
outage-warning = ⚠️ Pictures cannot be made right now: something broke on our side. We are mending it.

support-line = Questions: { $contact }

## Gallery

card-caption = <b>Picture { $index } of { $total }</b>
card-caption-far = <b>One of your earlier pictures</b>, { $total } in all
card-favourite = ⭐ A favourite
card-missing = 🛠 The file of this picture got lost. We are looking for it.
card-facts =
    { $kind } · look “{ $look }”
    { $shape } · { $width } × { $height } pixels
    { $date }
kind-described = ✏️ From words
kind-avatar = 🙂 With an avatar

empty-title = Gallery
empty-subtitle = Your pictures will be here
empty-caption = <b>Nothing here yet.</b>
empty-hint = Create your first picture and it will appear here by itself.
empty-trash-hint = Deleted pictures lie in the trash and can be brought back.

nothing-title = Nothing found
nothing-caption = <b>There are no such pictures.</b>
nothing-loosen = One of these is too many. Press what to leave out; the number in brackets says how many pictures there would be:
nothing-loosen-one = Leave the filter out and there will be pictures; the number in brackets says how many:
nothing-favourites = Press “⭐ Favourite” below a picture and it will appear here.
nothing-clear = Clear the filters and your pictures will be back.

deleting-caption = <b>Delete this picture?</b>
deleting-hint = It stays in the trash for 30 days. All that time you can bring it back.

details-caption = <b>More about this picture</b>
details-file = File size: { $size }
details-kilobytes = { $size } KB
details-megabytes = { $size } MB
details-albums = 📁 In albums: { $albums }
details-albums-more = 📁 In albums: { $albums } and { $more } more
details-made-change = 🪄 Made by changing another picture
details-made-upscale = 🔍 Another picture, twice as large
details-made-cutout = ✂️ Another picture without its background
details-parent-gone = That picture is no longer in your gallery.
details-avatar = 🙂 In the picture: { $name }
details-sent = What was sent:
    <blockquote>{ $sent }</blockquote>
details-word = “{ $word }” tells the program whom to draw.
details-curious = For the curious: { $settings }
details-curious-number = For the curious: { $settings }, number { $number }

## Grid

grid-caption = <b>Your gallery: { $total }</b>
grid-found = <b>Found: { $total }</b>
grid-hint = Press a number to open the picture.
marking-caption = <b>Select pictures</b>
marking-hint = Press their numbers, then say what to do with all of them.
marking-count = Selected: { pictures }.
deleting-marked-title = Delete?
deleting-marked-caption = <b>Delete what you selected ({ pictures })?</b>
deleting-marked-hint = It all stays in the trash for 30 days and can be brought back.

## Filters

shown = 🎛 Showing only: { $filters }
filter-words = words “{ $words }”
filter-look = look “{ $look }”
filter-avatar = avatar “{ $avatar }”
filter-avatar-gone = an avatar that is gone
filter-favourites = favourites
filter-album = album “{ $album }”
filter-range = { $from } — { $until }
time-today = today
time-yesterday = yesterday
time-week = last 7 days
time-month = last 30 days

filters-title = Filters
filters-caption = <b>Which pictures shall we show?</b>
filters-found = Found: { $total }.
filters-none = No picture fits at the moment.
filters-hint = Press what matters to you. You can choose several.
filters-off-hint = A button with ✖️ takes its filter off.

without-words = No search
without-kind = Made any way
without-look = Any look
without-avatarId = Any avatar
without-shape = Any shape
without-favourites = Not only ⭐
without-albumId = Any album
without-time = Any time

pick-kind-title = How made
pick-kind-caption = <b>How was the picture made?</b>
pick-filter-look-title = Look
pick-filter-look-caption = <b>Which look shall we show?</b>
pick-filter-avatar-title = Avatar
pick-filter-avatar-caption = <b>Whose pictures shall we show?</b>
pick-filter-shape-title = Shape
pick-filter-shape-caption = <b>Which shape shall we show?</b>
pick-album-title = Album
pick-album-caption = <b>Which album shall we show?</b>
pick-time-title = When
pick-time-caption = <b>From when shall the pictures be?</b>
pick-filter-hint = In brackets: how many pictures there are.
pick-filter-chosen = Press the one with ✓ again to take it off.
pick-filter-none = There is nothing to choose from yet.
pick-filter-none-left = Together with the other filters, no picture fits here.

calendar-title = Calendar
calendar-caption = <b>{ $month }</b>
calendar-hint = Numbers are days with pictures. Press the first day, then the last one.
calendar-from = First day: { $day }. Now press the last one. For a single day, press it again.
calendar-empty = ·
calendar-chosen = ✓{ $day }

search-title = Search
search-caption = <b>What shall we look for?</b>
search-hint = Write words from the description, beginnings are enough: “cat gard” finds a cat in the garden.
search-now = Searching for: “{ $words }”.

## Albums

albums-title = Albums
albums-caption = <b>Your albums</b>
albums-line = 📁 { $title } — { $total }
albums-pages = Page { $page } of { $pages }.
albums-empty = No albums yet. Put together pictures for the family, for the garden, for cards.
album-title = Album
album-caption = <b>📁 { $title }</b>
album-count = In the album: { $total }.
album-empty = The album is empty yet. Open a picture, press “Details”, then “Into an album”.
naming-title = A new album
naming-caption = <b>What shall the album be called?</b>
naming-hint = Write its name, up to 40 characters. For example: “Cards for Mum”.
renaming-title = A new name
renaming-caption = <b>A new name for the album “{ $title }”?</b>
dissolving-caption = <b>Delete the album “{ $title }”?</b>
dissolving-hint = The pictures themselves stay in your gallery.
adding-title = Into which album?
adding-caption = <b>Into which album shall the picture go?</b>
adding-many-caption = <b>Into which album shall these { pictures } go?</b>
adding-hint = ✓ means it is in the album. Press again to take it out.
adding-empty = No albums yet: make the first one.

## Trash

trash-title = Trash
trash-caption = <b>Trash: { $index } of { $total }</b>
trash-caption-far = <b>Trash</b>: { $total }
trash-dates =
    Deleted: { $trashed }
    Gone for good: { $purged }
trash-empty-caption = <b>The trash is empty.</b>
trash-empty-hint = Deleted pictures stay here for 30 days, in case you change your mind.
purging-caption = <b>Delete this picture for good?</b>
purging-hint = There will be no way to bring this picture back.
emptying-title = Empty the trash?
emptying-caption = <b>Empty the trash?</b>
emptying-hint = Gone for good: { $total }. There will be no way to bring them back.

## Figures

statistics-title = Pictures by month
statistics-caption = <b>Your gallery in figures</b>
statistics-total = In all: { pictures }
statistics-favourites = ⭐ Favourites: { $n }
statistics-trash = 🗑 In the trash: { $n }
statistics-looks = 🎨 Looks: { $looks }
statistics-shapes = 📐 Shapes: { $shapes }
statistics-part = { $name } — { $n }
statistics-busiest = 📅 Most in one day: { pictures }, { $day }
statistics-coins = 🪙 Spent: { coins }
statistics-returned = 🪙 Came back: { coins }

## The avatar: getting ready

wizard-about-title = Your avatar
wizard-about-subtitle = Pictures with your face
wizard-about-caption = <b>The bot will learn to draw you, and only you.</b>
wizard-about-steps =
    1. You send 10 to 20 photos of yourself.
    2. The bot studies them. No need to wait by the screen.
    3. Your avatar is ready! Ask for any picture with you in it: by the sea, at a ball, in space.
wizard-about-time = ⏳ That usually takes about { minutes }.
wizard-about-gift = 🎁 The first picture of you is included in the price.
wizard-lacking = Coins missing: { $coins }. Never mind: get everything ready now and pay at the very end.
wizard-outage-warning = ⚠️ Avatars cannot be made right now: something broke on our side. You can still get everything ready.

wizard-consent-title = Your consent
wizard-consent-caption = <b>Please confirm:</b>
wizard-consent-text =
    • The photos show you, or somebody who allowed you to send them.
    • You are both 18 or older.
wizard-consent-kept =
    <b>What we keep</b>
    • Photos: while the avatar is being made, then we erase them. If you do not finish, we erase them after 30 days. One stays as the avatar’s cover.
    • The avatar: until you delete it.
    • A note that you agreed: it stays.
    Your photos go to the FAL service only, which makes the avatar.

wizard-name-title = A name
wizard-name-caption = <b>What shall we call the avatar?</b>
wizard-name-now = Now: “{ $name }”.
wizard-name-hint = Write a name, 2 to 30 characters. Only you will see it. For example: “Olivia” or “Dad”.

wizard-who-title = Who is it?
wizard-who-caption = <b>Who is in the photos?</b>
wizard-who-hint = It makes the pictures a little better. But you can skip this.
who-man = 👨 A man
who-woman = 👩 A woman

photos = { $photos ->
    [one] { $photos } photo
   *[other] { $photos } photos
}
wizard-photos-title = Photos
wizard-photos-subtitle = { $n } of { $most }
wizard-photos-ask = <b>Please send { $least } to { $most } photos.</b>
wizard-photos-tips =
    ✅ One person, the face easy to see
    ✅ From the front and the side, with a smile and without
    ✅ On different days, indoors and outdoors
    🚫 No dark glasses, masks or filters
wizard-photos-together = You can choose many at once and send them together.
wizard-photos-caption = <b>Photos: { $n } of { $most }</b>
wizard-photos-usable = ✅ Good: { $n }
wizard-photos-doubtful = 🤔 In doubt: { $n }. Have a look and decide for yourself.
wizard-photos-pending = ⏳ Still being looked at: { $n }
wizard-photos-refused = ✖️ Not usable: { $n }
wizard-photos-full = That makes { $most }, no more needed. Press “That’s all”.
wizard-photos-enough = That is enough! A few more would make it better: from the side, in another light, on another day.
wizard-photos-looking = One moment, we are looking at what you sent.
wizard-photos-more = At least { photos } more, please: from the side, in another light, on another day.

photo-issue-format = This kind of file will not do. Please send a photo: JPG, PNG or WebP.
photo-issue-heic = This file could not be opened. Please send it as a photo, not as a file.
photo-issue-too-large = The file is too large, 20 MB is the most. Please send it as a photo, not as a file.
photo-issue-too-many-pixels = The photo is larger than we can take. Please send it as a photo, not as a file.
photo-issue-too-small = The photo is too small to see the face. Each side needs at least 512 pixels.
photo-issue-too-long = The photo is too long and narrow. An ordinary one will do.
photo-issue-unreadable = The file cannot be opened, it seems to be damaged. Please send another.
photo-issue-not-fetched = The photo did not reach us. Please send it once more.
photo-issue-not-awaited = This avatar takes no more photos.
photo-issue-no-face = No face can be seen. Please send a photo where it is easy to see.
photo-issue-many-faces = There is more than one person. Please send a photo with you alone.
photo-issue-small-face = The face is too small. A closer photo will do.
photo-issue-duplicate = It is among your photos already.
photo-issue-too-many = There are 20 photos already, no more needed. To swap one, remove another first.
photo-issue-dark = It is rather dark, the face is hard to see.
photo-issue-bright = It is too bright, the face is washed out.
photo-issue-flat = The photo is pale, as if in a mist.
photo-issue-blurred = The photo is blurred.
photo-issue-alike = Very much like another photo of yours.
photo-issue-face-unsure = The face is not very easy to see.
photo-issue-other = Something is wrong with this photo. Please send another.
photo-refused = <b>This photo cannot be used.</b>
photos-refused = <b>{ photos }, beginning with this one, are not needed.</b>

viewer-caption = <b>Photo { $index } of { $total }</b>
viewer-received-title = Looking at it
viewer-received = ⏳ We are still looking at this photo.
viewer-good = ✅ A good photo, we will use it!
viewer-doubtful = 🤔 In doubt:
viewer-choose = We leave it out for now. Do you like it? Press “Use it anyway”.
viewer-kept = 👍 You chose to use it.

verdict-title = We had a look
verdict-photos = <b>{ photos }</b>
verdict-alike = <b>{ photos }, { $alike ->
    [one] { $alike } looks like another
   *[other] { $alike } look like others
}.</b> Add { $add ->
    [one] one more from another side
   *[other] two from other sides
}.
verdict-alike-full = <b>{ photos }, { $alike ->
    [one] { $alike } looks like another
   *[other] { $alike } look like others
}.</b> Better swap one for a photo from another side.
photo-doubt = • { $doubt }: { $n }
photo-doubt-blurred = blurred
photo-doubt-dark = dark
photo-doubt-bright = too bright
photo-doubt-flat = pale
photo-doubt-small-face = face too small
photo-doubt-face-unsure = face hard to see
verdict-undecided = 🤔 In doubt: { $n }. Unless you choose to use them, they stay out.
verdict-pending = ⏳ Still being looked at: { $n }. Please wait a little.
verdict-too-few = { $n } are good, and at least { $least } are needed. Just send { $photos } more here.
verdict-enough = That is enough for an avatar. For a better likeness, just send more here.
verdict-fine = 👏 Wonderful, all of them are good!

price-title = Make the avatar?
price-caption = <b>Shall we make the avatar “{ $name }”?</b>
price-photos = Photos: { $photos }
price-preset = How: { $preset }, about { minutes }
price-lacking = Coins missing: { $coins }. The name and the photos will wait for you here.
price-kept = 📷 We keep the photos until you delete the avatar.
price-erased = 📷 We erase the photos afterwards; one stays as the cover.
price-back = 🪙 If it fails, your coins come back by themselves.
price-failed = Last time it did not work out. { $reason } Your coins came back, your photos are here.

preset-title = How thoroughly?
preset-caption = <b>How thoroughly shall we make it?</b>
preset-line = <b>{ $preset }</b> — { $hint } ({ coins }, about { minutes })
preset-hint = Not sure? Choose “{ preset-balanced }”.
preset-fast = Quick
preset-fast-hint = a simpler likeness, but sooner
preset-balanced = Usual
preset-balanced-hint = a good likeness, right for nearly everyone
preset-quality = Thorough
preset-quality-hint = the closest likeness, but a longer wait

wizard-short-kept = The name and the photos are kept. Once the coins are here, we go on from this place.

wizard-outage-caption = <b>Avatars cannot be made right now.</b>
wizard-outage-hint = Something broke on our side, and we are mending it. No coins were taken, your photos are kept. Press “Tell me”, and we will write when it works again.

starting-over-title = Start over?
starting-over-caption = <b>Start over?</b>
starting-over-hint = { $photos ->
    [0] We will forget what you have told us.
   *[other] We will forget the name and erase the photos you sent: { $photos }.
}

## My avatars

avatars-none-title = Your avatar
avatars-none-caption = <b>You have no avatar yet.</b>
avatars-none-hint = Send 10–20 photos of yourself, and the bot will learn to draw you: by the sea, at a ball, in space.
avatar-unnamed = No name yet
avatar-caption = <b>🙂 { $name }</b>
avatar-caption-unnamed = <b>🙂 No name yet</b>
avatar-main = ⭐ The main one
avatar-place = Avatar { $index } of { $total }
avatar-ready-since = ✅ Ready since { $date }
avatar-begun = Begun { $date }
avatar-draft = Not ready yet. Press “Go on” whenever you like.
avatar-in-training = ⏳ Being made
avatar-pictures = 🖼 Made with it: { $pictures }
avatar-photos = 📷 Photos: { $n }
avatar-hint = Press “Create” and say where you would like to be.
avatar-renaming-caption = <b>A new name for “{ $name }”?</b>
avatar-deleting-caption = <b>Delete the avatar “{ $name }”?</b>
avatar-deleting-goes = The avatar and its photos will be gone, and cannot be brought back.
avatar-deleting-stays = The coin history and the note of your consent stay.
avatar-deleting-pictures = Made with it: { $pictures }. What shall become of them?
avatar-deleting-sure = <b>One last question: delete “{ $name }”?</b>
avatar-deleting-keep = Its pictures stay in your gallery: { $pictures }.
avatar-deleting-delete = Its pictures will be gone for good: { $pictures }.
avatar-deleting-hint = A new avatar would have to be made from the start.

## An avatar being made

training-caption = <b>Making the avatar “{ $name }”</b>
training-stage-packing = 📦 Gathering the photos
training-stage-waiting = ⏳ Waiting in line
training-stage-sending = ✉️ Handing over the photos
training-stage-queued = 📥 We have your photos, starting soon
training-stage-training = 🎨 Learning to draw you
training-stage-storing = 🖼 Putting the avatar away safely
training-percent = { $bar } about { $percent }%
training-left = Left, by our estimate: { minutes }
training-soon = Only a little longer.
training-hint = No need to wait by the screen: we will write when it is ready.
avatar-ready = 🎉 <b>The avatar “{ $name }” is ready!</b>
avatar-ready-first = Its first picture is being made. It will come here by itself and is included in the price.
avatar-ready-main = ⭐ This is your main avatar.
avatar-ready-kept = 📷 Your photos are kept, as you asked.
avatar-ready-erased = 📷 We erased your photos. One stays as the cover.
first-picture-failed = <b>The first picture with you did not work out yet.</b>
first-picture-again = We will soon try again by ourselves, free of charge. There is nothing you need to do.
first-picture-given-up = <b>The first picture with you did not work out, we are sorry.</b>
first-picture-given-up-hint = We will not try again by ourselves. The avatar itself is fine: make a picture with it yourself. If that does not work either, write to support.
avatar-first-again = 🎁 The first picture did not work out. We will try again soon, free of charge.
avatar-first-given-up = 😔 The first picture did not work out. Make it yourself, or write to support.
training-failed = <b>The avatar “{ $name }” did not work out.</b>
training-cancelled = <b>We stopped: the avatar “{ $name }” is cancelled.</b>
training-photos-stay = 📷 Your photos are still here, so you can try again.
training-reason-photos = It did not work with these photos. Try to swap a few of them.
training-reason-busy = Too many people are asking right now. Try again a little later.
training-reason-outage = Something broke on our side, and we are mending it.
training-reason-timeout = It was taking too long, so we stopped.
training-reason-fault = The service that makes the avatars had a fault.

## With me, and changes

edits-caption = <b>What shall we do with this picture?</b>
editing-title = What to change?
editing-caption = <b>What shall we change?</b>
editing-hint = Write it in words, for example: “make it winter” or “take the car away”.
looking-title = Looking at it
looking-caption = <b>We are looking at your photo.</b>
looking-hint = We will put it into words, and you can change them. The photo itself is not kept.
listening-title = Listening
listening-caption = <b>We are listening, one moment.</b>

## Balance

balance-title = Balance
balance-available = <b>You have { coins }</b>
balance-enough = Enough { for-pictures }.
balance-held = Set aside for orders being made: { coins }. If a picture fails, the coins come back.
balance-price = One picture costs { coins }.

operations-title = Coin history
operations-caption = <b>Coin history</b>
operations-empty = Nothing has happened yet.
operations-line = { $date }
    { $sign }{ $amount } · { $what }
operations-welcome = a welcome gift
operations-promo = promo code
operations-grant = a gift from the owner of the bot
operations-refund = refund
operations-order = order
operations-training = avatar
operations-training-open = avatar, still being made
operations-training-free = avatar, coins came back
operations-open = order, still being made
operations-free = order, coins came back
operations-returned = order, { $returned } came back

code-title = Promo code
code-caption = <b>Write your promo code</b>
code-hint = Send it as a message; the coins come at once.

## Settings

settings-title = Settings
settings-caption = <b>Settings</b>
settings-hint = This is how new pictures will be made. Press to change.

language-title = Language
language-caption = <b>Which language shall we speak?</b>
language-ru = Русский
language-en = English

usual-shape-caption = <b>Which shape do you usually want?</b>
usual-count-caption = <b>How many pictures do you usually want?</b>
usual-look-caption = <b>Which look do you usually want?</b>

zone-title = Your time
zone-caption = <b>What time is it where you are?</b>
zone-hint = Choose a place where the clock shows the same. Then the dates of your pictures will be right.
zone-kaliningrad = Kaliningrad
zone-moscow = Moscow
zone-samara = Samara
zone-yekaterinburg = The Urals
zone-omsk = Omsk
zone-novosibirsk = Novosibirsk
zone-irkutsk = Irkutsk
zone-yakutsk = Yakutsk
zone-vladivostok = Vladivostok
zone-kamchatka = Kamchatka
zone-jerusalem = Israel
zone-berlin = Berlin
zone-los-angeles = Los Angeles
zone-denver = Denver
zone-chicago = Chicago
zone-new-york = New York
zone-utc = Greenwich
zone-london = London
zone-dubai = Dubai
zone-kolkata = India
zone-sydney = Sydney

data-title = My data
data-caption = <b>My data</b>
data-hint = You can download everything as one file: pictures, descriptions and coin history. Or erase everything for good.

erase-title = Erase everything?
erase-caption = <b>Erase all your data?</b>
erase-what = All pictures, avatars, descriptions and settings will be gone. Orders being made will stop.
erase-coins = Your coins will be gone too: { $coins }.
erase-sure-title = Are you sure?
erase-sure-caption = <b>One last question: are you sure?</b>
erase-sure-hint = Nothing can be brought back, not even by support.

## Help

help-title = Help
help-caption = <b>How it works</b>
help-steps =
    1. Press “Create” and write what you would like to see. For example: “a cat in a hat drinking tea in the garden”.
    2. Check the price and press “Create” again.
    3. The picture comes here and stays in your gallery.
help-tips = The more you describe, the closer the picture gets: who, where, the time of day, the colours.
help-gallery = In the gallery you can search pictures by words, mark favourites ⭐ and put them into albums. What you delete stays in the trash for 30 days.
help-avatar = Would you like pictures of yourself? Press “Avatars” and send 10–20 of your photos.
help-coins = If something fails, your coins come back by themselves.

privacy-title = What we keep
privacy-caption = <b>What we keep, and for how long</b>
privacy-kept = • Descriptions and pictures — until you delete them or erase everything. Deleted ones stay in the trash for 30 days, then the files are removed too.
privacy-photos = • Photos for an avatar — while it is being made; if you do not finish, 30 days. The avatar — until you delete it. The note of your consent stays.
privacy-coins = • Coin history stays for the books, but once you erase everything, without your name and number.
privacy-shared = • Descriptions and photos for an avatar go to the FAL service, which makes the pictures. To nobody else.
privacy-training = • Your photos make your avatar and nothing else. We train no other programs with them, nor with your pictures.
privacy-hint = You can download or erase everything under “My data”.

support-title = Support
support-caption = <b>Support</b>
support-write = Something not working? Write to us, we will help: { $contact }
support-none = Common questions are answered under “Help”. If a picture failed, the coins come back by themselves.
support-number = Your number for support: { $id }

## The line above a screen

notice-too-short = ✏️ That is too short. Write at least { $min } { $min ->
    [one] letter
   *[other] letters
}.
notice-too-long = ✏️ That is too long: { $length } of { $max } characters. Please write less.
notice-hint-sticker = Lovely! To get a picture of your own, describe it in words.
notice-hint-voice = The bot cannot listen yet. Please write it in words.
notice-hint-photo = The bot does not take photos yet. Please describe the picture in words.
notice-hint-other = The bot does not understand that. Write what you would like to see.
notice-hint-hello = 👋 Hello! Write what picture you would like.
notice-hint-thanks = You are welcome! 🙂
notice-image-gone = That picture is no longer there.
notice-image-trashed = 🗑 The picture is in the trash. Changed your mind? Press “Bring back”.
notice-images-trashed = 🗑 Now in the trash: { pictures }. Changed your mind? Press “Bring back”.
notice-image-restored = ♻️ Back in the gallery: { pictures }.
notice-image-deleted = 🗑 The picture is deleted for good.
notice-trash-emptied = 🗑 The trash is emptied.
notice-images-marked = ⭐ Added to favourites: { pictures }.
notice-images-in-album = 📁 Added to the album: { pictures }.
notice-nothing-marked = Select pictures first: press their numbers.
notice-too-many-marked = You can select no more than { $max } pictures at a time.
notice-search-empty = ✏️ Please write at least one word.
notice-album-made = 📁 The album is made.
notice-album-renamed = ✅ The album has its new name.
notice-album-deleted = 🗑 The album is deleted. Its pictures stay in the gallery.
notice-album-gone = That album is no longer there.
notice-album-name-long = ✏️ A name has 1 to { $max } characters. Please try again.
notice-album-name-taken = You have an album of that name already. Please think of another.
notice-too-many-albums = There can be no more than { $max } albums. Delete one you do not need.
notice-shared-with-you = 💌 Somebody shared a description with you. You can create such a picture too!
notice-share-gone = This link no longer works.
notice-price-changed = The price or the look has changed. Have a look and press again.
notice-draft-gone = That order is out of date. Please start a new one.
notice-already-making = That picture is being made already.
notice-promo-credited = 🎉 Promo code accepted! Added for you: { coins }.
notice-promo-unknown = There is no such promo code. Check the letters and try again.
notice-promo-expired = This promo code is not valid at the moment.
notice-promo-used-up = This promo code has all been used up.
notice-promo-already = You have used this promo code already.
notice-coins-asked = 🙋 We passed it on. The answer will come here.
notice-coins-asked-today = You asked for coins today already. Please wait for the answer.
notice-will-tell = 🔔 All right, we will write when it works.
notice-trouble = 😔 That did not work. Please try again.
notice-cancelled = You are back in the menu. Orders under way go on.
notice-saved = ✅ Saved.
notice-avatar-draft-kept = 📷 All that you prepared is kept. Your photos wait for you for 30 days.
notice-avatar-draft-gone = What you prepared is no longer there. Shall we begin again?
notice-avatar-name-short = ✏️ That is too short. A name needs at least { $min } letters.
notice-avatar-name-long = ✏️ That is too long. Please keep the name within { $max } characters.
notice-avatar-name-needed = 📷 We have the photo, thank you! Please answer the question below.
notice-avatar-renamed = ✅ The name is changed.
notice-avatar-deleted = 🗑 The avatar is deleted.
notice-avatar-gone = That avatar is no longer there.
notice-avatar-not-ready = That avatar is not ready yet.
notice-avatar-training-begun = 🎉 We have begun! We will write when your avatar is ready.
notice-avatar-none = For pictures of you, you need an avatar first.
notice-too-few-photos = 📷 There are too few good photos yet: at least { $min } are needed. Please send some more.
notice-photo-removed = 🗑 The photo is removed.
notice-photo-late = 📷 Thank you! The avatar is being made already, no more photos are needed.
notice-photo-not-wanted = 📷 We will need photos soon! Please read this and confirm first.
notice-sample-unreadable = We could not put this photo into words. Please describe the picture yourself.
notice-sample-not-configured = The bot cannot describe photos yet. Please describe the picture in words.
notice-voice-unreadable = Sorry, we could not hear that. Say it again, or write it in words.
notice-voice-too-long = The bot listens for a minute at most. Please say it more briefly.

## Short answers to a press

toast-already-making = That picture is being made already
toast-draft-gone = That order is out of date. Press “Create” in the menu
toast-image-gone = That picture is no longer there
toast-marked = ⭐ Added to favourites
toast-unmarked = Removed from favourites
toast-at-newest = Here is your newest picture
toast-at-oldest = Here is your very first picture
toast-sending-original = Sending the original…
toast-sending-download = Packing the pictures into one file…
toast-sending-share = 💌 Preparing the link…
toast-added-to-album = 📁 Added to the album
toast-taken-from-album = Taken out of the album
toast-nothing-marked = Select pictures first: press their numbers
toast-too-many-marked = You cannot select more at a time
toast-album-gone = That album is no longer there
toast-no-pictures-here = No pictures there
toast-sending-export = Packing the file. It will come here
toast-out-of-date = That button is out of date. Here is a fresh screen
toast-saved = ✅ Saved
toast-coins-asked-today = You asked today already. Please wait for the answer
toast-erasing = Erasing your data…
toast-will-tell = 🔔 We will write when it works
toast-main-avatar = ⭐ This is your main avatar now
toast-photo-kept = 👍 All right, we will use it
toast-photo-removed = 🗑 The photo is removed
toast-avatar-gone = That avatar is no longer there
toast-job-cancelled = Order cancelled
toast-too-late-to-cancel = It is too late to cancel
toast-trouble = That did not work. Please try again
toast-not-yours = That button is not for you

## An order on its way

stage-waiting = ⏳ Waiting in line
stage-waiting-place = ⏳ Waiting in line. Your place: { $place }
stage-sending = ✉️ Handing over your description
stage-queued = 📥 Description taken, starting soon
stage-rendering = 🎨 Making the picture
stage-sending-wish = ✉️ Handing over your wish
stage-sending-picture = ✉️ Handing over the picture
stage-queued-wish = 📥 Wish taken, starting soon
stage-queued-picture = 📥 Picture taken, starting soon
stage-rendering-change = 🎨 Changing the picture
stage-rendering-upscale = 🔍 Enlarging the picture
stage-rendering-cutout = ✂️ Removing the background
stage-storing = 🖼 Putting it into your gallery
stage-delivering = 📬 Sending it to you
job-elapsed = So far: { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}

## Done

result-caption = <b>Done!</b>
result-paid = Cost: { coins }.
result-included = 🎁 This picture is included in the avatar’s price.
result-left = Left: { coins }.
result-left-enough = Left: { coins } ({ pictures }).
result-partial = { $made } of { $ordered } made. Back on your balance: { coins }.
result-sheet-hint = Press a number to open the picture.

## Not done

failure-refused = <b>This picture cannot be made.</b>
failure-failed = <b>The picture did not work out.</b>
failure-timed_out = <b>The picture was not ready in time.</b>
cancelled-caption = <b>The order is cancelled.</b>
undelivered-caption = <b>We could not get your picture to you.</b>
undelivered-hint = If you like, we will make it again.
coins-back = 🪙 Your coins are back: { $coins }.

reason-refused-by-filter = The description did not pass the check: something in it may not be drawn. Try to put it differently.
reason-bad-input = This description did not suit. Try to put it differently.
reason-provider-busy = Too many people are asking right now. Try again in a few minutes.
reason-provider-failed = The service that makes the pictures had a fault. Please try again.
reason-outage = Pictures cannot be made right now: something broke on our side. We are mending it.
reason-model-gone = The look you chose is no longer there. Try again and we will find another.
reason-empty-result = The picture came out empty. Try again, or write a new description.
reason-bad-file = The picture arrived damaged. Please try again.
reason-file-unreachable = The service could not open a file that we gave it. Please try again.
reason-avatar-gone = The avatar you ordered it with is no longer there. Choose another one, or make a picture from a description.
reason-image-gone = The picture you wanted to change is no longer there.
reason-timeout = It was taking too long, so we stopped. Please try again.
reason-no-answer = We waited, but no answer came. Please try again.
reason-wait = The line is too long today, and your turn did not come. Please try later.
reason-deliver = It was ready, but we could not get it to you.
reason-internal = Something broke on our side. Please try again.

## Other messages

whole-text = <b>The whole description</b> (tap to copy)
whole-text-block = <pre>{ $description }</pre>
original-caption = The original, in the best quality.
original-missing = 🛠 The file of this picture got lost. We are looking for it; please come back a little later.
download-caption = 📥 In this file: { pictures } in the best quality.
download-part = Part { $part } of { $parts }.
download-missing = Lost files, we are looking for them: { pictures }.
share-caption = <b>💌 Share this picture</b>
share-hint = Whoever opens the link can create one like it from your description. Your name will not be there.
share-link = <code>{ $link }</code>
share-text = Create a picture like this one!
export-caption = All your data: pictures, descriptions and coin history.
works-again = 🔔 <b>Pictures can be made again!</b>
works-again-hint = You can go on where you stopped.
farewell = <b>All your data is erased.</b>
farewell-hint = Thank you for being with us. Should you like to return, just press the button.
group-goodbye = This bot works in private chats only, so it is leaving the group. Write to it in person, it will be glad!
coin-request = 🙋 <b>Somebody asks for coins</b>
coin-request-who = Who: { $name }
coin-request-id = Number: { $id }
coin-request-lack = Needs: { $needs }, has: { $has }

## How the bot presents itself

command-start = Start
command-menu = Main menu
command-create = Create a picture
command-me = A picture of me
command-avatars = My avatars
command-gallery = My gallery
command-favourites = My favourites
command-albums = My albums
command-find = Find a picture by words
command-trash = Trash
command-balance = My coins
command-promo = Enter a promo code
command-settings = Settings
command-help = How it works
command-cancel = Cancel and go to the menu
command-privacy = What we keep
command-support = Support
bot-description =
    Write what you would like to see, and a minute later you get a picture: a greeting card, a landscape, a fairy tale, a gift for someone dear. Send photos of yourself, and there will be pictures of you, too.

    All your pictures stay in your gallery. Press “Start”: it is easy!
bot-short-description = Creates pictures from your description. Just write what you would like to see.

# Shown in place of a picture whose file is gone.
picture-missing-title = The picture is lost

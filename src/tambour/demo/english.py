"""What the town says in English. How a script is read: see `script.py`."""

HARBOUR = """
emma: Good morning! The gate code on Harbour Street has changed, ask me in the hallway.
oscar>: Thanks. The old one was 1234 for nine years, it had a good life.
maya+😂: It was also on the gate.
tom: Does anybody have a ladder? Mine ends one rung below the problem.
boris>: I have the long one. Come after six.
tom>+👍+❤️: You are saving a gutter today.

emma*: House meeting on Thursday at seven, in the laundry room. Bring a chair and an opinion.
maya: I can bring two chairs and no opinion.
oscar+😂+😂: The ferry may be late because of fog. Start with the boring points.
anna: Можно по-русски, если кто-то переведёт? 🙂
boris>: Переведу, не переживай.
emma>: Of course, Anna. Boris translates, I bring tea.

emma?: What do we do with the empty flat on the ground floor?|A bicycle room|A small library|A workshop|Rent it out
maya: Library! Library!
tom>: Workshop. Books don't need a sink.
anna+❤️: Библиотека. Я готова дежурить по субботам.
yusuf: A workshop and a library can share a door.
oscar>+👍+👍: That is the most sensible thing said here this month.

maya: Whoever waters my tomatoes at night: thank you. I am not even angry.
tom: It was the rain.
maya>+😂: The rain does not leave notes.
emma: @anna_severnaya your parcel is with me. It purrs, so open it soon.
anna>+😂+❤️: Это не моя посылка, это твой кот!
emma: He likes boxes with Cyrillic on them.

oscar: Ferry note: from Monday the first boat leaves at 07:10, not 07:20.
vera>: Спасибо! Передам родителям в классе.
tom: Ten minutes of sleep, stolen in daylight.
maya: In darkness, Tom. It is November.
boris: Лодка для регаты готова. Красная полоса, как просили.
oscar+👍+🔥: She looks fast standing still.
emma: Pictures when photographs come to this messenger!

tom: The laundry room light works again. Please clap.
maya+👏: 👏
oscar+👏: 👏👏
yusuf: Next time call me before you touch the blue wire.
tom>: There was smoke only briefly.
emma*: Reminder: rubbish collection moves to Tuesday this week.
maya: Who moved the compost? It has feelings.
tom: I put it in the sun. It asked.
emma: Results: workshop and library it is. Thursday we paint.
yusuf+👍: I bring wood for shelves.
anna+❤️: А я — первые сорок книг.
oscar: I bring the fog, as always.
"""

WEATHER = """
emma: Monday. Wind from the west, 9 m/s, easing in the evening. Sea: choppy. The lighthouse cat stays inside.
emma: Tuesday. Fog until eleven. The 07:10 ferry may wait for it to make up its mind.
emma: Wednesday. Clear and cold. Frost on the pier: walk like a penguin.
emma: Thursday. Light rain in the afternoon. Good soup weather.
emma: Friday. Storm warning for the outer harbour from 18:00. Tie things down, then tie them again.
emma: Storm update, 21:30: gusts to 27 m/s. Please stay off the breakwater.
emma: Saturday. The storm has passed. Two umbrellas and one garden chair are waiting at the lighthouse for their owners.
emma: Sunday. Calm. You can see the islands, and they can see you.
emma: Monday. Overcast, 6 °C. The barometer is thinking.
emma: Tuesday. Sunny spells. Laundry may be hung out, at your own risk.
emma: Wednesday. Drizzle in two languages.
emma: Thursday. North wind, 12 m/s. The ferry runs; hats do not.
emma: Friday. First snow possible above the school. Tell no children before noon.
emma: Saturday. It snowed. They know.
emma: Sunday. Melting. The cat has opinions about it.
emma: Monday. Quiet sea, long swell. Good for nets, bad for breakfast.
"""

HALL = """
clara*: Welcome to the town hall. Any language. Be kind, be brief, and tell us when a lamp is broken.
emma: Lamp 14 on Mill Lane is broken since the storm.
clara>+👍: Noted, tomorrow.
boris: У причала снова шатается доска, третья от лодочной.
clara>: Передала. Спасибо, Борис!
layla: المخبز سيفتح يوم الأحد أيضًا من السابعة حتى الظهر.
emma>+❤️: Fresh bread on a Sunday. I have no further wishes.
karim+🔥: أخيرًا!

oscar: The regatta starts at noon on Saturday. Boats line up at the red buoy.
gleb: Мы участвуем! «Селёдка» под номером 7.
tom>: Nobody can beat a boat called The Herring.
salma: هل يمكن للأطفال المشاركة؟
clara>: نعم، مع سترة نجاة وشخص بالغ.
vera: 4 «Б» придёт болеть всем классом, с барабанами.
maya+😂: Drums in Drumhaven, finally.

clara?: Where should the new bench stand?|By the lighthouse|At the ferry|In front of the library
emma: By the lighthouse. The cat agrees.
anna: У библиотеки: там читают на ступеньках.
yusuf: سأصنعه أنا، فاختاروا المكان فقط.
oscar>+👍: Then anywhere, and I will sit on it.

clara: Regatta results: 1. The Herring (Gleb), 2. Blue Goat (Karim), 3. Fog (Oscar, naturally).
gleb+🔥+👏+👏: Спасибо всем! Ванна для «Селёдки» за мой счёт.
karim>: مبروك! السنة القادمة لنا.
tom: I finished, and I would like that recorded.
clara>+😂: Recorded.
chance: 🎉 CONGRATULATIONS!!! GOLDEN LOTTERY chose YOU. Send 50, get 5000 back TODAY!!!
tom: Is that real?
emma>: No, Tom. It never is. I reported it.
"""

FRIENDS = """
emma: Are you on the 18:40 today?
oscar: I am the 18:40 today.
emma>+😂: Then please bring a bag of cat food from the mainland.
oscar: The fish kind or the expensive fish kind?
emma: He can read, so the expensive one.
oscar+❤️: Tell him the captain sends regards.

oscar: Fog signal test at nine, don't be alarmed.
emma: I live in a lighthouse. I am the alarm.
oscar: Dinner on Sunday? Maya cooks something that grew on her balcony.
emma+👍: Yes. I bring bread from Layla.
oscar: And the cat?
emma: The cat brings himself.
"""

BAKERY = """
emma: Hello Layla! Two round loaves for Sunday, please.
layla: أهلًا إيما! طبعًا، رغيفان مستديران.
emma: And one of the sesame ones, if there are any left.
layla+❤️: أترك لكِ واحدًا قبل أن يأتي كريم.
emma+😂: Thank you. You know us all too well.
"""

CLOUDS = """
emma*: Here you can talk about every post of the weather channel. The sky listens, too.
oscar+👍: So that is why it rains after each of my comments.
"""

COMMENTS = (
    ("oscar", "The ferry agrees."),
    ("maya", "And my washing is outside."),
    ("tom", "Is this forecast signed by anybody?"),
    ("vera", "Дети в школе уже рисуют лужи."),
    ("yusuf", "My boat says the same, only louder."),
    ("maya", "I will believe it when the gulls do."),
)
"""Said under the newest posts of the weather channel; Yusuf has not joined the group."""

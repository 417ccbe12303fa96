"""Small talk between the stories, said by whoever is there. Read like scripts, with a, b and c for people."""

ENGLISH = """
a: Is the bakery still open?
b>: Until six. Run.
a>+👍: Running.

a: Does anybody else smell toast?
b>+😂: That is Tom's new toaster meeting Tom's old bread.

a: Found: one glove, left, blue. It waits on the banister.
b>+❤️: Mine! I thought the sea had it.

a: The lift is thinking again, somewhere between two and three.
b: I press all buttons and hope.
a>: It worked. What did you press?
b>+😂: Hope.

a: Can somebody take in a parcel for me tomorrow before noon?
b>: Sure, ring twice.

a: Whose bicycle sings?
b>: Mine. It needs oil. I will buy some.
c+👍: We all thank you in advance.

a: Tea at five?
b>+👍: Tea at five.

a: The gulls have learned how to open the bins.
b>: Then they can learn how to close them.

a: Does the ferry run on the holiday?
b>: Twice, at nine and at four.

a: I made far too much soup.
b>: There is no such thing.
c+❤️: I am bringing a bowl.

a: Anyone for cards tonight?
b>: Only if we play without Oscar's rules.

a: Please hold the front door, the wind slams it.
b>: I oiled the closer, try it now.
a+👏: A door like in a library. Thank you.

a: What was that bang?
b>: A flowerpot. Nobody is hurt except the flowerpot.

a: Does the pharmacy have the good lozenges?
b>: The honey ones, yes.

a: Sunset is at 16:12 today, go and look.
b>+❤️: Looked. Worth it.

a: Can we agree on quiet after ten?
b>+👍: Yes.
c>+👍: Yes, and after nine on the stairs.
"""

RUSSIAN = """
a: У кого есть лишняя розетка-тройник?
b>+❤️: У меня, заходи.

a: Хлеб уже привезли?
b>: Только что, ещё горячий.

a: Свет моргает или это я?
b>+😂: Это подстанция. Ты в порядке.

a: Кто идёт в магазин?
b>: Я. Что взять?
a>: Молоко и спички.
b+👍: Принято.

a: На причале скользко, осторожно.
b>: Посыплю песком.

a: Завтра воду отключат с девяти до двух.
b>: Наберу вёдра.
c+👍: Спасибо, что сказали заранее.

a: Видели радугу над маяком?
b>+❤️: Две!

a: Чей зонт в коридоре?
b>: Ничей уже третью осень.

a: Кто выиграл вчера?
b>+😂: Дождь.

a: Есть иголка с толстым ушком?
b>: Есть. И нитка парусная.

a: Собираю батарейки на переработку.
b>+👍: У меня полная банка.

a: Чай будет в шесть.
b>: Уже иду.
c: А варенье?
a>+❤️: Сливовое.

a: Не шумите после десяти, у меня ранняя смена.
b>+👍: Тише воды.

a: Где купить хорошую лампочку?
b>: У Тома не бери, у него всё искрит.

a: Снег!
b>+❤️: Снег!!
c+😂: Лопата!!!
"""

ARABIC = """
a: هل وصل الحليب اليوم؟
b>: نعم، على الرف الثاني.

a: من عنده مفتاح المخزن؟
b>+👍: عندي، أمرّ بعد قليل.

a: الجو بارد، لا تنسوا القفازات.
b>+❤️: شكرًا يا أمّ الجميع.

a: هل الشاي جاهز؟
b>: والنعناع أيضًا.
c+👍: في الطريق.

a: وجدت قبعة صوفية حمراء عند الرصيف.
b>+😂: إنها قبعتي، هربت مني أمس.

a: متى تعود العبّارة؟
b>: الرابعة إن شاء الله.

a: النوارس سرقت شطيرتي!
b>+😂: صارت تعرف مواعيدك.

a: هل يساعدني أحد في حمل الصندوق؟
b>+👍: نازل حالًا.

a: رائحة الخبز تصل إلى السطح.
b>+❤️: لهذا أفتح النافذة.

a: من يلعب الطاولة الليلة؟
b>: أنا، واستعد للخسارة.
a>+😂: سمعت هذا من قبل.

a: انقطع التيار عندي.
b>: وعندي أيضًا، عشر دقائق ويعود.
a+👍: عاد.

a: ما أجمل البحر اليوم.
b>+❤️: ساكن كالزيت.

a: أحتاج حبلًا طوله خمسة أمتار.
b>: خذ من القارب، الحبل الأزرق.

a: هل بقي عسل من السوق؟
b>: برطمان واحد باسمك.
"""

"""The words by which stance.py tells who pushes towards a name: English, Russian and Arabic, as `bare` leaves them.

A star stands for any ending. The lists are short, and open to everybody who wants to write around them.
"""

PUSHES: dict[str, str] = {
    # join and come
    "recruit": """who is with me|your turn|join|enlist|sign up|swear allegiance|pledge allegiance|our ranks
    |write to our|contact our|be one of us
    |кто со мной|твоя очередь|вступай*|вступи*|присоединяй*|присоединись|запис*|наши ряды|наших рядах|пиши нам
    |пишите нам|ждем тебя|ждем вас|присяг*|стань одним
    |من معي|دورك|انضم*|انضموا|التحق*|بايع*|صفوفنا|راسلنا|راسلونا|كن معنا|كونوا معنا""",
    "give": """donate|send money|fund our|support us with|our wallet
    |переведи*|пожертвуй*|донат*|наш кошелек|скинь*|скидывай*
    |تبرع*|ارسلوا المال|محفظتنا|ادعموا""",
    "glory": """glory to|long live|hail|heroes of|our heroes|proud of our|bless the fighters
    |слава|да здравствует|герои|наши герои|гордимся
    |المجد ل*|عاش*|تحيا|ابطالنا|بارك الله في مقاتلي*""",
    "strike": """strike|attack them|kill|burn their|make them pay|take up arms|rise and fight|blood of
    |бей*|ударь*|убива*|убей*|жгите|сожги*|берите оружие|к оружию|отомсти*|кровь врагов
    |اقتل*|اضرب*|احرق*|احملوا السلاح|انتقم*|دماء الاعداء""",
}
"""Words that push towards a name. A star stands for any ending."""
DISTANCE = """police|court|sentenced|prosecutor|arrested|according to|reported|reports that|journalist|newspaper
    |investigation|condemn|never join|do not join|don't join|not join|warn*|dangerous|victim*|survivor*
    |murdered|killed by|attack by|researcher*|study|studies|historian*|analysis|propaganda|counter|prevent*
    |hotline|left the group|escaped|leave them|terrorist*|extremis*|shame on|against the|stop the|parody
    |satire|joke|novel|film|game|episode|leaflet*|flyer*|slogan*|chapter|thesis|dissertation|poster*|letters
    |the word|the words|interview*|manifesto|appendix|correspondent|spokesman|spokeswoman|agency|hostage*
    |kidnapped|held me|held us|the dead|will be dead|buried|what is|who are|is it true|afraid|worried|advice
    |what should i|what do i say|how do i report|helpline
    |полици*|суд|суда|приговор*|прокур*|арест*|по данным|сообща*|журналист*|газет*|расследован*|осужда*
    |не вступай*|никогда не|опасн*|жертв*|выживш*|погиб*|исследова*|учен*|историк*|анализ*|пропаганд*
    |профилактик*|горячая линия|террорист*|экстремист*|позор*|против|остановит*|пароди*|сатир*|шутк*|роман
    |фильм*|игр*|сери*|листовк*|лозунг*|глава|диссертац*|плакат*|письмах|слово|интервью|манифест*
    |корреспондент*|агентств*|заложни*|похитил*|меня держали|нас держали|убитых|мертв*|похорон*|что такое
    |кто такие|правда ли|не верь*|ушел из|вышел из|боюсь|боимся|совет|совета|что ему сказать|как пожаловаться
    |الشرطه|شرطه|المحكمه|محكمه|حكم على|النيابه|اعتقل*|اعتقال|وفقا|بحسب|صحفي*|صحيفه|تحقيق*|ندين|ادان*|لا تنضم*
    |لا تنضموا|تحذير*|نحذر|خطير*|ضحايا|الضحايا|ضحيه|الناجين|ناجيه|قتل على يد|باحث*|الباحث*|دراسه|تحليل|دعايه
    |وقايه|خط المساعده|منشور|شعار*|الفصل|رسائل|رساله|كلمه|ملصق*|مقابل*|الوكاله|مراسل*|ناطق باسم|رهين*|خطفو*
    |احتجزو*|القتلي|ستموت|نقتله|ارهابي*|الارهابي*|متطرف*|المتطرف*|عار|ضد|اوقفوا|سخريه|نكته|روايه|فيلم|لعبه
    |حلقه|ما هي|من هم|هل صحيح|تركت|اخشي|اخاف|خائف*|نصيحه|ماذا اقول|كيف ابلغ"""
REPORTED = """claimed|asked its|asked followers|asks people|asks readers|ask readers|asks its|urged its
    |urged followers|called on its|vowed|threatened|announced|declared|said that|has said|had said|said they
    |said to|said it would|was told|were told|told him|told her|told them|told me|told us|told you|tell you
    |tells you|tells people|they say|they tell|want you to|wants you to|want us to|wants us to|believe that
    |ordered him|ordered her|ordered them|ordered me|ordered us|made him|made her|made them|made me|made us
    |had to|forced to|forced him|forced her|forced me|forced us|whoever says|whoever shouts|whoever writes
    |those who say|those who shout|those who write|people who say|people who shout|anyone who says
    |anyone who writes|somebody says|somebody shouts|somebody writes|someone says|someone shouts
    |someone writes|chanted|shouted|yelled|quotes|quoted|quoting|be killed
    |призвал*|взял на себя|взяла на себя|взяли на себя|потребовал*|ему сказали|ей сказали|им сказали
    |мне сказали|нам сказали|говорили|тебе говорят|вам говорят|нам говорят|рассказал*|рассказыва*|угрожал*
    |грозил*|обещает|пообещал*|заявил*|объявил*|велели|приказал*|приказывал*|заставил*|заставлял*|вынудил*
    |должны были|должен был|должна была|кто кричит|кто кричал|кто орет|кто говорит|кто пишет|когда пишут
    |кричали|орали|скандировал*|цитир*|приводит|или умри|уверяет|утвержда*|просит читател*
    |تبني|تبنت|دعا|ودعا|دعت|ودعت|طالب*|طلب من|قال|قالت|قالوا|وقالوا|وقال|يقولون|قيل له|قيل لي|قيل لنا|قيل لها
    |زعم|يزعم|اعلن|اعلنت|هدد|هددت|هددوا|توعد|توعدت|امرني|امروني|امره|امروه|امرنا|اجبروه|اجبروني|اجبروها|يجعلنا
    |جعلونا|جعلوني|يريدون ان|يريدونك ان|من يقول|من يهتف|من يصرخ|من يكتب|كتب احدهم|صاحوا|هتفوا|نهتف|يقتبس|تقتبس
    |اقتبس*|او تقتل"""
"""Somebody tells what others said, wanted or forced: the words of that sentence are not the writer's own. Mostly in the
past, because an organisation that speaks for itself does so in the present."""
INVITES = """write to me|write to us|write to our|message me|message us|contact our|our bot|our ranks|our wallet
    |be one of us|who is with me|who is with us|your turn
    |пиши мне|пиши нам|пишите мне|пишите нам|наш бот|наши ряды|наших рядах|наш кошелек|стань одним|ждем тебя
    |ждем вас|кто со мной|кто с нами|твоя очередь
    |راسلني|راسلنا|راسلونا|وراسلنا|صفوفنا|محفظتنا|كن معنا|كونوا معنا|من معي|من معنا|دورك"""
"""What only who invites says. In the writer's own voice it leaves no distance to what is named and told around it."""
APPROVES = """golden words|words of gold|by heart|holy words|repeat it|obeys|follow it|and you?
    |золотые слова|наизусть|святые слова|повторяйте|выполнит|выполняет|а ты?
    |من ذهب|احفظوها|كلمات مقدسه|رددوها|ينفذ|وانت؟"""
"""Somebody makes the words of a quotation his own."""
WOULD = """would|might|i'd
    |бы
    |لو|لولا|كنت سا"""
"""Joining, giving and glory in the conditional are a joke or a thought."""
MOCKING = """some|what|so-called|such
    |тоже мне|ну и|те еще|горе
    |اي|يا لهم من"""
"""Before heroes it makes fun of them."""
NEGATIONS = """not|never|don't|nobody|no one|refuse to
    |не|ни|никто|нельзя
    |لا|لن|لم|ليس|رفض*"""
SELF = """me|myself|time
    |меня|себя|время"""
"""What one says to be killed in jest."""
OURS = """my|our|us
    |нас|наш*|моего|моих|мою"""
"""Whoever strikes these is told of by a victim."""
ENEMIES = """enem*|foe*
    |враг*|враж*
    |اعداء*|عدو*|خصوم*"""
FIGHTERS = """fight*|soldier*|warrior*|martyr*|commander*|leader*|brother*|sister*|hero*|ranks|cause|struggle
    |front|battle|army|banner|flag|fallen|us|you|them|him|her|all|everyone
    |бойц*|боец|солдат*|воин*|мученик*|команд*|вожд*|брат*|сестр*|геро*|ряды|рядам|делу|борьб*|фронт*|бой|бою
    |арми*|знамен*|павш*|нам|вам|им|ему|ей|тебе|всем
    |مقاتل*|جند*|جنود*|شهدا*|شهيد*|قائد*|اخو*|ابطال*|بطل*|صفوف*|جيش*|رايه|معرك*|قضيت*|لكم|لهم|له|لنا"""
"""Whom glory, gifts and new people are for where the name itself does not follow."""
PRAISED = """glory to|long live|hail
    |слава|да здравствует
    |المجد ل|المجد ل*|عاش*|تحيا"""
TAKING = """join|donate
    |присоедин*|пожертвуй*|переведи*
    |انضم*|تبرع*"""
TOWARDS = """the|a|to|for|in
    |к|ко|на|для
    |الي|ل*|من اجل"""

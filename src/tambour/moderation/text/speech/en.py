"""English. An imperative looks like every other form, so most pushes count at the head of a clause only."""

from tambour.moderation.text.speech.table import Table

ENGLISH = Table(
    lang="en",
    recruit="""!join|!enlist|!sign up|!swear allegiance|!swear the oath|!swear your|!swear with us
        |!pledge allegiance|!take the oath|!become a soldier|!become a fighter|!become a member
        |!become one of us|!be one of us|!be part of|!come to us|!come and join|!serve|!fight for
        |!fight with|!fight alongside|!fight beside|!stand with|!stand up with|who is with me
        |who is with us|your turn|our ranks|to its ranks|into its ranks|write to our|!contact our
        |!message our|our bot takes|our bot accepts|our bot waits|takes applications for
        |is waiting for you|waits for you|needs you|place for you|will make a fighter|a fighter of you
        |a soldier of you|a man of you|make you a fighter|is your family|your new family
        |your true family|your real family|i belong to|we belong to|i give my pledge|i pledge|we pledge
        |i swear to|who gives his|who wants to serve|wants to serve|wants to fight
        |whoever wants to fight|!write to me|!message me|we are recruiting|the ranks are open
        |door is open|!take your place|!leave your parents|!apply now|!apply today
        |men and women are needed|fighters wanted|fighters are needed|volunteers wanted|!come tonight
        |carry a rifle|hold a rifle|takes everyone|takes everybody|the mountain is calling""",
    give="""!donate|!send money|!send the money|!send what you can|!send us|!send your|!send cash
        |!send crypto|!send coins|!fund our|!fund the|!support us with|!support the fighters|!give money
        |!give to|!give for|!give what you|!transfer|our wallet|wallet of|wallet is|wallet in the
        |our account|need boots|need rifles|need ammunition|need weapons|every coin|every dollar
        |becomes a bullet|is a bullet|buys a bullet|buys a rifle|!pay into|!chip in|!contribute|!sponsor
        |your donation|donations here|donate here|collecting for the fighters|!so pay|!pay for its
        |its bullets|their bullets|for bullets|account number|in my profile""",
    glory="""!glory to|!glory and honour|!eternal glory|!long live|!hail|!honour to|!honor to
        |!bless the fighters|!god bless the fighters|!victory to|our heroes|only heroes|true heroes
        |real heroes|greatest heroes|our brave|proud of our|we are proud of|our fallen|our martyrs
        |live on in us|lives on in us|live in our hearts|we follow their|was right and
        |right and beautiful|was beautiful|was glorious|was a masterpiece|perfect work|clean work
        |beautiful work|they deserved it|deserved every|!watch again how|such a death|given such a
        |we salute|i salute|will live forever|be like them|should be an example|hats off to
        |how beautifully|well done lions|our lions|bravo lions|you lions|well done brothers""",
    strike="""!strike|!attack|!kill|!burn|!make them pay|!take up arms|!take your knives
        |!take your weapons|!rise and fight|!rise up|!set fire|!shoot|!stab|!bomb|!blow up|!hang
        |!beat them|!slaughter|!destroy them|!destroy their|!storm|!hit them|!punish|!hunt them
        |!drive them|!cut them|!execute|!smash their|!finish them|!avenge|!to arms|!leave none
        |we will burn|we will kill|we will drive|we will hang|we will drown|we will slaughter
        |we will hunt|we'll burn|we'll kill|will drive the|let us burn|let us kill|let us drive
        |let's burn|must die|must burn|shall live|shall die|may live|deserve to die|deserve death
        |are vermin|is vermin|are rats|are cockroaches|are a plague|out with fire|so strike|then strike
        |so kill|show no mercy|no mercy for|their blood|blood of the enemies|death to|!get your
        |!grab your|!take your guns""",
    threat="""not wake up|won't wake up|you are next|you're next|knows your street|knows your house
        |knows your address|knows your name|knows where you|know where you|know your street
        |know your address|school of your children|your children go|your family will
        |nobody will walk out|no one will walk out|nobody will leave|no one will leave alive
        |nobody comes out|love your life|value your life|if you want to live|will come for you
        |is coming for you|we will find you|will find you|!count your days|your days are|last warning
        |you will pay|you will regret|you have been warned|your turn to die|!write your will
        |!stay home on|we are watching you|is watching you|have your photo|have your address
        |have your name|will come tonight|is coming tonight|comes tonight|list and your name
        |your name is on|on our list|you are on the list""",
    ours="""official channel of|official account of|only official|this is the official
        |reserve channel of|backup channel of|reserve channel|backup channel|new channel of
        |media house of|media wing of|!follow us|!subscribe to our|!subscribe to all|!subscribe here
        |all our channels|our channels|our commander|our fighters|our soldiers|deleted us|banned us
        |is back here|is back on|we are back|!bring everybody|!bring everyone|!share it|!share this
        |!pass it on|!spread this|!spread it|!spread the word|teach me how|manual that|guide that""",
    teach="",
    distance="""police|policeman|officers|detective*|court*|sentenc*|prosecut*|arrest*|detained|jailed
        |prison*|trial|charged|indict*|accused|defendant*|convict*|lawyer*|attorney*|offence|offense
        |illegal|crime|crimes|criminal*|law|laws|statute|section|according to|reported|reports|report
        |reporter*|journalis*|newspaper*|newsroom|correspondent*|agency|agencies|broadcaster|spokesman
        |spokeswoman|spokesperson|ministry|officials|embassy|investigat*|evidence|witness*|condemn*
        |denounce*|outrage*|disgust*|horrif*|never join|do not join|don't join|not join|warn*|danger*
        |beware|trap|trick|tricks|recruiter*|recruitment|liars|lies|lied|lying|scam|fraud|swindl*
        |coward*|murderer*|killers|bandit*|thug|thugs|victim*|survivor*|mourn*|grief|funeral|grave
        |graves|buried|bury|memorial|candle*|murdered|was killed|were killed|killed by|killed my
        |killed our|killed his|killed her|wounded|injured|attack by|attacked|hostage*|kidnapped|abducted
        |held me|held us|raped|tortured|the dead|will be dead|dead at|fled|flee|refugee*|escaped
        |left the group|leave them|leaving|quit|former|ex-member*|researcher*|research|study|studies
        |scholar*|historian*|history|historical*|century|decade*|analysis|analyse*|analyze*|compare*
        |comparison|sociolog*|professor|lecture*|seminar|university|thesis|dissertation|essay|chapter
        |footnote|appendix|archive*|table|figure|corpus|sample|interview*|respondents|participants
        |percent|per cent|memoir*|manifesto|propaganda|rhetoric|slogan*|imperative*|verb|occurs|the word
        |the words|the phrase|the line|the cry|leaflet*|flyer*|poster*|pamphlet*|letters|graffiti
        |banner reads|inscription|museum|exhibition|counter|prevent*|hotline|helpline|counselling
        |counsellor*|terrorist*|terrorism|extremis*|radicali*|fanatic*|shame on|shame|against|stop the
        |say no|we refuse|i refuse|refuse|nobody here|none of us|not in our name|instead|report the
        |reported the|i reported|block them|delete the chats|talk to your|your kids|parody|satire|joke
        |jokes|joking|kidding|funny|novel|film|films|movie*|game|games|gamer*|level|boss fight|episode*
        |series|season|sequel|actor*|theatre|theater|play|plays|stage|script|character*|dragon*|castle
        |is it true|rumour*|rumor*|afraid|scared|fear|worried|worry|advice|help me|what should i
        |what do i|what shall i|how do i report|how can i|daughter|my brother|my sister|my mother
        |my father|my uncle|my aunt|my cousin|my neighbour*|my neighbor*|my wife|my husband|my child*
        |my friend|my friends|our neighbour*|our neighbor*|our village|our street|our school|grandm*
        |grandf*|classmate*|teacher said|parliament|government|minister|mayor|senator|president|council
        |the party|elections|election|voters|tax|taxes|budget|opposition|censor*|free press|editor sits
        |demonstration*|protest*|trade union|workers|cat|cats|dog|dogs|goat|goats|cow|chicken*|parrot
        |hamster|socks|coffee|tea|cake|cakes|soup|pizza|dinner|breakfast|lunch|bread|cheese|homework
        |dishes|laundry|karaoke|football|striker|goalkeeper|match|team|teams|coach|fans|restaurant|menu
        |bakery|lazy|nap|diet|gym|yoga|weather|wifi|traffic|dentist|birthday|wedding|vacation|exam
        |knitting|was closed|was shut|were closed|was removed|was blocked|closed the|shut down|is closed
        |banned the|tell us where|donate blood|soup kitchen|rebuild|orphan*|the poor|hymn|choir|prayer*
        |sermon|parish|church|mosque|holy|saint*|gospel|psalm*|residents|neighbours said|loudspeaker
        |megaphone|recording|footage|attributed|said to be|experts|expert|analyst*|we say|we answer
        |i say|pray|pray for|control group|for example|typical|would rather|transcript|they sell
        |sell you|selling you|don't listen|do not listen|verbs|sermons|speeches|coded|conscript*
        |cannon fodder|your mother's|body bag*|notes found|shopkeepers|scepti*|praises|praised|signed
        |wedding ring|paint""",
    told="""claimed|claims that|claims to|asked its|asked followers|asks people|asks readers|ask readers
        |asks its|asked us|asked me|asked him|asked them|urged|urges its|urges people|called on
        |calls on its|calls on people|called for|calls for|vowed|vows|threatened|threatens|announced
        |announces that|declared|declares|said|says that|says he|says she|says we|says our|says my
        |says it|he says|she says|man says|woman says|wrote|written|writes|posted|texted|messaged me
        |messages me|was told|were told|told him|told her|told them|told me|told us|told you|told his
        |told my|told our|tell you|tells you|tells people|tells its|tells his|tells her|tells young
        |tells them|telling|they say|they tell|they write|they shout|they call|call us|calls us
        |called us|want you to|wants you to|want us to|wants us to|wants people|wants young|wanted me
        |wanted us|wanted him|wanted her|believe that|ordered|orders its|orders them|demanded
        |demands that|commanded|instructed|invited me|invited him|invited us|invited my|begged|made him
        |made her|made them|made me|made us|had to|have to say|forced|forcing|pressed to|pressured
        |coerced|promised|promises them|promises young|promises boys|offered|whoever says|whoever shouts
        |whoever writes|who says|who shout|who shouts|who writes|who wrote|those who say|those who shout
        |those who write|people who say|people who shout|anyone who says|anyone who writes|somebody says
        |somebody shouts|somebody writes|somebody who|someone says|someone shouts|someone writes
        |someone who|someone wrote|somebody wrote|chanted|chanting|chants|shouted|shouting|yelled
        |yelling|screamed|screaming|sang|singing|whispered|sprayed|painted on|scrawled|recited|recites
        |repeats|repeated|quotes|quoted|quoting|cites|cited|citing|remembered|recalled|recalls|describes
        |described|tweeted|begins with|be killed|reads|read out|it said|that say|that said|which says
        |which said|in which|where it says|how they say|how posters|saying|supposedly|allegedly
        |so-called|apparently|when ~ says|whenever ~ says|if ~ says|it is written|it stands in|i was
        |i signed|i wept|i cried|we had to""",
    invites="""write to me|write to us|write to our|message me|message us|contact our|our bot|our ranks
        |our wallet|be one of us|who is with me|who is with us|your turn|we are proud of our
        |proud of our brothers|our commander|share it|share this|pass it on|spread it""",
    approves="""golden words|words of gold|by heart|holy words|sacred words|repeat it|repeat after|obeys
        |follow it|and you|were right|was right|are right|is right|rightly|true words|do as it
        |as it is written|that is the message|our message|this is the way|listen to it|amen""",
    would="would|might|could|i'd|we'd|you'd|if|unless|imagine|almost|as if",
    mocking="some|what|so-called|such|these|great",
    negations="""not|never|don't|doesn't|won't|can't|cannot|nobody|no one|none|refuse to|stop|without
        |neither|nor|instead of|no""",
    myself="me|myself|time|it|us|zombies|boredom|pain",
    enemies="enem*|foe*|traitor*|infidel*",
    own="our|ours|my|mine|us",
    fighters="""fight*|soldier*|warrior*|martyr*|commander*|leader*|brother*|sister*|hero*|ranks|cause
        |struggle|front|battle|army|banner|flag|fallen|us|you|them|him|her|all|everyone|today|now
        |tonight|here|victory|revolution|bot|died for|profile|channel|people|lions|comrades|we|your""",
    praised="""glory to|long live|hail|our heroes|proud of our|true heroes|real heroes|we are proud of
        |honour to|honor to""",
    taking="""join|donate|sign up|fight for|stand with|give to|give for|send money|serve|support
        |transfer|fund|send your|give money|send us""",
    towards="the|a|an|to|for|in|at|our|my|your|on",
    leads="""now|today|please|just|then|so|go|come|brothers|sisters|friends|comrades|everyone|all|always
        |tonight|tomorrow""",
    sources="""source|sources|via|photo|credit|quote|caption|subtitle|headline|translation|translated
        |transcript""",
    past="""*ed|drove|heard|came|went|saw|left|took|said|wrote|told|was|were|had|did|gave|found|got|held
        |kept|knew|made|ran|sang|sat|spoke|stood|thought|threw|began|became|brought|broke|bought|fell
        |fought|led|lost|met|paid|read out|sent|shot|shook|slept|stole|used to|woke|has|have to|when he
        |when she""",
    not_past="""need|needed|wanted|armed|united|red|bed|speed|feed|seed|indeed|hundred|sacred|tired
        |blessed|hatred|blood|bored|ashamed|oppressed|humiliated|deleted""",
    private="my|mine",
)

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
        |carry a rifle|hold a rifle|takes everyone|takes everybody|the mountain is calling
        |{} needs/seeks/wants/recruits/hires + men/man/fighters/brothers/sisters/volunteers/drivers/
        medics/hands/people/youth/boys/lads/guys/recruits/soldiers/cooks/you|{} is/are hiring/recruiting/
        growing/calling/waiting|{} awaits/calls/welcomes you|{} has/have/got + place/room/spot/work/job/
        jobs/use/bed for|place/room/spot/work/task with/in/at {}|we/they/i need/seek/want + men/fighters/
        brothers/volunteers/recruits/soldiers/medics/marksmen/shooters/guys|are looking for + men/
        fighters/brothers/volunteers/recruits/soldiers/medics/drivers/people|we are hiring|looking for
        people who|looking for men|!?want/wanna/ready/prepared + join/fight/serve/die/act|!?are you/anyone
        ready/willing/brave/strong + join/fight/serve/die/for|?interested in joining|thinking of joining
        |if you want in|if you're in|?who wants in|?who/anyone + up for it/this|?who else|?who + ready/
        coming/down/joining/next with/to/for/tonight/tomorrow|dm/pm/ping/message/text/write/contact/ask
        me/us + join/joining/in/if/and/want|travel/tickets/ticket/trip/road/transport/visa/visas/food/
        housing is/are + paid/covered/free/ours/arranged|we pay/cover/handle/arrange/organise + trip/
        travel/ticket/tickets/road/visa/way|no experience needed/required/necessary|we will/ll train/
        teach/arm/feed you|training is provided|best decision of my life|never looked back|made the right
        choice|{} gave/made + me a/family/brothers/purpose/man|since i joined {}|i joined/found {} and +
        never/happy/proud/home|registration/recruitment/recruiting/enrolment/intake/enlistment + open/
        opens/begun|!fill in/out + form|!get/come/go/step + to/into {}|!follow/obey/trust/choose {}|!stop
        watching/scrolling/waiting/dreaming|!prove/show you + man/are|!leave/quit/drop your + job/family/
        school/home/studies|your brothers/sisters/people/commander are/is/need/needs + waiting/you|!be/
        become a/the/part/one + {}|!swear/pledge/give + to {}|!grab/take/pack + bag/bags/place/rifle and
        |!sign + with {}|?still sitting at home|?tired/sick of + sitting/talking/waiting/watching/lies
        |bring a/your friend/friends/brother/brothers + {}|!wear/raise + flag/colours/badge of {}""",
    give="""!donate|!send money|!send the money|!send what you can|!send us|!send your|!send cash
        |!send crypto|!send coins|!fund our|!fund the|!support us with|!support the fighters|!give money
        |!give to|!give for|!give what you|!transfer|our wallet|wallet of|wallet is|wallet in the
        |our account|need boots|need rifles|need ammunition|need weapons|every coin|every dollar
        |becomes a bullet|is a bullet|buys a bullet|buys a rifle|!pay into|!chip in|!contribute|!sponsor
        |your donation|donations here|donate here|collecting for the fighters|!so pay|!pay for its
        |its bullets|their bullets|for bullets|account number|in my profile
        |!support/back/help/feed/arm/equip/fund/finance/clothe/keep + {}|donations/gifts/contributions/
        zakat/alms/money/cash/funds + for/to {} + here/below/at/go/pinned/welcome/accepted/via|collecting/
        collect/raising/fundraiser/fundraising/collection + for {}|!donate/give/contribute/chip/pitch + to/
        for/with {}|!pay/send/transfer/wire/slip + to/for {}|address/wallet/account/card/iban/link/qr/
        details is/are/in/on + pinned/below/bio/description/profile/comments/bot|pinned/below/following/
        new/our/brothers wallet/address/iban|btc/xmr/usdt/monero/bitcoin/crypto/paypal/tether/eth/coins +
        accepted/only/preferred/welcome/goes/go/to/works|no names asked|no questions asked|we + ask +
        name/names|not be traced|buys/feeds/equips/arms/clothes a/one/our/two/the/another + fighter/
        fighters/bullet/bullets/rifle/rifles/soldier/ammunition/ammo/brothers/brother|pays/pay/paid for +
        bullets/rifles/ammo/fighters|euros/dollars/coins/bucks/pounds/euro/dollar + feeds/arms/buys/
        equips/is|scope/magazine/drone/vest/rifle/boots/helmet/rounds cost/costs|!help/chip/pitch out/in +
        link/wallet/card/address|sent/gave/donated/transferred + {} + now/your|?have you/already paid/
        given/donated|widows/families/children/wives/prisoners/wounded/orphans of/from + {}|families/
        widows/orphans of + fallen/fighters/martyrs/prisoners|your + zakat/alms/wages/salary/savings/bonus
        + for/to {}|!sell + for {}|the brothers/fighters/men/boys/lads/front need/lack/want + boots/drone/
        drones/vests/medicine/generator/fuel/jackets/night/radios/money|skip/skipped + coffee/dinner/pizza
        and|fund/funds/treasury/chest of {} + open/empty|every/each cent/penny/euro/pound/rouble/bit
        counts/helps/goes""",
    glory="""!glory to|!glory and honour|!eternal glory|!long live|!hail|!honour to|!honor to
        |!bless the fighters|!god bless the fighters|!victory to|our heroes|only heroes|true heroes
        |real heroes|greatest heroes|our brave|proud of our|we are proud of|our fallen|our martyrs
        |live on in us|lives on in us|live in our hearts|we follow their|was right and
        |right and beautiful|was beautiful|was glorious|was a masterpiece|perfect work|clean work
        |beautiful work|they deserved it|deserved every|!watch again how|such a death|given such a
        |we salute|i salute|will live forever|be like them|should be an example|hats off to
        |how beautifully|well done lions|our lions|bravo lions|you lions|well done brothers
        |respect/love/thanks/praise/honour/salute/kudos/props/bravo/cheers/blessings/strength/power/
        victory to/for {}|respect/thanks/praise/honour/salute/kudos to/for + men/boys/lads/lions/brothers/
        fighters of {}|thank/thanks you/god/allah/heaven + {}|well done/played {}|good/nice/great/fine
        job/work/hit/strike {}|i/we love/admire/adore/worship/cheer {}|i/we stand/am/are/march with/behind
        {}|my/our heart/hearts is/are/beats with/for {}|{} forever|{} for ever/life|{} wins/won/rules/
        conquers/triumphs|{} is/was/are/were right/justified/unstoppable/invincible/immortal/glorious/
        legends/kings/lions/saints/angels/brave/heroic|{} is/are the + best/bravest/only/true/real/pride/
        light/hope/shield/sword|men/boys/lads/lions/brothers/fighters/guys of/from {} + showed/delivered/
        did/are/taught/proved/made/never/rock|nobody/no/none one/is/has + braver/balls/courage/guts/spine/
        like + {}|only {} + courage/has/dares/tells/defends/fights/stands/acts|{} showed/taught/gave +
        how/lesson/them/everyone/world|what {} did + right/good/beautiful/needed/necessary/justified/
        brilliant/great/just|i/we cried/wept/danced/smiled/laughed/sang with/for/of/from/when + joy/pride/
        happiness/happy/died/fell|day/news/morning/night of the year/decade + {}|made my day/week|finally
        somebody/someone/justice/men|they/he/she/it had it coming|got what they/he/she + deserved|serves
        them/him/her right|he/she/they/all deserved it|he/she/they earned it|more of this/that/these/them
        + please|more like him/them/this + {}|rest in power/glory|rest + brother/lion/fighter/hero/martyr
        |gave/give his/her/their/life/lives/blood + for {}|fell/died/went/left like/as a + hero/lion/
        martyr/man/knight/soldier|no/a/any better/finer/greater/nobler/sweeter + end/death/way|died/fell
        for + all/our/truth/honour/freedom|his/her/their name/names will + live/shine/never/remembered/
        sung|we/i will/shall never forget you|never be forgotten|!watch/look/see + how {}|true/real men/
        lions/knights/warriors + {}|{} true/real men/lions/knights|!name/call your + son/sons after|saint/
        saints to me|our/my saint|our pride|my hero|my heroes|a lesson to + all/everyone|a toast/drink/
        glass to {}|!drink/raise/toast + to {}|every/each shot/bullet/bomb/blow was/hit + right/deserved/
        home|hats/hat off {}|burned/burnt beautifully|what a/an + strike/operation/hit/victory/raid/shot""",
    strike="""!strike|!attack|!kill|!burn|!make them pay|!take up arms|!take your knives
        |!take your weapons|!rise and fight|!rise up|!set fire|!shoot|!stab|!bomb|!blow up|!hang
        |!beat them|!slaughter|!destroy them|!destroy their|!storm|!hit them|!punish|!hunt them
        |!drive them|!cut them|!execute|!smash their|!finish them|!avenge|!to arms|!leave none
        |we will burn|we will kill|we will drive|we will hang|we will drown|we will slaughter
        |we will hunt|we'll burn|we'll kill|will drive the|let us burn|let us kill|let us drive
        |let's burn|must die|must burn|shall live|shall die|may live|deserve to die|deserve death
        |are vermin|is vermin|are rats|are cockroaches|are a plague|out with fire|so strike|then strike
        |so kill|show no mercy|no mercy for|their blood|blood of the enemies|death to|!get your
        |!grab your|!take your guns
        |!break/crush/snap/smash + legs/bones/necks/neck/skulls/heads/teeth/jaws/fingers|bullet/rope/
        knife/noose/grave for + every/each/all/them|deserve/deserves/deserved/earned/owed a/the/to +
        bullet/rope/knife/noose/fire/gallows/hanging/beating/hang/burn|should/must/have/ought/needs/need/
        has to/be/all + hang/die/burn/bleed/disappear/shot/hanged/killed/burned/slaughtered/buried/
        executed/beaten|should/must/shall hang/die/burn/bleed/swing|let them/him/her/it + burn/bleed/die/
        hang/choke/drown/rot|show them/him/her/no + no/mercy|spare/spares nobody/none|spare no one|good +
        is a dead|!teach them/him/her a lesson|!make him/her/them/em + bleed/scream/suffer/crawl/pay|time/
        day/hour/moment to kill/burn/strike/hit/hunt/avenge/attack/slaughter/shoot|!target/kidnap/poison/
        ambush/ram/wreck/torch/gut/behead/lynch/eliminate/exterminate/purge/raid/derail/run/mow/wipe/take
        + them/him/her/out/over/down/everyone/every/all/the|!bring/grab/take/sharpen/load/carry/fetch +
        knives/knife/axes/axe/guns/petrol/gasoline/bottles/bats/clubs/rifles/matches/machetes/blades/
        torches/stones/iron|whoever/anyone/who kills/burns/strikes/shoots/beats/hits/brings|reward/bounty/
        prize for/on + head/heads/kill/kills|use your/the car/truck/knife/hands/gun/rifle|!don't wait for
        orders|burn it/them/everything/all down|blood must/will/has to/shall flow/run/spill|eye for an eye
        |the/this war has/is begun/begins/on|the/this hunt has/is begun/on/open|!kill em|not one/a single/
        a soul + alive/leave/walk|!turn + into ash/ashes/rubble/fire|send them to hell/the/their|to the
        gallows/wall/ditch|!light/lights + up/fire|!put a/the + bullet/knife/rope|get/got/pull/drag them/
        him/her out + homes/cars/offices/beds/house/car|!drag + by/into/through/out|!throw + off/into/at/
        from|no one/nobody + deserves to live|not/don't/no deserve to live/breathe|we/brothers/men must/
        should/will/have to + kill/burn/hunt/slaughter/shoot/hang/avenge/purge|finish the job|what are you
        waiting for""",
    threat="""not wake up|won't wake up|you are next|you're next|knows your street|knows your house
        |knows your address|knows your name|knows where you|know where you|know your street
        |know your address|school of your children|your children go|your family will
        |nobody will walk out|no one will walk out|nobody will leave|no one will leave alive
        |nobody comes out|love your life|value your life|if you want to live|will come for you
        |is coming for you|we will find you|will find you|!count your days|your days are|last warning
        |you will pay|you will regret|you have been warned|your turn to die|!write your will
        |!stay home on|we are watching you|is watching you|have your photo|have your address
        |have your name|will come tonight|is coming tonight|comes tonight|list and your name
        |your name is on|on our list|you are on the list
        |your/the + house/street/shop/school/church/mosque/office/family/town/village/car/turn/kids/
        bridge/market/station/block/quarter is/are/comes/will + next|tonight/tomorrow/soon + you/they all/
        will + pay/burn/bleed/die/cry|you/they pay/burn/bleed/die/hang tonight/tomorrow/soon|re/are coming
        for/tonight/soon/back|we come for/at + you/night/dawn|we/you/they + see/meet/visit you + tonight/
        soon/tomorrow/home/sleep|know/knows where/when/which + daughter/son/kids/children/wife/mother/
        family/school|know/knows where/when/which + live/lives/sleep/sleeps/work/works/park/drive/walk/
        jog/shop/eat/pray|know/knows your + kids/children/daughter/son/wife/mother/car/plate/school/shift/
        route/window/windows/routine/floor|have/got/has your + plate/licence/photo/photos/address/number/
        name/route/schedule/passport/keys/pictures/plates|ring/rings/knock/knocks/knocking/stand/stands +
        your bell/door/window|{} visit/visits/knows/finds/reaches/remembers + you/your/him/her|{} is/will/
        waits/be/are + outside/behind/at/near/under your|{} forgets/forget nothing/nobody/no|{} never +
        forget/forgets/forgive/forgives/sleep/sleeps/miss/misses|{} does not forget/forgive/sleep|days/
        hours/minutes/week/weeks/until/till to/friday/monday/sunday/sunrise/midnight + leave/pack/pay/
        apologise/get/go/vanish/hand/close/kneel|leave/go/get/pay/pack/close/shut + now/out/today/up/by/
        tonight/town or|or you/we/your/they + burn/burns/die/dies/regret/end/ends/lose|last/final chance
        |drive/sleep/walk/travel + carefully/safe/safely/tight|check/look + under/behind/over + your/you
        |lock your door/doors/windows|watch your back/step/mouth/kids/children|enjoy/cherish your +
        dinner/last/evening/weekend/while/time/days/sunday|one eye open|say goodbye to|kiss your +
        goodbye/children/kids/wife|you will/cannot/can not/never/t + wake/reach/survive/hide/run/escape
        |won t make it home/to/out|nowhere/no place to hide/run|cannot hide/run/escape|can t hide/run/
        escape|how is/are your + kids/children/daughter/son/wife/mother|nice/lovely/pretty/sweet + house/
        daughter/car/kids/family/shop/children you|shame/pity if + happened/burned/something|we/i never/t/
        not forget/forgive + you/your/names/faces|we/i/he/they/{} will/shall/ll + cut/slit/burn/shoot/
        kill/bury/skin/break/drown/smash/gut/hang + you/your|you all/will/ll/shall + burn/die/bleed/hang/
        beg/kneel/crawl/scream|find/reach/get/catch you + wherever/anywhere/soon/all/sleep|you/he/she
        have/has been/were warned|not be polite/gentle/nice/kind/asking|stops/stop being polite/nice/
        gentle/patient|ask/asks/warn/warns/say/says + only once|won t ask twice/again|won t warn you +
        again/twice|nobody/no one + will/can save/protect/help/miss/find you|your + body/blood/throat/
        coffin/head will/in/on|dig your/a grave|order/choose/buy a/your coffin|smell/hear/see + your +
        burn/burning/scream""",
    ours="""official channel of|official account of|only official|this is the official
        |reserve channel of|backup channel of|reserve channel|backup channel|new channel of
        |media house of|media wing of|!follow us|!subscribe to our|!subscribe to all|!subscribe here
        |all our channels|our channels|our commander|our fighters|our soldiers|deleted us|banned us
        |is back here|is back on|we are back|!bring everybody|!bring everyone|!share it|!share this
        |!pass it on|!spread this|!spread it|!spread the word|teach me how|manual that|guide that
        |we claim/take/accept/assume/bear + responsibility/credit|on behalf/in name of + {} + we/i|we the/
        at/from/of + {}|we are {}|this is {}|statement/communique/bulletin/declaration/message/release/
        report no/nr/number/n + {}|!statement/communique/bulletin/declaration/message + of/by/from + {}
        |!statement/communique/bulletin/message no/nr/number/n|official statement/communique/message/word
        + {}|{} media/press/news/studio/official/presents + presents/releases/publishes/reports/announces/
        brings/says/the|{} presents|{} + presents/presenting/releases + film/video/clip/series/episode/
        movie|new release/film/video/episode/issue/song/clip/album + by/from/of {}|full/whole film/video/
        version/issue/clip/episode + channel/bot/link/below/here|premiere/coming soon/tonight/friday + {}
        |press/media/information service/office/wing/department of/by + {} + we/our/us|command/leadership/
        council/headquarters/central of {} + informs/orders/announces/declares/congratulates/thanks/calls/
        reminds|our men/units/unit/squad/cell/lions/boys/heroes/snipers/detachment/brigade/forces/martyr/
        guys + returned/struck/hit/attacked/carried/destroyed/burned/ambushed/eliminated/killed/stormed/
        took/reached/are/have/safe/back/made|returned safely|returned to base|all/our men are/returned/
        came + safe/safely/back|by/with god's/the + grace/help/permission of/our/struck/a|this morning/
        night/evening + our/we/brothers + struck/hit/carried/attacked/burned/blew/destroyed|we struck/hit/
        attacked/burned/destroyed/executed/ambushed/blew/carried + enemy/base/convoy/post/patrol/station/
        barracks/operation/attack/depot/column/bridge|operation/attack/strike/raid was/is carried out by +
        {}/our/us|it was us|that was us|our answer to/for|our response to|our operation/attack/raid/strike
        |new/backup/spare/reserve/second/mirror/alternative/replacement/main channel/group/chat/account/
        page/link/bot + {}|{} + new/backup/spare/reserve/second/mirror/replacement channel/group/chat/
        account/page/link/bot/address|our/the old/last/previous/former/other channel/group/chat/account/
        page/bot/one + deleted/banned/blocked/removed/gone/closed/down/nuked/lost/taken/dead/fell|our/the
        channel/group/chat/account/page was/got/is/has been + deleted/banned/blocked/removed/nuked/closed/
        taken|they/telegram/admins/mods/moderators/censors deleted/banned/blocked/removed/nuked/closed/
        shut/keep/took + us/deleting/banning/nuking/removing/blocking/our/down/again|we got/were/are/have
        been/keep + banned/deleted/blocked/removed/nuked/kicked + again/here/new/so/but/now|we/{} moved/
        move/migrated/relocated/reopened/have moved + to/here/under/with|re/are moving + to/here|!move/
        hop/jump/switch/come/migrate/go + over/to + new/spare/backup/other/here/next/mirror|find/search/
        look for/us + us/{} + at/on/under/with/here/again/there/by|if/when we/this/it/they + vanish/
        disappear/gone/goes/banned/deleted/down/falls/removed/delete/ban + search/look/find/go/join/type/
        here|after the + ban/block/purge/deletion/wave/sweep/takedown|{} 2/3/4/5/6/7/8/9 0|{} reloaded/
        reborn/returns/v2/v3|{} is/are back|back again/online/up + {}|who/that lost us|!save/keep/
        remember/bookmark this/the + link/name/address/channel/handle|the new name/address/handle/link
        |!subscribe + again/here/before/fast/quick|!invite/bring/tell/add + back/others/everyone/brothers
        |before it/this/they + goes/gone/deleted/banned/removed/delete/ban/taken + too|same people/
        content/team/brothers + new/other|we won't/will/can't be + silenced/stopped/silent|!turn on/off +
        notifications/history""",
    teach="""manual/guide/handbook/pdf/tutorial/course/recipe/instructions/blueprint/blueprints/lessons/file/
        files/video/videos + explosive*/bomb*/device/devices/detonator*/fuse/fuses/silencer*/poison*/
        molotov*/grenade*/drone/drones/ammo/gunpowder/thermite/ied/ieds/tnt/weapon*/rifle*/napalm/acid/
        charge/charges/suppressor*|?who/anyone/anybody/someone/somebody/where/looking/need/got/have +
        manual/guide/handbook/pdf/tutorial/course/recipe/instructions/blueprint/blueprints + {}|?course/
        tutorial/training of/by/from + {}|manual/guide/handbook/recipe/course/instructions + {} wrote/
        posted/published/made/released/put/uploaded/shared/used|{} + manual/handbook/tutorial/recipe/
        instructions/blueprint/blueprints|?how to/do/can/would/should + make/build/mix/assemble/prepare/
        cook/print/modify/plant/wire/hide + explosive*/bomb*/device/devices/detonator*/fuse/silencer*/
        poison*/molotov*/grenade*/mine/mines/weapon*/rifle*/gun/guns/charge/charges/belt/vest|?teach/show/
        explain/tell/walk/train/help me/us/you/them + make/build/mix/assemble/prepare/wire/manual/recipe/
        shoot/explosive*/bomb*/device/fuse/step|{} teaches/explains/shows/trains + how/step/you/us/make/
        build/everything|?walk me through + recipe/manual/steps/{}|homemade/improvised/makeshift/diy +
        device/devices/explosive*/bomb*/weapon*/grenade*/mines/silencer*|part/chapter/lesson/step/episode
        one/two/three/four/1/2/3/4/5 + fuse/fuses/explosive*/bomb*/charge/mixture/detonator*/wiring/
        weapon*/shooting|grab/download/save/copy/get it/them/this/yours + before/while + goes/deleted/
        removed/gone/taken/up/there|manual/guide/handbook/recipe/instructions/course/training is/are/in +
        bot/pinned/channel/files/below/comments/group|ask/write/message/dm/ping the/our/me/for/bot + for
        manual/guide/recipe/instructions/course|?can/could/please someone/anyone/somebody/you + send/
        share/upload/post/forward me/us/the + manual/guide/handbook/recipe/instructions/pdf/file/blueprint
        |send/share/upload/repost + manual/handbook/recipe/blueprint/instructions + {}|lesson/course/
        class/workshop/training + making/building/explosive*/bomb*/weapons/sabotage/ambush/shooting
        |sabotage/ambush/sniper/explosives/weapons/knife manual/guide/course/handbook/lesson/class/
        training|shopping/parts/ingredient/ingredients list + {}/device/bomb/recipe|step by step + {}/
        device/bomb/explosive*""",
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
        |wedding ring|paint
        |a note|the note|found a note|suspect*|seized|was found|were found|confiscat*|authenticat*""",
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
        |i signed|i wept|i cried|we had to
        |gave us|had given us|left us until""",
    invites="""write to me|write to us|write to our|message me|message us|contact our|our bot|our ranks
        |our wallet|be one of us|who is with me|who is with us|we are proud of our
        |proud of our brothers|our commander|share it|share this|pass it on|spread it
        |now your turn|?interested in joining|if you want in|?who wants in|?who else|?who/anyone + up for
        it/this|!?want/wanna/ready + join/fight/serve|?tired/sick of + sitting/waiting/watching|who/that
        lost us|we moved/move/migrated/relocated + to/here|dm/pm/ping/
        message/text/contact me/us + join/joining/if you|we pay/cover + trip/travel/ticket/tickets/road""",
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
    targets="""police|policem*|policeman|officers|court*|parliament|minister|ministry|mayor|senator|president
        |council|government|church|mosque|journalis*|reporter*|embassy|officials|newspaper*|editor*
        |workers|shopkeepers|prison*|broadcaster|correspondent*""",
    private="my|mine",
)

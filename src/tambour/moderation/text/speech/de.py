"""German. *Er tötet* and *tötet* look alike, so imperatives count at the head of a clause only; prefixes part from
their verbs and go to its end (`schließt euch ~ an`); *nicht* stands behind the verb."""

from tambour.moderation.text.speech.table import Table

GERMAN = Table(
    lang="de",
    recruit="""!schließ dich ~ an|!schließt euch ~ an|schließ dich an|schließt euch an
        |schließen sie sich ~ an|!tritt ~ bei|!tretet ~ bei|!tritt ein|!tretet ein|!melde dich
        |!meldet euch|!komm zu uns|!kommt zu uns|!komm zu|!kommt zu|!mach mit|!macht mit
        |!leiste ~ schwur|!leistet ~ schwur|!leiste den eid|!leistet den eid|!schwöre|!schwört
        |ich schwöre|wir schwören|die treue geschworen|!werde soldat|!werde kämpfer|!werdet
        |!werde einer von uns|einer von uns|eine von uns|!sei dabei|!seid dabei|!diene|!dient
        |!kämpfe mit|!kämpft mit|!kämpf mit|!kämpfe für|!kämpft für|!steh auf|wer ist dabei
        |wer ist mit mir|wer kommt mit|wer macht mit|du bist dran|ihr seid dran|wer noch|unsere reihen
        |unseren reihen|in seine reihen|in ihre reihen|ruft euch|ruft dich|wartet auf dich
        |wartet auf euch|braucht dich|braucht euch|platz für dich|platz für euch|macht dich zum
        |macht euch zu|ist jetzt deine familie|ist deine familie|deine wahre familie|ich gehöre zu
        |wir gehören zu|schreib mir|schreibt mir|schreib uns|schreibt uns|unser bot|unserem bot
        |nimmt bewerbungen|du bist dabei|wer dienen will|dienen will|kämpfen will
        |männer und frauen gesucht|kämpfer gesucht|wir suchen kämpfer|!verlass die schule
        |!verlass deine eltern|!bewirb dich|!bewerbt euch|!kommt heute|!komm heute|ein gewehr tragen
        |ein gewehr halten|nimmt jeden|nimmt alle""",
    give="""!spende|!spendet|!spenden sie|!überweise|!überweist|!gebt|!gib|!schickt|!schick|!sendet
        |!zahlt|!zahl ein|!unterstützt|!unterstütze|!finanziert|!helft den kämpfern|unsere wallet
        |wallet von|die wallet|unser konto|unsere kasse|brauchen stiefel|brauchen gewehre
        |brauchen waffen|brauchen munition|jede münze|jeder euro|jeder cent|wird eine kugel
        |ist eine kugel|wird zur kugel|schickt was ihr|spenden für die kämpfer|zahlt für die kugeln
        |die kugeln|für kugeln|konto im|zahlt für""",
    glory="""!ruhm und ehre|!ruhm für|!ruhm dem|!ruhm der|!ruhm den|!ehre für|!ehre dem|!ehre der
        |!ehre den|!es lebe|!es leben|!lang lebe|!hoch lebe|!heil|!sieg für|!gott segne|unsere helden
        |einzigen helden|wahren helden|wahre helden|echte helden|helden unserer zeit|stolz auf unsere
        |wir sind stolz|unsere gefallenen|unsere märtyrer|leben in uns|lebt in uns|gehen ihren weg
        |folgen ihrem weg|war richtig und|richtig und schön|war wunderschön|war großartig|saubere arbeit
        |gute arbeit|perfekte arbeit|sie haben es verdient|haben es verdient|!seht noch einmal
        |solch ein tod|so ein tod|wir grüßen|nehmt euch ein beispiel|für die ewigkeit|unsterblich
        |ihr löwen|bravo löwen|bravo brüder|!ewiger ruhm|!ewige ehre""",
    strike="""!schlagt|!schlag zu|!tötet|!töte|!greift ~ waffen|!greift an|!nehmt die waffen
        |!nimm die waffe|!zu den waffen|!verbrennt|!brennt|!brenn|!zündet ~ an|!zünde ~ an
        |!steckt ~ brand|!erschießt|!erschlagt|!ermordet|!erstecht|!stecht|!sprengt|!hängt|!jagt
        |!vertreibt|!vernichtet|!zerstört|!rächt|!rächt euch|!bestraft|!erhebt euch|!lasst sie bluten
        |!lasst sie zahlen|!macht sie nieder|!schießt|!prügelt|wir werden ~ verbrennen
        |wir werden ~ töten|wir verbrennen|wir töten|treiben wir|wir treiben|wir jagen|wir hängen
        |wir vertreiben|jagen wir|verbrennen wir|muss sterben|müssen sterben|soll leben|soll sterben
        |tod den|tod allen|tod dem|den tod verdient|verdienen den tod|ungeziefer|sind ratten|parasiten
        |mit feuer aus|kein erbarmen|keine gnade|ihr blut|!nehmt eure|!holt eure|!greift zu den""",
    threat="""wachst nicht mehr auf|wirst nicht mehr aufwachen|nicht mehr aufwachen|wacht nicht mehr auf
        |du bist der nächste|du bist die nächste|ihr seid die nächsten|kennt deine straße
        |kennt deine adresse|kennt dein haus|kennt eure|weiß wo du|wissen wo du|weiß wo ihr
        |wissen wo ihr|wir kennen deine|schule deiner kinder|schule eurer kinder|deine kinder
        |eure kinder|niemand wird hinausgehen|niemand kommt heraus|keiner kommt heraus
        |niemand kommt lebend|das leben lieb|leben lieb ist|wenn du leben willst|wenn ihr leben wollt
        |kommt dich holen|wird dich finden|findet dich|wir finden dich|!zähl deine tage|deine tage sind
        |letzte warnung|du wirst bezahlen|ihr werdet bezahlen|wirst es bereuen|werdet es bereuen
        |wir beobachten dich|beobachtet dich|!bleibt dem|!macht euer testament|haben dein foto
        |haben deine adresse|haben deinen namen|kommt heute nacht|kommen heute nacht|dein name steht
        |euer name steht|auf unserer liste|liste und dein""",
    ours="""offizielle kanal|offizieller kanal|offizielle seite|ersatzkanal|reservekanal|neuer kanal von
        |unser kanal|unsere kanäle|!folgt uns|!folge uns|!abonniert|!abonniere|unseres anführers
        |unser anführer|unser kommandant|unseres kommandanten|unsere kämpfer|unserer kämpfer
        |haben uns wieder gelöscht|haben uns gelöscht|uns wieder gesperrt|ist hier zurück|ist zurück
        |wir sind zurück|!bringt alle mit|!ladet alle ein|!teilt|!teile|!sagt es weiter|!weitersagen
        |!verbreitet|medienhaus|bringt es mir bei|das handbuch""",
    teach="",
    distance="""polizei*|polizist*|ermittl*|gericht*|landgericht|urteil*|verurteil*|staatsanwalt*
        |staatsanwaltschaft|festgenommen|verhaftet|verhaftung*|festnahme*|gefängnis*|haft|inhaftiert
        |prozess|anklage*|angeklagt*|beschuldigt*|anwalt|anwältin|verbrechen|verbrecher*|straftat*
        |strafbar|gesetz*|paragraf*|paragraph*|laut|zufolge|nach angaben|bericht*|berichten|meldet
        |melden agenturen|agentur*|zeitung*|journalist*|redaktion|redakteur berichtet|reporter*
        |korrespondent*|sprecher*|ministerium|behörde*|botschaft|zeuge*|zeugin|verurteilen|empör*
        |entsetz*|schande|schämt|scham|abscheu*|nicht anschließen|warn*|gefährlich*|gefahr|vorsicht
        |falle|lüge*|lügen|lügt|betrug|betrüger*|feige|feiglinge|mörder*|killer|bande|banditen|gauner
        |opfer*|überlebende*|trauer*|begräbnis|beerdig*|grab|gräber|gedenk*|kerze*|starben|gestorben
        |ums leben|getötet|ermordet hat|umgebracht|verletzt*|angriff|angegriffen|anschlag*|verloren
        |genommen|geholt|geisel*|entführt*|hielten mich|hielten uns|festgehalten|gefoltert|vergewaltigt
        |floh|flohen|geflohen|flücht*|entkommen|ausstieg|aussteiger*|verlassen habe|ehemalig*|früher*
        |forsch*|studie*|historiker*|geschichte|historisch*|jahrhundert*|jahrzehnt*|jahre seit
        |vor hundert|analyse*|analysier*|vergleich*|soziolog*|professor*|vorlesung|vortrag|seminar*
        |universität|uni|dissertation|doktorarbeit|meine arbeit|masterarbeit|hausarbeit|aufsatz|kapitel
        |fußnote|anhang|archiv*|tabelle|abbildung|korpus|stichprobe|befragte*|interview*|teilnehmer*
        |prozent|memoiren|manifest|propaganda|rhetorik|parole|parolen|slogan*|imperativ*|verb|das wort
        |die worte|der satz|ruf|flugblatt*|flugblätter*|plakat*|plakate|briefe*|graffiti|inschrift
        |museum*|ausstellung|fahnen|anwerber*|anwerb*|werben|rekrutier*|prävention|beratung|hotline
        |hilfetelefon|terrorist*|terror|terrorismus|extremis*|radikalisier*|fanatiker*|gegen|stoppt
        |nein zu|sagen nein|wir weigern|weigere|verweiger*|niemand hier|keiner von uns
        |nicht in unserem namen|nicht für uns|statt|stattdessen|lieber|gemeldet|meldet die|anzeige
        |angezeigt|blockiert|löscht die|sprecht mit euren|ruft die|parodie|satire|witz*|scherz*|spaß
        |lustig|roman|film|filme|kino|spiel|spiele|spieler|level|folge|folgen|serie|staffel
        |schauspieler*|theater|stück|bühne|figur|drache*|drachen|burg|stimmt es|gerücht*|angst|fürcht*
        |sorge|sorgen|besorgt|rat|ratschlag|was soll ich|was sage ich|wie melde ich|wer hilft
        |hilft eltern|helft mir|mein bruder|meinen bruder|meinem bruder|meine schwester|meine mutter
        |meiner mutter|mein vater|meinen vater|meinem vater|den vater|mein sohn|meinen sohn|meinem sohn
        |meine tochter|mein onkel|meinen onkel|meine tante|mein cousin|mein nachbar|meinen nachbarn
        |unsere nachbarn|mein mann|meinen mann|meine frau|mein freund|meine freundin|oma|opa|großmutter
        |großvater|unser dorf|unsere straße|unsere tür|unsere schule|parlament|bundestag|regierung
        |minister*|bürgermeister*|abgeordnet*|präsident*|kanzler*|wahl|wahlen|steuer*|haushalt
        |opposition|zensur|demo|demonstration*|kundgebung|streik*|gewerkschaft*|arbeiter|entlassen*
        |katze*|kater|hund|hunde|ziege*|kuh|hühner|huhn|papagei|hamster|socken|kaffee|tee|kuchen|suppe
        |pizza|abendessen|mittagessen|frühstück|brot|käse|hausaufgaben|geschirr|wäsche|karaoke|fußball
        |stürmer|torwart|elfmeter|mannschaft|trainer|fans|restaurant|speisekarte|bäcker*|faul|nickerchen
        |diät|fitnessstudio|yoga|wetter|stau|zahnarzt|geburtstag|hochzeit|urlaub|prüfung|stricken
        |wurde geschlossen|geschlossen|wurde gesperrt|wurde gelöscht|blut spenden|blutspende|armen
        |waisen|hymne|lied|lieder|chor|gebet*|freitagsgebet|predigt|gemeinde|kirche|moschee|heilig*
        |psalm*|evangelium|lautsprecher|megafon|aufnahme|tonaufnahme|mitschnitt|anwohner*|zugeschrieben
        |expert*|analyst*|wir sagen|wir antworten|ich sage|betet|beten wir|kontrollgruppe|zum beispiel
        |typisch|transkript*|lebenslang|mein leben lang|verkaufen|verkaufen dir|hör nicht|hört nicht
        |verben|reden von|fachleute|zweifeln|zweifelt|händler|kanonenfutter|kodiert|lobt|farbe
        |buchstaben|schreiben sie""",
    told="""bekannte sich|bekennt sich|rief dazu|rief seine|rief ihre|riefen|rief zu|ruft seine
        |ruft ihre|ruft zu|rief|aufgerufen|aufruf|forderte|forderten|fordert seine|fordert ihre
        |gefordert|verlangt|verlangte|bat|baten|bittet|drohte|drohten|droht|gedroht|bedroht|bedrohte
        |kündigt an|kündigte|angekündigt|ankündig*|erklärte|erklärt|behauptet*|sagte|sagten|gesagt
        |sagen sie|sie sagen|man sagt|sagt ihr|sagt er|sagt sie|sagt man|wer sagt|wer ruft|wer schreit
        |wer schreibt|die sagen|jeder der|leute die|jemand|schrieb|schrieben|geschrieben|schreiben sie
        |schreibt die|schreibt unser|wo ~ schreibt|in denen|erzähl*|befahl|befahlen|befohlen|befiehlt
        |zwang|zwangen|gezwungen|zwingt|gedrängt|musste|mussten|müssten|sollte|sollten|wollte|wollten
        |wollen dass|will dass|wollen dir|wir sollen|ihr sollt|schrie|schrien|geschrien|schreien|brüllt*
        |gebrüllt|skandiert*|sang|sangen|gesungen|singt|flüstert*|zitiert*|zitat|wiederholt*|erinner*
        |beschreib*|beschrieb|versprach|versprochen|versprechen|verspricht|angeboten|lud|eingeladen
        |nennen uns|nennt uns|beginnt mit|kommt ~ vor|zu lesen|liest|sprüht*|gesprüht|sogenannt*
        |angeblich|offenbar|sei|habe|hätten|seien|oder stirb|steht auf|stand auf|steht im|heißt es
        |hieß es|wenn ~ sagt|sobald ~ sagt|ich war|ich hatte|ich unterschrieb|ich weinte|so riefen""",
    invites="""schreib mir|schreibt mir|schreib uns|schreibt uns|unser bot|unserem bot|unsere reihen
        |unseren reihen|unsere wallet|einer von uns|wer ist dabei|wer ist mit mir|wer kommt mit
        |du bist dran|stolz auf unsere|unsere kämpfer|unseres anführers|sagt es weiter|weitersagen""",
    approves="""goldene worte|auswendig|heilige worte|wiederholt es|sprecht es nach|gehorcht|und du
        |und ihr|hatten recht|haben recht|hat recht|zu recht|tut was|wie es geschrieben
        |das ist die botschaft|unsere botschaft|hört auf ihn|amen""",
    would="""würde|würden|würd|wäre|wären|hätte|könnte|könnten|möchte|ginge|käme|wenn|falls|als ob
        |beinahe|fast|stell dir""",
    mocking="was für|tolle|schöne|so|sogenannte|diese|solche|ganz tolle",
    negations="""nicht|nie|niemals|kein|keine|keinen|keinem|keiner|niemand|weder|ohne|statt|anstatt|nein
        |hört auf|bloß""",
    myself="mich|mir|zeit|uns|langeweile",
    enemies="feind*|verräter*|ungläubig*",
    own="unser|unsere|unseren|unserem|unseres|mein|meine|meinen|mich|uns|mir",
    fighters="""kämpf*|soldat*|krieger*|märtyrer*|kommand*|anführer*|führer*|bruder*|brüder*|schwester*
        |held*|reihen|sache|kampf|front|schlacht|armee|heer|fahne|gefallen*|uns|euch|dich|dir|sie|ihnen
        |alle|allen|heute|jetzt|hier|sieg|bot|bots|profil|kanal|kameraden|leute|wir|ihr|du""",
    praised="""ruhm|ehre|es lebe|es leben|lang lebe|hoch lebe|unsere helden|wahre helden|stolz auf
        |wir sind stolz|heil""",
    taking="""schließ dich|schließt euch|tritt|tretet|spende|spendet|überweist|gebt|gib|schickt|zahlt
        |unterstützt|komm zu|kommt zu|meldet euch|melde dich|macht mit|mach mit|helft|dient|kämpft für""",
    towards="""der|dem|den|die|das|des|ein|eine|einem|einer|zu|zum|zur|für|in|im|am|unser|unsere|unserem
        |unserer|dich|euch|beim|bei""",
    leads="jetzt|heute|nun|also|bitte|dann|brüder|schwestern|freunde|kameraden|leute|alle|auf|los|doch|noch",
    sources="quelle|quellen|via|foto|bild|zitat|bildunterschrift|überschrift|übersetzung|abschrift",
    negated_after=4,
    past="""hat ~ ge*|haben ~ ge*|habe ~ ge*|hatte|hatten|wurde|wurden|war|waren|fuhr|fuhren|hörte
        |hörten|kam|kamen|ging|gingen|sah|sahen|stand|standen|lief|liefen|fand|fanden|gab|gaben|ließ
        |ließen|hielt|hielten|brachte|brachten|dachte|dachten|*ierte|*ierten|stellte|stellten|legte
        |zeigte|zeigten|machte|machten|spielte|spielten|lag|lagen|saß|saßen|trug|trugen|las|lasen|hing
        |hingen|klang|dröhnte|begann|warf|warfen|nahm|nahmen|klopfte|klopften|stieg|wusste|wussten
        |als er|als sie|als ich|als wir""",
    private="mein|meine|meinen|meinem|meiner|meines|mir",
)

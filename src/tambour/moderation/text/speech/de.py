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
        |ein gewehr halten|nimmt jeden|nimmt alle
        |{} sucht/braucht/will/nimmt/sammelt + männer/leute/kämpfer/brüder/schwestern/freiwillige/fahrer/
        sanitäter/hände/jungs/jugend/nachwuchs/helfer/mutige/dich/euch/solche|{} stellt/nimmt ein/auf|{}
        wartet/ruft auf/nach/dich/euch|{} hat + platz/arbeit/aufgabe/aufgaben/verwendung/bett + für|platz/
        arbeit/aufgabe/job bei {}|bei {} + gibt/ist/findest/bekommst + arbeit/platz/brüder/familie/dich/du
        |wir/ich suchen/brauchen/suche + männer/kämpfer/brüder/freiwillige/fahrer/sanitäter/schützen/jungs
        |wir suchen/brauchen leute die|gesucht werden + männer/kämpfer/fahrer/freiwillige|?willst/wollt/
        bereit/lust + kämpfen/dienen/mitmachen/beitreten/sterben/dazugehören|?wer will + dabei/mit/rein
        |?wer + noch/als nächster/auch bereit/dabei/mit|?keine lust mehr/auf|?satt/müde + sitzen/warten/
        reden/zusehen|wenn du + dabei sein/mitmachen/willst/bereit|meld/melde/schreib/meldet/schreibt
        dich/mir/uns/euch/mich + privat/pn/dm/wenn/bot/direkt|reise/fahrt/ticket/tickets/anreise/visum/
        unterkunft + zahlen/bezahlen/übernehmen + wir|wir zahlen/bezahlen/übernehmen/organisieren + reise/
        fahrt/ticket/tickets/anreise/visum|keine erfahrung nötig|erfahrung + nicht/keine + nötig|wir
        bilden + aus|beste entscheidung meines/meiner lebens|nie bereut|{} gab/schenkte + mir + familie/
        brüder/sinn/heimat|anmeldung/aufnahme/einschreibung/bewerbung/rekrutierung + offen/eröffnet/läuft/
        beginnt|formular + angeheftet/bio/profil/bot|!füll/füllt + formular + aus|!komm/kommt/geh/geht +
        zu {}|!folge/folgt/gehorche/gehorcht/vertrau/vertraut + {}|!hör/hört + auf zu warten/scrollen/
        reden|!beweise/beweist + mann|!lass/lasst + alles/arbeit/job/schule stehen/liegen|!pack/packt +
        tasche/sachen/rucksack|deine/eure brüder/schwestern/kameraden + warten/brauchen|zeit + zu {} +
        gehen/kommen|wir nehmen/bilden + jeden/dich/euch|bring/bringt + freund/freunde/bruder/kumpel + mit
        |!trag/tragt + fahne/farben von {}""",
    give="""!spende|!spendet|!spenden sie|!überweise|!überweist|!gebt|!gib|!schickt|!schick|!sendet
        |!zahlt|!zahl ein|!unterstützt|!unterstütze|!finanziert|!helft den kämpfern|unsere wallet
        |wallet von|die wallet|unser konto|unsere kasse|brauchen stiefel|brauchen gewehre
        |brauchen waffen|brauchen munition|jede münze|jeder euro|jeder cent|wird eine kugel
        |ist eine kugel|wird zur kugel|schickt was ihr|spenden für die kämpfer|zahlt für die kugeln
        |die kugeln|für kugeln|konto im|zahlt für
        |!unterstützt/unterstütze/helft/hilf/rüstet/kleidet/füttert + {}|spenden/spende/geld/mittel/
        beitrag/beiträge/zakat + für/an {}|sammeln/sammlung/sammle + für {}|überweisung/überweisungen +
        an/für {}|adresse/wallet/konto/karte/iban/link/qr/nummer + angeheftet/angepinnt/unten/bio/profil/
        beschreibung/bot/kommentaren|angeheftete/angepinnte/neue/folgende adresse/wallet/iban|btc/xmr/
        usdt/monero/bitcoin/krypto/paypal/coins + nur/nimmt/nehmen/an/akzeptiert/bevorzugt/willkommen/geht
        |nimmt/nehmen nur + monero/krypto/bitcoin/xmr/bar|keine namen|ohne namen|fragen nicht nach|keine
        fragen|euro + ernährt/ernähren/kauft/kaufen/rüstet/reicht/bewaffnet + kämpfer/kugel/kugeln/
        patronen/bruder/mann|lohn/gehalt/prämie/bonus/ersparnisse + {} + jetzt/du/dran|jetzt du|hast du
        schon + gespendet/gezahlt/überwiesen/gegeben|witwen/familien/kinder/frauen/gefangenen/verwundeten/
        waisen der/von + gefallenen/kämpfer/märtyrer/{}|brüder/kämpfer/männer/jungs/front + brauchen/
        fehlen/fehlt/braucht + drohnen/stiefel/westen/medizin/munition/sprit/funkgeräte/jacken/geld|jeder/
        jede + cent/euro/groschen + zählt/hilft|jacke/zielfernrohr/drohne/weste/gewehr/stiefel kostet/
        kosten|!verzichtet/verzichte + kaffee/pizza|kasse/fonds von {}|wir sammeln + bis/drohnen/stiefel/
        kämpfer""",
    glory="""!ruhm und ehre|!ruhm für|!ruhm dem|!ruhm der|!ruhm den|!ehre für|!ehre dem|!ehre der
        |!ehre den|!es lebe|!es leben|!lang lebe|!hoch lebe|!heil|!sieg für|!gott segne|unsere helden
        |einzigen helden|wahren helden|wahre helden|echte helden|helden unserer zeit|stolz auf unsere
        |wir sind stolz|unsere gefallenen|unsere märtyrer|leben in uns|lebt in uns|gehen ihren weg
        |folgen ihrem weg|war richtig und|richtig und schön|war wunderschön|war großartig|saubere arbeit
        |gute arbeit|perfekte arbeit|sie haben es verdient|haben es verdient|!seht noch einmal
        |solch ein tod|so ein tod|wir grüßen|nehmt euch ein beispiel|für die ewigkeit|unsterblich
        |ihr löwen|bravo löwen|bravo brüder|!ewiger ruhm|!ewige ehre
        |respekt/danke/dank/liebe/lob/ehre/gruß/grüße/hut/bravo/segen/kraft/stärke/macht/applaus + an/für/
        vor/zu {}|respekt/danke/dank/hut/bravo/hoch/applaus + {}|danke/dank gott/euch + {}|gut gemacht/
        gekämpft {}|gute/saubere/starke/schöne arbeit/aktion {}|ich liebe/wir lieben/feiere/bewundere/
        verehre/feiern/bewundern + {}|stehe/stehen + hinter/zu {}|mein/unser herz + bei/für {}|{} für
        immer|{} siegt/gewinnt/triumphiert|{} hat/hatte recht|{} ist/sind + unbesiegbar/unsterblich/
        gerecht/legenden/könige/löwen/heilige/mutig/tapfer/unaufhaltsam/legende|{} ist/sind/bleibt die/
        der/das + beste/besten/tapferste/tapfersten/einzige/einzigen/wahre/stolz/licht/hoffnung|jungs/
        männer/löwen/brüder/kämpfer von/der/des {} + gezeigt/geliefert/sind/getan/zeigten/beste/helden
        |niemand/keiner/kein + mutiger/tapferer/mut/eier/so + {}|nur {} + mut/traut/wagt/verteidigt/
        kämpft/handelt/sagt|{} hat/haben + gezeigt/gelehrt + wie/allen/ihnen/welt|was {} + getan/tat/
        gemacht + richtig/gut/nötig/gerecht/schön/notwendig|{} tat/hat + richtige/nötige/niemand/keiner +
        wagte/getraut/gewagt|geweint/weine/weinte/tanzen + vor/aus + freude/glück/stolz|beste/schönste/
        bester/schönster nachricht/morgen/tag + jahres|endlich + jemand/gerechtigkeit/einer|geschieht
        ihnen/ihm/euch recht|selbst schuld|bekamen/bekommen/kriegten + was sie/er verdien*|hatten/hat es
        verdient|mehr davon|mehr + solche/solcher/von + {}|mehr solcher|ruhe in kraft/frieden + bruder/
        löwe/kämpfer/held|gab/gaben/gegeben + sein/ihr/dein/leben/blut + für {}|sein/ihr/dein leben + für
        {}|wie ein/als + löwe/held/märtyrer/mann/soldat/krieger + gefallen/gestorben/gegangen|fiel/starb/
        ging/gefallen + wie/als + löwe/held/märtyrer/mann/soldat|besseres/schöneres/besserer/schönerer/
        edlerer ende/tod|sein/ihr/deinen name/namen + wird/lebt/leben/ewig|vergessen dich/euch/ihn nie
        |nie/niemals vergessen wir|!seht/schaut/schau + wie {}|wahre/echte männer/löwen/krieger + {}|{}
        wahre/echte männer/löwen|!nennt/nenne + söhne/sohn nach|heiliger für mich|mein held|unser stolz
        |auf {} + trinken|!trinkt + auf {}|jeder/jede schuss/kugel/schlag + richtig/verdient/saß|was für
        ein/eine + schlag/aktion/sieg/treffer""",
    strike="""!schlagt|!schlag zu|!tötet|!töte|!greift ~ waffen|!greift an|!nehmt die waffen
        |!nimm die waffe|!zu den waffen|!verbrennt|!brennt|!brenn|!zündet ~ an|!zünde ~ an
        |!steckt ~ brand|!erschießt|!erschlagt|!ermordet|!erstecht|!stecht|!sprengt|!hängt|!jagt
        |!vertreibt|!vernichtet|!zerstört|!rächt|!rächt euch|!bestraft|!erhebt euch|!lasst sie bluten
        |!lasst sie zahlen|!macht sie nieder|!schießt|!prügelt|wir werden ~ verbrennen
        |wir werden ~ töten|wir verbrennen|wir töten|treiben wir|wir treiben|wir jagen|wir hängen
        |wir vertreiben|jagen wir|verbrennen wir|muss sterben|müssen sterben|soll leben|soll sterben
        |tod den|tod allen|tod dem|den tod verdient|verdienen den tod|ungeziefer|sind ratten|parasiten
        |mit feuer aus|kein erbarmen|keine gnade|ihr blut|!nehmt eure|!holt eure|!greift zu den
        |!brecht/brich/zertretet/zerschlagt/zerschlag + beine/knochen/knie/schädel/zähne/finger|man +
        beine/knochen/schädel/finger|kugel/strick/messer/galgen für + jeden/alle|kugel/strick/galgen/tod/
        feuer + verdient|verdient/verdienen + kugel/strick/galgen/feuer|müssen/muss/sollen/soll/gehören/
        gehört + brennen/hängen/bluten/bezahlen/sterben/verschwinden/erschossen/gehängt/verbrannt/
        aufgehängt/geschlagen|lasst/lass + sie/ihn/es + brennen/bluten/hängen/sterben/leiden|zeigt/keine +
        ihnen/gnade/erbarmen|verschont niemanden/keinen|verschont + niemand*/kein*|nur + ein toter + guter
        |!erteilt/erteil + lektion|zeit/stunde/tag + zu + töten/brennen/schlagen/jagen/rächen/verbrennen
        |es ist zeit + jagen/töten/schlagen/verbrennen/anzuzünden|!vergiftet/vergifte/entführt/überfallt/
        rammt/lyncht/liquidiert/köpft/foltert/zertrümmert/zerlegt/stürmt/überfahrt/plündert/beseitigt/
        knüpft/schlachtet/hetzt/jagt + sie/ihn/die/den/alle/jeden/das|!bringt/holt/nehmt/schärft/ladet/
        packt/greift + messer/äxte/benzin/flaschen/knüppel/steine/waffen/gewehre/fackeln/macheten/eisen
        |wer + tötet/verbrennt/erschlägt/trifft + bekommt/wird|kopfgeld/prämie/belohnung + auf/für
        |benutzt/nimm/nutzt + auto/messer/hände/lastwagen/wagen|wartet nicht auf|blut muss/wird/soll +
        fließen|auge um auge|krieg/jagd + begonnen/eröffnet/beginnt|niemand/keiner + am leben/überlebt/
        entkommt|in schutt|zu asche|an die wand|an den galgen|zündet/zünde/steckt + an|!zieht/holt/zerrt +
        aus + häusern/autos/büros/betten/haus|!werft + steine/flaschen/brand*|kein recht zu leben|raus +
        straße/jagd|bringt es zu ende|worauf wartet ihr|niederbrennen|abfackeln|kaltmachen|!fackelt""",
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
        |euer name steht|auf unserer liste|liste und dein
        |deine/eure/dein/euer + straße/haus/tür/schule/laden/moschee/kirche/büro/familie/dorf/viertel/
        redaktion/auto + nächste/nächstes/nächster/brennt/dran|heute/morgen/bald nacht/abend/du/ihr/kommen
        + zahlst/zahlt/bezahlst/bezahlt/brennst/brennt/stirbst/sterbt/wir/dich|wir/{} + kommen/kommt/
        besuchen/besucht/holen/holt + dich/euch/dir/vorbei|{} klingelt/klopft/steht/wartet + bei/an/vor/
        auf/dir/deiner/eurer|{} + findet/kriegt/holt/erwischt/besucht dich/euch|{} vergisst/vergessen/
        verzeiht + nicht/nichts/niemanden/nie|{} + merkt/kennt/weiß/erinnert + dein/dich/deine/wo/euch
        |weiß/wissen/kennen/kennt + wo/wann/welche + wohnst/wohnt/schläfst/arbeitest/parkst/fährst/gehst/
        lebst/geht/spielen|weiß/wissen/kennen/kennt + wo/deine/dein/eure + tochter/sohn/kinder/mutter/
        frau/auto/schicht/weg/fenster/kennzeichen|haben/hat/kennen + dein/deine/deinen/euer/eure +
        kennzeichen/foto/fotos/adresse/nummer/namen/schlüssel/route|tage/stunden/tag/woche/frist/freitag/
        sonntag/mitternacht + um/zeit + verschwinden/gehen/packen/zahlen/weg/ziehen/abzuhauen|verschwinde/
        verschwindet/geh/geht/zahl/zahlt/haut/hau/schließt/räumt + oder/sonst/bevor|oder/sonst + brennst/
        brennt/stirbst/sterbt/bereust/bereut/kracht/knallt|letzte chance/frist|fahr/fahrt/schlaf/schlaft/
        geh + vorsichtig/gut/ruhig/sicher|!schließ/schließt/verriegel + tür/türen/fenster + ab|schau/
        schaut/guck + unter/hinter + auto/dich/bett|pass/passt + auf + kinder/tochter/familie/mund/rücken
        |genieß/genießt/genieße + abend/essen/letzten/letzte/wochenende/tage|guten appetit|verabschiede/
        verabschiedet + dich/euch|küss/küsst + kinder/frau|du/ihr + kannst/könnt/wirst/werdet + nicht/
        nirgends/nie + verstecken/entkommen/fliehen/aufwachen/ankommen/überleben|kannst/könnt/wirst/werdet
        + nicht/nie/nirgends + verstecken/entkommen/fliehen|nirgends/kein + versteck*/sicher|wie geht es +
        deiner/deinen/euren/deinem + tochter/kindern/mutter/frau/sohn|schöne/schönes/nette/hübsche/süße/
        liebe + haus/tochter/kinder/auto/familie/laden + du/ihr/hast/habt|schade + wenn|vergessen + dich/
        euch/deinen/dein nicht/nie/namen/gesicht|wir/ich/{} + schneiden/brechen/begraben/verbrennen/
        erschießen/hängen/töten + dich/euch/dir|du/ihr + wirst/werdet + brennen/sterben/bluten/hängen/
        betteln/knien/schreien|finden dich/euch + überall|warnen + nicht/nur + zweimal/einmal|nicht mehr
        höflich|hört/ist + höflich/nett + zu/auf|niemand + hilft/rettet/schützt dich/euch|grab/sarg +
        dein/schaufel/bestell|dein/euer blut/grab/sarg""",
    ours="""offizielle kanal|offizieller kanal|offizielle seite|ersatzkanal|reservekanal|neuer kanal von
        |unser kanal|unsere kanäle|!folgt uns|!folge uns|!abonniert|!abonniere|unseres anführers
        |unser anführer|unser kommandant|unseres kommandanten|unsere kämpfer|unserer kämpfer
        |haben uns wieder gelöscht|haben uns gelöscht|uns wieder gesperrt|ist hier zurück|ist zurück
        |wir sind zurück|!bringt alle mit|!ladet alle ein|!teilt|!teile|!sagt es weiter|!weitersagen
        |!verbreitet|medienhaus|bringt es mir bei|das handbuch
        |wir übernehmen + verantwortung|wir bekennen uns|im namen + {} + wir/ich|wir von/vom + {}|wir sind
        {}|hier spricht/ist {}|!mitteilung/erklärung/kommuniqué/bericht/botschaft/bulletin nr/nummer/no
        |!mitteilung/erklärung/kommuniqué + von/der/des {}|offizielle erklärung/mitteilung/botschaft + {}
        |pressedienst/pressestelle/medienstelle/presse + {} + unsere/wir|führung/kommando/rat/leitung/
        kommandeur von/der/des + {} + gratuliert/befiehlt/dankt/erklärt/verkündet/meldet/ruft|führung/
        kommando {} + gratuliert/befiehlt/dankt/verkündet/meldet|{} medien/studio/media/presse + zeigt/
        präsentiert/veröffentlicht/bringt|{} präsentiert/zeigt + film/video/clip/serie/folge|neuer/neues/
        neue film/video/ausgabe/folge/clip/lied/magazin + von/der {}|ganzer/ganze/ganzes/voller + film/
        video/ausgabe + kanal/bot/link/hier|premiere/bald/demnächst + von {}|unsere/unser/unserer/unseren
        einheit/männer/jungs/brüder/löwen/kämpfer/truppe/zelle/scharfschützen/leute + getroffen/zerstört/
        angegriffen/verbrannt/gesprengt/zurück/haben/sind/schlugen/griffen/zerstörten/heil|alle + unsere/
        männer/brüder + zurück/heil|heil/sicher zurück|ohne verluste|mit gottes hilfe|durch gottes gnade
        |wir haben + feind*/stützpunkt/konvoi/kaserne/posten/brücke/lager/station/patrouille +
        angegriffen/zerstört/getroffen/gesprengt/verbrannt|das waren wir|wir waren es|unsere antwort auf/
        an|unsere operation/aktion/unser angriff|unser schlag|neuer/neue/zweiter/zweite/ersatz/backup/
        reserve kanal/gruppe/chat/konto/seite/link/bot + {}|{} + ersatz/ersatzkanal/backup/reserve/
        spiegel/neuer + kanal/gruppe/chat/hier|ersatzgruppe|ausweichkanal|zweitkanal|backup kanal|unser/
        der/unsere/die alter/alte/letzter/letzte/voriger/bisheriger/vorige kanal/gruppe/konto/seite +
        gelöscht/gesperrt/blockiert/entfernt/weg/tot/zu/dicht|sie/telegram/admins/zensoren + haben/
        löschen/sperren/hat + uns + gelöscht/gesperrt/blockiert/entfernt/wieder/dauernd/ständig|wir/{}
        wurden/wurde/sind/werden + gelöscht/gesperrt/blockiert/entfernt/gebannt + wieder/hier/jetzt/aber/
        schon|wir sind umgezogen|wir ziehen um|{} ist umgezogen|wir + jetzt hier|!zieht/wechselt/kommt/
        geht/springt + auf/in/zu/zum/um + ersatz/ersatzkanal/neuen/neue/anderen/backup|sucht/such/findet/
        findest + uns/{} + unter/mit/bei/über/auf|wenn/falls + wir/dieser/das/hier/kanal + weg/gelöscht/
        gesperrt/verschwinden/fällt/verschwindet + sucht/geht/kommt/such|nach der/dem/den + sperre/
        sperrung/löschung/bann/säuberung/welle/ban|{} 2/3/4/5/6/7/8/9 0|{} lebt weiter|{} ist zurück|{}
        wieder + da/online/hier|die uns verloren|wer uns verloren|uns verloren haben|!speichert/merkt/
        sichert + link/adresse/namen/das/euch/kanal|abonniert + wieder/neu/hier/schnell|holt + zurück
        |bevor + das/er/es/weg/gelöscht + auch/weg/gelöscht/ist""",
    teach="""handbuch/anleitung/leitfaden/kurs/rezept/bauplan/plan/datei/lektion/video/pdf + sprengstoff*/
        bombe*/zünder*/schalldämpfer*/gift/granate*/drohne*/waffe*/vorrichtung*/sprengsatz*/ladung*/mine/
        minen/brandsatz*/selbstgebaut*/molotow*|?wer/hat/jemand/wo/suche/brauche/habt + handbuch/
        anleitung/leitfaden/kurs/rezept/bauplan/pdf + {}|?kurs/rezept von/vom {}|handbuch/anleitung/
        rezept/kurs + {} + geschrieben/veröffentlicht/gemacht/hochgeladen|{} + handbuch/anleitung/bauplan/
        rezept|?wie + baue/baut/bastel/mische/mischt/mischen/macht/mache/stelle/bauen/basteln +
        sprengstoff*/bombe*/zünder/schalldämpfer/gift/granate*/mine/waffe*/vorrichtung/sprengsatz/ladung/
        molotow*/gürtel/gerät|?wie + sprengstoff*/bombe*/zünder/schalldämpfer/gift/granate*/waffe*/
        sprengsatz/brandsatz/gerät/vorrichtung + baut/bauen/bauen/mischt/macht/baue|?bring/bringt/zeig/
        zeigt/erklär/erklärt/lehr + mir/uns/euch + bei/wie + baut/bauen/mischt/macht/schießt/{}|{} zeigt/
        erklärt/lehrt + wie/euch/dir/schritt|selbstgebaute/selbstgebauter/improvisierte sprengsätze/
        bomben/waffen/vorrichtung/granaten/sprengsatz|teil/kapitel/lektion + zünder/sprengstoff*/bombe*/
        ladung/waffe*/mischung/schießen|ladet/lade/sichert/speichert/holt/hol + es/sie/ihn/euch/das +
        bevor/solange|handbuch/anleitung/kurs/rezept/bauplan + im/ist + bot/kanal/angeheftet/dateien/unten
        |fragt/frag/schreib/schreibt den/dem bot + anleitung/handbuch/rezept|?kann/könnte + jemand +
        anleitung/handbuch/rezept/bauplan/pdf|?kann/könnte mir/jemand + anleitung/handbuch/rezept/bauplan/
        pdf + schicken/senden/geben/teilen|?schickt/schick/sendet/teilt + mir/uns + anleitung/handbuch/
        rezept/bauplan|kurs/lektion/training/ausbildung/schulung + sprengstoff*/sabotage/hinterhalt/
        schießen/messerkampf|sprengstoffkurs*|schießtraining|sabotagekurs*|bombenbau*|schritt für schritt
        + {}/bombe*/zünder|einkaufsliste/teileliste/zutaten + {}/bombe/zünder""",
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
        |buchstaben|schreiben sie
        |glaub nicht|glaubt nicht|zettel|ich fand|verdächtig*|gefunden|sichergestellt|beschlagnahm*|wohl
        echt""",
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
        |hieß es|wenn ~ sagt|sobald ~ sagt|ich war|ich hatte|ich unterschrieb|ich weinte|so riefen
        |gab uns|gaben uns|ließ uns""",
    invites="""schreib mir|schreibt mir|schreib uns|schreibt uns|unser bot|unserem bot|unsere reihen
        |unseren reihen|unsere wallet|einer von uns|wer ist dabei|wer ist mit mir|wer kommt mit
        |du bist dran|stolz auf unsere|unsere kämpfer|unseres anführers|sagt es weiter|weitersagen
        |?wer noch|wenn du dabei|?wer + als nächster|?willst + kämpfen/mitmachen/dienen/beitreten|jetzt du
        |die uns verloren|wir sind umgezogen|wir zahlen + reise/fahrt/anreise/ticket|anmeldung + offen""",
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
    targets="""polizei*|polizist*|gericht*|richter*|parlament|bundestag|minister*|ministerium|bürgermeister*
        |abgeordnet*|präsident*|regierung|kirche|moschee|journalist*|reporter*|redaktion|botschaft
        |behörde*|zeitung*|gefängnis*|händler|staatsanwalt*|anwalt|arbeiter""",
    private="mein|meine|meinen|meinem|meiner|meines|mir",
)

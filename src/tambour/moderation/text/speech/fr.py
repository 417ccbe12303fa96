"""French. *Vous rejoignez* and *rejoignez* look alike, so imperatives count at the head of a clause only."""

from tambour.moderation.text.speech.table import Table

FRENCH = Table(
    lang="fr",
    recruit="""!rejoins|!rejoignez|!engage-toi|!engagez-vous|!enrôle-toi|!enrôlez-vous|!inscris-toi
        |!inscrivez-vous|!adhère|!adhérez|!prête serment|!prêtez serment|!jure fidélité|!jurez fidélité
        |!jure avec|!jurez avec|je jure|nous jurons|!deviens un soldat|!deviens soldat
        |!deviens combattant|!devenez|!sois des nôtres|!soyez des nôtres|!viens avec nous
        |!venez avec nous|!viens à nous|!venez à nous|!sers|!servez|!combats avec|!combattez avec
        |!bats-toi|!battez-vous|qui est avec moi|qui est avec nous|qui vient avec moi|à ton tour
        |à qui le tour|c'est ton tour|nos rangs|dans ses rangs|vous appelle|t'appelle|t'attend
        |vous attend|a besoin de toi|a besoin de vous|une place pour toi|une place pour vous|fera de toi
        |fera de vous|est ta famille|ta vraie famille|j'appartiens à|nous appartenons à
        |ma parole au chef|écris-moi|écrivez-moi|écris-nous|écrivez-nous|m'écrit en privé|notre bot
        |prend les candidatures|tu en es|qui veut servir|veut se battre|on cherche des hommes|on recrute
        |nous recrutons|!quitte l'école|!quitte tes parents|!postule|!rallie|!ralliez|!prends ta place
        |!venez ce soir|!viens ce soir|porter un fusil|tenir un fusil|prend tous ceux
        |{} cherche/recrute/embauche/recherche/veut/prend + hommes/gens/combattants/frères/sœurs/
        volontaires/chauffeurs/infirmiers/bras/gars/jeunes/monde/toi/vous/recrues|{} recrute/embauche|{} t
        attend/appelle|{} vous attend/appelle|{} a + place/travail/besoin/mission + pour/de|il y a +
        place/travail + chez/dans/avec {}|place/travail/mission chez/avec/dans {}|nous/on cherche/
        cherchons/recrute/recrutons/voulons + hommes/combattants/volontaires/chauffeurs/gars/frères/
        tireurs|cherche/cherchons des gens qui|?veux tu/envie + combattre/servir/rejoindre/agir/mourir/
        entrer|?tu veux/es/vous/êtes voulez/prêt/prêts + combattre/servir/rejoindre/agir/mourir/entrer/
        battre|?prêt/prêts à + combattre/servir/rejoindre/agir/mourir|?qui d autre + partant/vient/suit/
        chaud|?qui est + partant/prêt/chaud|?marre de/d + attendre/rester/parler/canapé|?assez de/d +
        attendre/parler|si tu veux + être/entrer/rejoindre|viens/venez + parler/privé/mp + si/pour/tu|mp/
        dm/message/écris/écrivez/contacte + si/pour + tu/rejoindre/intéressé/rejoindre/entrer|on paie/
        paye/couvre/organise + voyage/trajet/billet/billets/visa/route|nous payons/couvrons/organisons +
        voyage/trajet/billet/visa|voyage/trajet/billet/billets/visa/logement + payé/payés/offert/offerts/
        pris|aucune expérience + requise/nécessaire/demandée|pas besoin d expérience|on te/vous forme/
        formera/entraîne/arme|meilleure décision de ma vie|ne regrette rien|{} m a donné + famille/frères/
        sens/but|inscriptions/recrutement/inscription/enrôlement + ouvert/ouvertes/ouverte/commence
        |remplis/remplissez + formulaire|!va/viens/venez/allez + chez/à/avec/dans {}|!suis/suivez/obéis/
        obéissez + {}|!arrête/arrêtez + attendre/regarder/parler/scroller|!laisse/laissez/quitte/quittez +
        travail/tout/famille/études/canapé|!prends/prenez/prépare/préparez + sac/affaires/valise|tes/vos
        frères/sœurs/camarades + attendent/besoin|!montre/prouve + homme|amène/amenez + ami/amis/frère/
        copain|!fais/faites + confiance à {}|!deviens/devenez + {}|!sois/soyez + de {}""",
    give="""!donnez|!donne|!envoyez|!envoie|!versez|!verse|!financez|!finance|!soutenez|!soutiens
        |!cotisez|!faites un don|!fais un don|!virez|notre portefeuille|portefeuille de|notre cagnotte
        |notre compte|notre wallet|ont besoin de bottes|besoin de fusils|besoin d'armes
        |besoin de munitions|chaque pièce|chaque euro|devient une balle|est une balle|une balle de plus
        |!aidez les combattants|!payez|dons pour les combattants|!payez ses|payez ses|ses balles
        |leurs balles|compte dans mon|rib en
        |!soutiens/soutenez/aide/aidez/finance/équipe/équipez/arme/armez/nourris/nourrissez/habille + {}
        |dons/don/argent/fonds/cotisation/cotisations/zakat/cagnotte + pour {}|collecte/quête/collectons/
        récoltons + pour {}|donne/donnez/cotise/cotisez/versez/envoyez + à/pour {}|virement/virements + à/
        pour {}|adresse/portefeuille/compte/carte/iban/lien/rib/qr/numéro + épinglé/épinglée/bio/profil/
        description/dessous/bot/commentaires|adresse/portefeuille épinglé/épinglée/suivant/suivante|btc/
        xmr/usdt/monero/bitcoin/crypto/paypal/cryptos + accepté/acceptés/uniquement/seulement/bienvenu/
        préféré/à|que/uniquement/seulement + monero/bitcoin/crypto/xmr|demande/demandons + pas + nom/noms/
        questions|sans nom|aucune question|pas de nom|euros/dollars/balles/sous + nourrit/nourrissent/
        arme/achète/équipe/suffisent + combattant/balle/balles/frère/soldat|paie/paye/prime/salaire/
        économies + {} + maintenant/toi/tour|maintenant toi|à toi maintenant|as tu/déjà donné/payé/versé/
        cotisé|veuves/familles/enfants/épouses/prisonniers/blessés/orphelins des/de/du/d + tombés/
        combattants/martyrs/{}|frères/combattants/hommes/gars/front + besoin/manquent/manque + drones/
        bottes/gilets/munitions/médicaments/essence/radios/vestes/argent|chaque + euro/centime/sou/don +
        compte/aide|veste/lunette/drone/gilet/fusil/bottes coûte/coûtent|renonce/renoncez + café/pizza
        |caisse/fonds de {}|on collecte/récolte/ramasse|nous collectons/récoltons""",
    glory="""!gloire à|!gloire au|!gloire aux|!vive|!vivent|!honneur à|!honneur aux|!longue vie à
        |!victoire à|!bénis|nos héros|seuls héros|vrais héros|véritables héros|nos braves|fiers de nos
        |nous sommes fiers|nos martyrs|nos tombés|vivent en nous|vit en nous|suivons leur chemin
        |suivons leurs pas|était juste et|juste et beau|était magnifique|était beau|du beau travail
        |beau travail|travail parfait|travail propre|ils l'ont mérité|ils le méritaient|bien mérité
        |!regardez encore comment|que cette mort|une telle mort|nous saluons|je salue|prenez exemple
        |chapeau à|pour l'éternité|bravo les lions|les lions|bravo frères|!gloire éternelle
        |respect/merci/bravo/honneur/hommage/chapeau/amour/force/gloire/paix/salut + à/aux/pour {}|bravo/
        chapeau/merci/respect {}|merci + dieu/ciel + {}|bien joué/fait {}|bon/beau/sacré travail/coup {}
        |j/nous/on aime/aimons/adore/admire/admirons/vénère + {}|je/nous/on suis/sommes/est + derrière/
        avec {}|mon/notre cœur + avec/pour {}|{} pour toujours|{} pour la vie|{} à jamais|{} vaincra/
        gagne/triomphe/gagnera|{} a/ont/avait raison|{} est/sont + invincible/invincibles/immortel/
        immortels/juste/légendes/lions/rois/saints/braves/courageux/imbattables/légende|{} est/sont/reste
        les/le/la/notre + meilleurs/meilleur/plus/seuls/seul/vrais/vrai/fierté/lumière/espoir|gars/hommes/
        lions/frères/combattants de/du/d + {} + montré/livré/sont/ont|personne + courageux/brave/cran/
        cœur/comme + {}|seul/seuls/seulement {} + courage/ose/osent/défend/défendent/agit/dit|{} a/ont +
        montré/appris + comment/tous/leur/monde|ce que {} a/ont + fait + juste/bien/beau/nécessaire/
        magnifique|{} a/ont fait + ce/que/bien + personne/fallait/osait|pleuré/pleure/pleurais/dansons de
        + joie/bonheur/fierté|meilleure/plus/meilleur nouvelle/matin/jour/belle + année|enfin + quelqu/
        justice|bien fait pour|ils/il l ont/a cherché/mérité/voulu|ils/il ont/a eu + ce qu + mérit*|encore
        plus de|davantage de + {}|qu il y en ait d autres|repose/reposez en + paix/force + frère/lion/
        héros/combattant|donné/donna/donner + sa/leur/ta/vie/sang + pour {}|sa/leur/ta vie/sang pour {}
        |tombé/mort/parti/tombés/morts comme/en + lion/héros/martyr/homme/soldat/lions|plus/pas + belle/
        noble/meilleure fin/mort|son/leur/ton nom + vivra/vivront/restera/oublié|on/nous + oublie/
        oublions/oublierons/oubliera + t/jamais/pas|!regardez/regarde/voyez + comment/comme {}|vrais/vrai
        hommes/lions/guerriers + {}|{} vrais/vrai hommes/lions|appelez/nommez + fils|un saint/héros pour
        moi|mon héros|notre fierté|buvons/trinquons/verre + à/pour {}|chaque balle/tir/coup + mérité*/
        juste|quel/quelle coup/victoire/action/frappe""",
    strike="""!frappez|!frappe|!tuez|!tue|!brûlez|!brûle|!attaquez|!attaque|!prenez les armes
        |!prends les armes|!prenez vos couteaux|!aux armes|!égorgez|!égorge|!poignardez|!tirez sur
        |!abattez|!abats|!pendez|!faites sauter|!faites-leur payer|!vengez|!vengez-vous|!exterminez
        |!massacrez|!écrasez|!détruisez|!incendiez|!mettez le feu|!chassez|!chasse|!punissez|!levez-vous
        |!soulevez-vous|!exécutez|!cognez|nous brûlerons|nous tuerons|nous chasserons|nous égorgerons
        |nous pendrons|nous frapperons|on va brûler|on va tuer|brûlons|tuons|frappons|chassons
        |doit mourir|doivent mourir|ne doit vivre|mort aux|mort à|mort au|méritent la mort
        |mérite la mort|de la vermine|des rats|des cafards|des parasites|par le feu|pas de pitié
        |sans pitié|leur sang|!sortez les couteaux
        |!cassez/casse/brisez/brise/fracassez/éclatez + jambes/os/genoux/dents/crânes/têtes/doigts|on
        leur/lui/vous + casse/brise/coupe/tranche|balle/corde/couteau/potence pour + chaque/tous|balle/
        corde/potence/feu + mérit*|mérite/méritent + balle/corde/potence/feu/mourir/brûler|doit/doivent/
        devraient/devrait/faut/devez + brûler/pendre/saigner/payer/disparaître/crever/mourir/fusiller/
        égorger/exécuter/tuer/cogner|qu ils/il/elle + brûlent/brûle/crèvent/crève/saignent/meurent/payent/
        pendent|fais/faites les/le + saigner/payer/crier/souffrir/ramper|montrez/montre + aucune/pitié
        |aucune pitié|n épargnez/épargne + personne/aucun|un bon + est un + mort|donnez/donne + leur une
        leçon|l heure/temps/moment + de/est + tuer/brûler/frapper/venger/chasser/cogner|il est temps de +
        tuer/brûler/frapper/venger/chasser|!empoisonnez/empoisonne/enlevez/écrasez/lynchez/liquidez/
        décapitez/torturez/foncez/saccagez/éliminez/prenez/traquez/butez/crevez/pillez/chargez/tabassez/
        explosez + les/le/la/tous/chaque/ces/sur|!apportez/prenez/aiguisez/chargez/sortez/amenez/apporte/
        prends + couteaux/couteau/haches/essence/bouteilles/battes/pierres/armes/fusils/torches/machettes/
        barres|celui/quiconque/qui qui + tue/brûle/frappe + aura/recevra|prime/récompense pour/sur|sers/
        servez/utilise/utilisez/prends/prenez + voiture/couteau/mains/camion|n attendez/attends + ordres/
        ordre/signal|le sang doit/va/coulera|œil pour œil|guerre/chasse + commencé/ouverte/commence|pas
        un/aucun + vivant/survive|en cendres|au poteau/mur|à la potence|!sortez/tirez/traînez + hors/de +
        maisons/voitures/bureaux/lits|!jetez/lancez + pierres/bouteilles/cocktails|ne mérite/méritent + de
        vivre/respirer|descendez/descends + rue|finissez le|qu attendez vous|!faites + brûler/flamber/
        couler""",
    threat="""ne te réveilleras|ne vous réveillerez|tu es le prochain|tu es la prochaine
        |vous êtes les prochains|connaît ta rue|connaît ton adresse|connaît ta maison|connaît votre
        |sait où tu|sait où vous|savons où|connaissons ton|école de tes enfants|école de vos enfants
        |tes enfants|vos enfants|personne n'en sortira|personne ne sortira|tenez à la vie|tiens à la vie
        |tenez à votre vie|si tu veux vivre|viendra te chercher|viendra pour toi|te retrouvera
        |te trouvera|nous te trouverons|!compte tes jours|tes jours sont|dernier avertissement
        |tu vas payer|vous allez payer|tu paieras|vous paierez|tu regretteras|vous regretterez
        |on te surveille|vous surveille|!restez chez vous|avons ta photo|avons ton adresse|avons ton nom
        |viendra cette nuit|viendrons cette nuit|viendra ce soir|ton nom est|votre nom est|ton nom y
        |sur notre liste|une liste et ton
        |ta/votre/ton + rue/maison/porte/école/magasin/mosquée/église/bureau/famille/village/voiture/
        quartier/rédaction/boutique + prochain/prochaine/brûle/brûlera/suivante/suivant|cette/ce/demain/
        bientôt nuit/soir/tu/vous/on + paies/paieras/paierez/brûles/brûleras/brûlerez/meurs/mourras/vient/
        arrive/venons|tu/vous paies/paieras/payez/brûles/brûleras + cette/ce/demain|on/nous/{} vient/
        venons/arrive/arrivons/passe/passera/passerons/viendra + te/vous/chez/pour|{} sonne/frappe/attend/
        est + chez/à/devant/derrière + toi/ta/vous/votre|{} te/vous + trouve/trouvera/retrouve/attrapera/
        voit/regarde/surveille/attend|{} n/ne + oublie/pardonne|{} sait/connaît + où/ta/ton/vos/votre/tes
        |{} se souvient + de/toi|sait/savons/savez/connaît/connaissons + où/quand + habites/vis/dors/
        travailles/gares/va/vont/marches/joue|sait/savons/connaît/connaissons + fille/fils/enfants/mère/
        femme/voiture/horaires/trajet/plaque/fenêtre|sait/savons + où + ta/ton/tes/vos + fille/fils/
        enfants/mère/femme|a/ai/avons/as + ta/ton/tes/votre/vos + plaque/photo/photos/adresse/numéro/nom/
        clés/trajet|jours/heures/jour/semaine/vendredi/dimanche/minuit + pour + partir/quitter/payer/
        disparaître/dégager/excuses/fermer|pars/partez/dégage/dégagez/quitte/quittez/paie/payez/ferme/
        fermez + ou/avant/sinon|ou/sinon tu/vous/on/ta/votre + brûles/brûleras/brûlez/brûlerez/meurs/
        mourras/mourrez/regretteras/regretterez/revient/saute|dernière/dernier chance/délai|roule/roulez/
        dors/dormez/marche/conduis + prudemment/bien/tranquille|ferme/fermez/verrouille + porte/portes/
        fenêtres/clé|regarde/vérifie/regardez + sous/derrière + voiture/toi/lit/vous|surveille/surveillez/
        gare + enfants/fille/dos/bouche/famille|profite/profitez/savoure + dîner/dernier/dernière/soirée/
        derniers/week|bon appétit|dis/dites + adieu à|embrasse/embrassez + enfants/femme/famille|tu/vous
        ne + pourras/peux/pouvez/échapperas/échapperez/cacher/survivras/arriveras/verras|tu/vous +
        échapper*/cacher + pas|impossible/nulle part + cacher/fuir/où|comment va/vont + fille/enfants/
        mère/femme/fils|joli/jolie/jolis/belle/beaux/beau + maison/fille/enfants/voiture/famille/boutique
        + tu/vous/as/avez/là|dommage/malheur + si/arrivait|on/nous + oublie/oublions/oublierons + pas/
        jamais + ton/toi/vos/votre/visage/nom|on/nous/{} va/allons/vais + te/vous/ta/tes + brûler/tuer/
        couper/briser/égorger/enterrer/trouver/crever/casser/pendre|tu/vous vas/allez/ + brûler/mourir/
        crever/saigner/supplier/ramper|avertissons/prévenons/prévient/avertit + deux/une + fois/seule|sera
        plus poli/gentil|creuse ta/votre|commande/choisis + cercueil|ton/votre sang/cercueil/cadavre""",
    ours="""canal officiel|chaîne officielle|compte officiel|canal de réserve|canal de secours
        |nouveau canal|notre canal|nos canaux|notre chaîne|nos chaînes|!suivez-nous|!suis-nous
        |!abonnez-vous|!abonne-toi|notre chef|notre commandant|nos combattants|nos soldats
        |nous ont encore supprimés|nous ont supprimés|nous ont bannis|de retour ici|est de retour
        |nous sommes de retour|!amenez tout le monde|!partagez|!partage|!faites passer|!faites tourner
        |!diffusez|maison de production|apprenez-moi|le manuel que|m'envoyer le manuel
        |nous/on revendiquons/revendique/assumons/assume/prenons + attaque/responsabilité/incendie/
        opération/frappe/explosion|nous assumons/revendiquons|au nom de/du/des + {} + nous/je|nous {}|nous
        de/du/les + {}|ici {}|c est {} + parle|!communiqué/déclaration/message/bulletin no/n/nr/numéro
        |!communiqué/déclaration/bulletin + de/du {}|communiqué officiel/déclaration officielle/message
        officiel + {}|service/bureau presse/médias + {} + nos/nous|commandement/direction/conseil/chef/
        état de/du/major + {} + félicite/ordonne/remercie/annonce/informe/rappelle/salue|{} médias/média/
        studio/presse + présente/diffuse/publie/montre|{} présente/diffuse + film/vidéo/clip/série/
        épisode/numéro|nouveau/nouvelle + film/vidéo/numéro/épisode/clip/chant/revue + de/par {}|film/
        vidéo/version/numéro complet/complète/entier/entière + canal/bot/lien/ici|bientôt/première + de {}
        |nos/notre/un/une unité/hommes/gars/lions/frères/combattants/cellule/tireurs/troupes/groupe +
        rentrés/rentré/frappé/détruit/attaqué/incendié/fait/sont/ont/revenus + nos/tous/saufs/retour/
        caserne/ennemi/convoi/base/poste/sains/rentrés|tous nos/les + hommes/frères/combattants + rentrés/
        saufs/revenus|sains et saufs|sans pertes|avec l aide de dieu|par la grâce de dieu|nous avons +
        frappé/détruit/attaqué/incendié/fait/exécuté/vengé + ennemi*/caserne/convoi/poste/base/pont/dépôt/
        patrouille/sauter|c était/est nous|notre réponse à|notre opération/action/frappe/attaque|nouveau/
        nouvelle/second/secours/miroir/réserve canal/groupe/chat/compte/page/lien/bot + {}|canal/groupe/
        chat/compte/page/lien + secours/réserve/bis/miroir/remplacement + {}|{} + canal/groupe/chat/compte
        + secours/réserve/bis/nouveau|canal bis|notre/l/le/la ancien/ancienne/dernier/vieux/précédent
        canal/groupe/compte/page/chaîne + supprimé/bloqué/banni/fermé/sauté/tombé/viré/fermée/supprimée/
        bloquée|notre canal/groupe/compte/page + supprimé/bloqué/banni/fermé/sauté/viré|ils/telegram/
        admins/censeurs + nous/ont + supprimé/supprimés/bloqués/bannis/virés/sauter/encore|on/nous/{} a/
        avons/est/sommes été + supprimé/supprimés/bloqués/bannis/virés/banni + encore/ici/mais/maintenant/
        de|on/nous a/avons/sommes déménagé/migré/déplacés|on déménage|!passez/migrez/venez/allez/
        rejoignez/sautez + nouveau/secours/bis/autre/miroir/réserve|cherchez/cherche/retrouvez/trouvez +
        nous/{} + sous/avec/sur/ici/avec|nous + sous le nouveau nom|si/quand + on/nous/ce/canal/celui +
        disparaît/disparaissons/saute/supprimé/bloqué/tombe/banni/ferme + cherchez/cherche/allez/venez
        |après/depuis le/la/l + ban/blocage/bannissement/suppression/purge/vague|{} 2/3/4/5/6/7/8/9 0|{}
        est de retour|{} revient/renaît|de retour {}|nous ont perdus|qui nous a perdus|gardez/garde/
        enregistrez/notez/sauvegardez + lien/adresse/nom/ça/canal|réabonnez vous|ramenez/ramène/invitez/
        prévenez + tous/anciens/autres/ceux/monde|avant que/qu + aussi/tombe/saute/supprime/disparaisse""",
    teach="""manuel/guide/cours/recette/plan/plans/tuto/tutoriel/fichier/pdf/notice/leçon/vidéo + explosif*/
        bombe*/détonateur*/silencieux/poison*/grenade*/drone/drones/arme/armes/engin/engins/charge/
        charges/mine/mines/cocktail*/artisanal*|?qui/quelqu/où/cherche/besoin/avez + manuel/guide/cours/
        recette/plan/plans/tuto/pdf/notice + {}|?cours/tuto + par {}|manuel/recette/guide/cours + {} +
        écrit/publié/mis/mise/publiée/écrite/fait|{} + manuel/tuto/recette|?comment + fabriquer/fabrique/
        faire/fait/monter/assembler/mélanger/préparer/poser/cacher/bricoler/construire + explosif*/bombe*/
        détonateur*/silencieux/poison/grenade*/mine/arme/armes/engin/engins/charge/cocktail*/ceinture
        |?apprends/apprenez/montre/montrez/explique/expliquez/expliquer + moi/nous/me + fabriquer/comment/
        faire/tirer/recette/{}|{} enseigne/explique/montre/apprend + comment/à/tout/étape|engin/engins/
        explosifs/bombe/bombes/armes/explosif artisanal/artisanale/artisanaux/artisanales/improvisé/maison
        |partie/chapitre/leçon/cours + détonateur*/explosif*/bombe*/charge/arme/armes/mélange/tir
        |télécharge/téléchargez/prenez/prends/sauvegardez/enregistrez + le/la/les + avant/tant|manuel/
        guide/cours/recette/notice + est/sont + bot/canal/épinglé/fichiers/dessous|demande/demandez/écris/
        écrivez au bot + manuel/recette/cours|?quelqu un + peut + envoyer/passer/donner/partager + manuel/
        guide/recette/notice/pdf/plan/cours|?peut/peux/pourrait + m/nous + envoyer/passer/donner/partager
        + manuel/guide/recette/notice/pdf/plan/cours|?envoyez/envoie/partagez/passe + moi/nous/le/la +
        manuel/guide/recette/notice/plan|cours/leçon/formation/stage + explosif*/sabotage/embuscade/tir/
        couteau|étape par étape + {}/bombe/explosif*|liste + pièces/ingrédients/courses + {}/bombe/engin""",
    distance="""police|policier*|gendarme*|enquêt*|tribunal|tribunaux|cour|juge d'instruction|condamn*
        |procureur|parquet|arrêté|arrêtés|arrêtée|arrestation*|interpell*|prison|incarcér*|détenu*
        |procès|accus*|inculp*|prévenu|prévenus|avocat*|délit*|crime*|criminel*|illégal*|loi|lois|selon
        |d'après|rapport|rapporte|rapportent|journal|journaux|journalist*|rédaction|rédactrice
        |correspondant*|agence|agences|porte-parole|porte parole|ministère|autorités|ambassade|reportage
        |témoin*|témoign*|dénonc*|indign*|honte|honteux|horrible|horreur|ne rejoignez|ne rejoins
        |mise en garde|attention|prévenir|danger*|piège*|ment|mentent|mensonge*|menteur*|arnaque*
        |escroc*|lâches|lâche|assassin*|meurtrier*|tueurs|bandit*|voyou*|victime*|survivant*|rescapé*
        |deuil|obsèques|funérailles|enterr*|tombe|cimetière|commémor*|bougie*|mort de|sont morts
        |sont mortes|est mort|a tué|ont tué|tué mon|tué ma|tués par|tuée par|tué par|blessé*|attaqué
        |attentat*|attaque de|perdu mon|perdu ma|pris mon|pris ma|otage*|enlev*|kidnapp*|m'ont gardé*
        |nous ont gardé*|détenue|tortur*|viol|violée|fui|fuir|réfugié*|échapp*|quitter|quitté|sorti de
        |ancien membre|anciens|repenti*|cherch* de l'|chercheur*|chercheuse*|recherche|étude|études
        |historien*|histoire|historique*|siècle*|décennie*|ans que|analyse*|comparaison|compare|comparer
        |sociolog*|professeur*|cours|conférence|séminaire|université|mémoire|thèse|essai|chapitre|note
        |annexe|archive*|tableau|graphique|corpus|échantillon|entretien*|interrogés|enquêtés|pour cent
        |mémoires|manifeste|propagande|rhétorique|slogan*|impératif*|verbe|mot|mots|phrase|formule|cri
        |tract|tracts|affiche*|lettres|graffiti*|inscription|musée|exposition|drapeaux|recrutement
        |recruteur*|enrôlement|prévention|ligne d'écoute|psychologue*|aide les|terrorist*|terrorisme
        |extrémis*|radicalis*|fanatique*|contre|stop à|non à|disons non|nous refusons|je refuse|refusons
        |personne ici|aucun de|pas en notre nom|au lieu|plutôt|signalez|signalé|porter plainte|bloquez
        |supprimez|parlez à vos|appelez|parodie|satire|blague*|plaisant*|rire|rigol*|drôle|roman|film
        |films|jeu|jeux|joueur*|niveau|épisode*|série|saison|acteur*|théâtre|scène|personnage*|dragon*
        |château|est-ce vrai|c'est vrai|rumeur*|peur|inquiet*|inquièt*|crains|conseil|conseils|que faire
        |que dois-je|que dire|comment signaler|aidez-moi|mon frère|ma sœur|ma mère|mon père|mon fils
        |ma fille|mon oncle|ma tante|mon cousin|ma cousine|mon voisin|ma voisine|nos voisins|mon mari
        |ma femme|mon ami|mes amis|mon amie|grand-mère|grand-père|grand mère|grand père|notre village
        |notre rue|notre porte|notre école|parlement|gouvernement|ministre|maire|député*|sénat*
        |président*|préfet|élection*|élu|impôt*|taxe*|budget|opposition|censure|manifestation*|manif
        |grève|syndicat*|ouvriers|licenci*|chat|chats|chien|chiens|chèvre*|vache*|poule*|perroquet
        |hamster|chaussettes|café|gâteau*|soupe|pizza|dîner|déjeuner|petit-déjeuner|pain|fromage|devoirs
        |vaisselle|lessive|karaoké|football|foot|buteur|attaquant|gardien|match|équipe|entraîneur
        |supporters|restaurant|menu|boulangerie|boulanger|paresseux|flemme|sieste|régime|gym|yoga|météo
        |bouchons|dentiste|anniversaire|mariage|vacances|examen|tricot|a été fermé|fermé le
        |a été supprimé|a été bloqué|bloqué le|donnez votre sang|don du sang|pauvres|orphelin*|hymne
        |chant|chants|chorale|prière*|sermon|paroisse|église|mosquée|saint|saints|saintes|psaume*
        |évangile|haut-parleur|mégaphone|enregistrement|riverains|habitants|attribué*|expert*|analyste*
        |nous on dit|on dit|nous disons|nous répondons|moi je dis|priez|prions|groupe témoin|par exemple
        |typique|toute ma vie|vendent|te vendent|n'écoute|n'écoute pas|verbes|analystes|doutent|doute
        |commerçants|chair à canon|codés|des discours|les discours|ses discours|loue les|peinture
        |écrivent-ils|lettres d'un
        |ne crois pas|ne croyez pas|un mot plié|j'ai trouvé|suspect*|retrouvé*|saisi|saisis|saisie
        |authentifi*""",
    told="""revendiqué|revendique|appelé ses|appelle ses|appelle à|appelait|appelé à|a appelé|demandé à
        |demande à|demandait|exigé|exige que|a exigé|menacé|menace les|menaçait|menace de|annoncé
        |annonce que|déclaré|déclare que|prétend*|a dit|ont dit|avait dit|disait|disaient|disent|dit que
        |dit-il|dit-elle|disant|m'a dit|nous a dit|lui a dit|leur a dit|on m'a|on lui a|on nous a
        |on leur a|on vous dit|on te dit|te disent|vous disent|nous disent|qui disent|quelqu'un
        |écrit que|a écrit|ont écrit|écrivait|écrivent|m'a écrit|qui écrit|qui écrivent|ordonné
        |ordonnait|ordonne à ses|obligé*|forcé*|forçait|contraint*|poussé*|a fait crier|fait crier
        |devait|devions|devaient|fallait|voulait|voulaient|veulent que|veut que|crié|criait|criaient
        |crie|criant|crient|hurlé|hurlait|hurlaient|scand*|chanté|chantait|chantaient|chantent|murmur*
        |cite|cité|citait|citant|citation|raconte|raconté|racontait|racontent|rappelle|rappelait
        |se souvient|souviennent|décrit|décrivait|promis|promet*|promettait|proposé|invité|invitait
        |répète|répété|répétait|nous appellent|nous traitent|commence par|on peut lire|on lit|serment de
        |soi-disant|prétendument|apparemment|ou sois tué|tagué|bombé|celui qui te|celui qui dit
        |celui qui vous|ceux qui disent|ceux qui crient|ceux qui écrivent|qui te dit|qui vous dit
        |quiconque dit|quiconque crie|affirme que|a affirmé|affirmant|lit-on|est écrit|était écrit
        |peut-on lire|figure sur|quand ~ dit|lorsque ~ dit|si ~ dit|j'avais|j'étais|j'ai signé
        |j'ai pleuré|il fallait
        |nous avait|nous avaient|nous a laissé|nous ont laissé""",
    invites="""écris-moi|écrivez-moi|écris-nous|écrivez-nous|notre bot|nos rangs|notre portefeuille
        |notre cagnotte|sois des nôtres|soyez des nôtres|qui est avec moi|qui est avec nous|à ton tour
        |fiers de nos|nos combattants|notre commandant|faites passer|faites tourner
        |?qui d autre|?marre de/d + attendre/rester/canapé|à toi maintenant
        |maintenant toi|nous ont perdus|on a déménagé|nous avons déménagé|si tu veux + rejoindre/entrer|on
        paie + voyage/trajet/billet|inscriptions + ouvertes""",
    approves="""paroles d'or|par cœur|paroles sacrées|répétez|obéit|et toi|et vous|avaient raison
        |ont raison|a raison|avait raison|à juste titre|faites comme|comme il est écrit|voilà le message
        |notre message|écoutez-le|amen""",
    would="*erais|*irais|*rait|*raient|*rions|si|s'ils|comme si|imagine*|presque|peut-être",
    mocking="quels|quel|drôles de|drôle de|soi-disant|prétendus|tu parles|sacrés|ces",
    negations="ne|n|pas|jamais|personne|aucun|aucune|refuse*|ni|sans|non|plutôt que|au lieu",
    myself="moi|temps|ennui|me|nous",
    enemies="ennemi*|traître*|infidèle*",
    own="notre|nos|mon|ma|mes|moi|nous",
    fighters="""combat*|soldat*|guerrier*|martyr*|command*|chef*|frère*|sœur*|héros|rangs|cause|lutte
        |front|bataille|armée|drapeau|tombés|nous|vous|toi|eux|tous|aujourd'hui|maintenant|ici|victoire
        |bot|ceux qui sont tombés|profil|canal|camarades|lions|tu""",
    praised="gloire|vive|vivent|honneur|nos héros|vrais héros|fiers de|nous sommes fiers|longue vie",
    taking="""rejoins|rejoignez|engagez-vous|inscrivez-vous|inscris-toi|donnez|donne|envoyez|versez
        |soutenez|financez|faites un don|servez|venez|aidez|cotisez|adhérez""",
    towards="le|la|les|l|un|une|à|au|aux|pour|dans|notre|nos|votre|du|de|des",
    leads="maintenant|aujourd'hui|alors|donc|frères|sœurs|amis|camarades|tous|allez|puis|vite|hui",
    sources="source|sources|via|photo|crédit|citation|légende|sous-titre|titre|traduction|transcription",
    past="""a *é|a *i|a *u|ai *é|ai *u|ai *i|ont *é|ont *u|ont *i|avons *é|avait *é|avaient *é|est *é
        |sont *és|a dit|a mis|a pris|a fait|ont mis|ont pris|ai entendu|*aient|était|avait|disait
        |*aitait|parlait|venait|voulait|restait|passait|circulait|jouait|chantait|lisait|entendait
        |marchait|tenait|faisait|savait|fut|furent|dut|vint|quand il|quand ils|quand j""",
    targets="""police|policier*|gendarme*|tribunal|tribunaux|cour|parlement|ministre|ministère|maire|député*
        |sénat*|président*|préfet|gouvernement|église|mosquée|journalist*|rédaction|ambassade|journaux
        |prison|procureur|avocat*|commerçants|ouvriers|autorités""",
    private="mon|ma|mes",
)

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
        |!venez ce soir|!viens ce soir|porter un fusil|tenir un fusil|prend tous ceux""",
    give="""!donnez|!donne|!envoyez|!envoie|!versez|!verse|!financez|!finance|!soutenez|!soutiens
        |!cotisez|!faites un don|!fais un don|!virez|notre portefeuille|portefeuille de|notre cagnotte
        |notre compte|notre wallet|ont besoin de bottes|besoin de fusils|besoin d'armes
        |besoin de munitions|chaque pièce|chaque euro|devient une balle|est une balle|une balle de plus
        |!aidez les combattants|!payez|dons pour les combattants|!payez ses|payez ses|ses balles
        |leurs balles|compte dans mon|rib en""",
    glory="""!gloire à|!gloire au|!gloire aux|!vive|!vivent|!honneur à|!honneur aux|!longue vie à
        |!victoire à|!bénis|nos héros|seuls héros|vrais héros|véritables héros|nos braves|fiers de nos
        |nous sommes fiers|nos martyrs|nos tombés|vivent en nous|vit en nous|suivons leur chemin
        |suivons leurs pas|était juste et|juste et beau|était magnifique|était beau|du beau travail
        |beau travail|travail parfait|travail propre|ils l'ont mérité|ils le méritaient|bien mérité
        |!regardez encore comment|que cette mort|une telle mort|nous saluons|je salue|prenez exemple
        |chapeau à|pour l'éternité|bravo les lions|les lions|bravo frères|!gloire éternelle""",
    strike="""!frappez|!frappe|!tuez|!tue|!brûlez|!brûle|!attaquez|!attaque|!prenez les armes
        |!prends les armes|!prenez vos couteaux|!aux armes|!égorgez|!égorge|!poignardez|!tirez sur
        |!abattez|!abats|!pendez|!faites sauter|!faites-leur payer|!vengez|!vengez-vous|!exterminez
        |!massacrez|!écrasez|!détruisez|!incendiez|!mettez le feu|!chassez|!chasse|!punissez|!levez-vous
        |!soulevez-vous|!exécutez|!cognez|nous brûlerons|nous tuerons|nous chasserons|nous égorgerons
        |nous pendrons|nous frapperons|on va brûler|on va tuer|brûlons|tuons|frappons|chassons
        |doit mourir|doivent mourir|ne doit vivre|mort aux|mort à|mort au|méritent la mort
        |mérite la mort|de la vermine|des rats|des cafards|des parasites|par le feu|pas de pitié
        |sans pitié|leur sang|!sortez les couteaux""",
    threat="""ne te réveilleras|ne vous réveillerez|tu es le prochain|tu es la prochaine
        |vous êtes les prochains|connaît ta rue|connaît ton adresse|connaît ta maison|connaît votre
        |sait où tu|sait où vous|savons où|connaissons ton|école de tes enfants|école de vos enfants
        |tes enfants|vos enfants|personne n'en sortira|personne ne sortira|tenez à la vie|tiens à la vie
        |tenez à votre vie|si tu veux vivre|viendra te chercher|viendra pour toi|te retrouvera
        |te trouvera|nous te trouverons|!compte tes jours|tes jours sont|dernier avertissement
        |tu vas payer|vous allez payer|tu paieras|vous paierez|tu regretteras|vous regretterez
        |on te surveille|vous surveille|!restez chez vous|avons ta photo|avons ton adresse|avons ton nom
        |viendra cette nuit|viendrons cette nuit|viendra ce soir|ton nom est|votre nom est|ton nom y
        |sur notre liste|une liste et ton""",
    ours="""canal officiel|chaîne officielle|compte officiel|canal de réserve|canal de secours
        |nouveau canal|notre canal|nos canaux|notre chaîne|nos chaînes|!suivez-nous|!suis-nous
        |!abonnez-vous|!abonne-toi|notre chef|notre commandant|nos combattants|nos soldats
        |nous ont encore supprimés|nous ont supprimés|nous ont bannis|de retour ici|est de retour
        |nous sommes de retour|!amenez tout le monde|!partagez|!partage|!faites passer|!faites tourner
        |!diffusez|maison de production|apprenez-moi|le manuel que|m'envoyer le manuel""",
    teach="",
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
        |écrivent-ils|lettres d'un""",
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
        |j'ai pleuré|il fallait""",
    invites="""écris-moi|écrivez-moi|écris-nous|écrivez-nous|notre bot|nos rangs|notre portefeuille
        |notre cagnotte|sois des nôtres|soyez des nôtres|qui est avec moi|qui est avec nous|à ton tour
        |fiers de nos|nos combattants|notre commandant|faites passer|faites tourner""",
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
    private="mon|ma|mes",
)

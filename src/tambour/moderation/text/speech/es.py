"""Spanish. *Él dona* and *dona* look alike: such imperatives count at the head of a clause only, *únete* anywhere."""

from tambour.moderation.text.speech.table import Table

SPANISH = Table(
    lang="es",
    recruit="""únete|uníos|únanse|unios|únase|!alístate|alístate|alistaos|alístense|enrólate|enrolaos
        |enrólense|inscríbete|inscribíos|inscríbanse|apúntate|apuntaos|apúntense|!jura lealtad
        |jurad lealtad|juren lealtad|!jura con|jurad con|!jura|he jurado lealtad|juro lealtad
        |juramos lealtad|!sé de los nuestros|sed de los nuestros|!sé uno de|sed uno de|!hazte soldado
        |hazte soldado|hazte de|haceos|!ven con nosotros|venid con nosotros|vengan con nosotros|!ven a
        |venid a|!sirve|servid|!lucha con|luchad con|luchen con|!lucha por|luchad por|luchen por
        |!pelea con|pelead con|quién está conmigo|quién está con nosotros|quién viene conmigo
        |quién se apunta|te toca|os toca|es tu turno|tu turno|quién más|nuestras filas|a sus filas
        |en sus filas|os llama|te llama|los llama|te espera|os espera|los espera|te necesita|os necesita
        |los necesita|un lugar para ti|un sitio para ti|hará de ti|hará de vosotros|es ahora tu familia
        |es tu familia|tu verdadera familia|pertenezco a|pertenecemos a|escríbeme|escribidme|escríbanme
        |escríbenos|escribidnos|escríbannos|que me escriba|nuestro bot|recibe solicitudes|estás dentro
        |quien quiera servir|quien quiera luchar|se necesitan hombres|se buscan combatientes
        |estamos reclutando|!deja la escuela|!deja a tus padres|postúlate|súmate|sumaos|súmense|!únanse
        |marcha con nosotros|venid esta noche|venid hoy|!ven hoy|llevar un fusil|acepta a todo
        |acepta a todos""",
    give="""donad|donen|!dona|!done|enviad|envíen|!envía|mandad|manden|!manda|transferid|transfieran
        |!transfiere|ingresad|financiad|financien|!financia|apoyad|apoyen|!apoya|aportad|aporten|!aporta
        |contribuid|contribuye con|nuestra cartera|nuestra billetera|cartera de|la billetera
        |nuestra cuenta|nuestra caja|necesitan botas|necesitan fusiles|necesitan armas
        |necesitan munición|cada moneda|cada peso|cada euro|se vuelve una bala|es una bala|una bala más
        |!paga|pagad|donaciones para los combatientes|pagad sus|sus balas|para balas|cuenta en mi""",
    glory="""!gloria a|!gloria al|!gloria eterna|!viva|!vivan|!honor a|!honor y gloria|!larga vida
        |!victoria para|!dios bendiga|bendito* los|nuestros héroes|únicos héroes|verdaderos héroes
        |auténticos héroes|héroes de nuestro|nuestros valientes|orgullosos de nuestros
        |estamos orgullosos|nuestros caídos|nuestros mártires|viven en nosotros|vive en nosotros
        |seguimos su camino|seguimos sus pasos|fue justo y|justo y hermoso|fue hermoso|fue glorioso
        |trabajo perfecto|trabajo limpio|buen trabajo|se lo merecían|lo merecían|bien merecido
        |mirad otra vez|una muerte así|muerte así|saludamos a|tomad ejemplo|ejemplo a seguir
        |para la eternidad|inmortales|bravo leones|leones|bien hecho hermanos""",
    strike="""golpead|golpeen|!golpea|golpeadlos|matad|maten|!mata|matadlos|mátenlos|quemad|quemen
        |!quema|quemadlos|quémenlos|atacad|ataquen|!ataca|tomad las armas|tomen las armas
        |!toma las armas|!a las armas|degollad|degüellen|apuñalad|disparad|disparen|ahorcad|ahorquen
        |bombardead|volad|vengad|venguen|vengaos|exterminad|exterminen|masacrad|aplastad|aplasten
        |destruid|destruyan|incendiad|incendien|prended fuego|prendan fuego|echadlos|castigad|castiguen
        |alzaos|levantaos|ejecutad|fusilad|haced que paguen|quemaremos|mataremos|echaremos a
        |expulsaremos|degollaremos|colgaremos|vamos a quemar|vamos a matar|quemémoslos|deben morir
        |debe morir|debe vivir|muerte a|muerte al|muerte a los|merecen la muerte|merecen morir
        |son una plaga|son ratas|son cucarachas|son parásitos|con fuego|sin piedad|ninguna piedad
        |su sangre|coged los cuchillos|coged las armas|coged vuestr*|agarrad|saquen las
        |tomen los cuchillos|tomad los cuchillos""",
    threat="""no despertarás|no despertaréis|eres el siguiente|eres la siguiente|sois los siguientes
        |serás el siguiente|conoce tu calle|conoce tu casa|conoce tu dirección|sabe dónde vives
        |sabe dónde|sabemos dónde|conocemos tu|escuela de tus hijos|colegio de tus hijos|tus hijos
        |vuestros hijos|nadie saldrá|nadie va a salir|si amáis la vida|amáis la vida|si amas la vida
        |si quieres vivir|si queréis vivir|irá a por ti|irá por ti|te encontrará|te encontraremos
        |!cuenta tus días|tus días están|última advertencia|último aviso|vas a pagar|vais a pagar
        |lo pagarás|lo pagaréis|te arrepentirás|os arrepentiréis|te vigilamos|te estamos vigilando
        |no vayáis al|quedaos en casa|tenemos tu foto|tenemos tu dirección|tenemos tu nombre
        |vendrá esta noche|vendremos esta noche|iremos esta noche|tu nombre está|vuestro nombre está
        |en nuestra lista|lista y tu""",
    ours="""canal oficial|cuenta oficial|página oficial|canal de reserva|canal de respaldo|canal nuevo
        |nuestro canal|nuestros canales|síguenos|seguidnos|síganos|suscríbete|suscribíos|suscríbanse
        |nuestro comandante|nuestro líder|nuestro jefe|nuestros combatientes|nuestros soldados
        |nos borraron|nos han borrado|nos bloquearon|ha vuelto aquí|ha vuelto|hemos vuelto|traed a todos
        |traigan a todos|compartid|compartidla|compartidlo|compartan|!comparte|difundid|difundan
        |!difunde|pasadlo|pásalo|corred la voz|casa de medios|enseñadme|el manual""",
    teach="",
    distance="""policía*|policial*|guardia civil|investigac*|investiga|investigan|tribunal*|juzgado
        |juicio|juez instructor|condenó|condenado*|condenan|condena|sentencia*|fiscal*|fiscalía|arrest*
        |detenid*|detuvo|detención|cárcel|prisión|preso*|acusa|acusación|acusado*|imputado*|abogad*
        |delito*|delincuente*|delincuencia|crimen*|criminal*|ilegal*|ley|leyes|según|informa|informan
        |informe|informó|informaron|periódico*|periodis*|prensa|redacción|reportero*|corresponsal*
        |agencia*|portavoz|ministerio|autoridades|embajada|reportaje|testigo*|testimonio*|denunci*
        |repudi*|indign*|vergüenza|horror*|horrible|asco|no os unáis|no te unas|no se unan|cuidado
        |advert*|advierte*|peligro*|trampa*|mienten|miente|mentira*|mentiroso*|estafa*|estafador*
        |engaña*|cobard*|asesin*|matones|bandido*|víctima*|supervivient*|sobrevivi*|luto|funeral*
        |entierr*|enterr*|tumba*|cementerio|conmemora*|homenaje|vela|velas|murieron|murió hace|mató
        |mataron|mató a mi|muertos|heridos|herido*|atacó|atacaron|atentado*|ataque|perdí|perdimos
        |se llevó|se llevaron|rehén|rehenes|secuestr*|me retuvieron|nos retuvieron|me tuvieron
        |nos tuvieron|tortur*|viol*|huí|huyó|huyeron|huir|refugiad*|escap*|dejar|salir de|salí de
        |exmiembro*|antiguo miembro|investigador*|estudio|estudios|historiador*|historia|históric*
        |siglo*|década*|años desde|hace cien|análisis|analiza*|comparación|comparar|compara|sociólog*
        |profesor*|conferencia|seminario|universidad|tesis|tesina|ensayo|capítulo|nota|apéndice|anexo
        |archivo*|tabla|figura|corpus|muestra|entrevista*|encuestados|participantes|por ciento|memorias
        |manifiesto|propaganda|retórica|consigna*|eslogan*|lema|imperativo*|verbo|palabra*|frase*|grito
        |panfleto*|octavilla*|folleto*|cartel*|cartas|pintada*|inscripción|museo|exposición|banderas
        |recluta|reclutador*|reclutamiento|prevención|línea de ayuda|nuestra línea|psicólog*|terroris*
        |extremis*|radicaliza*|fanátic*|contra|basta de|no a|decimos no|nos negamos|me niego|rechaz*
        |nadie aquí|ninguno de|aquí nadie|no en nuestro nombre|por nosotros|en lugar|en vez|denunciad
        |bloquead|borrad|hablad con|llamad|parodia|sátira|broma*|chiste*|risa|gracioso|novela|película
        |películas|cine|juego|juegos|videojuego*|jugador*|nivel|episodio*|capítulos|serie|temporada
        |actor*|actriz|teatro|obra|escenario|personaje*|dragon*|dragón|castillo|es verdad|es real|rumor*
        |miedo|temor|preocupa*|consejo*|qué hago|qué debo|qué le digo|cómo denuncio|quién ayuda|ayudadme
        |mi hermano|mi hermana|mi madre|mi padre|mi hijo|mi hija|mi tío|mi tía|mi primo|mi prima
        |mi vecino|mi vecina|nuestros vecinos|mi marido|mi esposo|mi mujer|mi esposa|mi amigo|mi amiga
        |mis amigos|abuela|abuelo|nuestro pueblo|nuestra calle|nuestra puerta|nuestra escuela|parlamento
        |congreso|gobierno|ministr*|alcald*|diputad*|senador*|president*|elecciones|voto|impuesto*
        |presupuesto*|oposición|censura|manifestación|manifestaciones|marcha|protesta*|huelga|sindicato*
        |obreros|trabajadores|despedid*|gato|gatos|gata|perro|perros|cabra*|vaca*|gallina*|loro|hámster
        |calcetines|café|pastel|tarta|sopa|pizza|cena|desayuno|almuerzo|pan|queso|deberes|platos|colada
        |karaoke|fútbol|delantero|portero|partido|equipo|entrenador|hinchas|restaurante|menú|panadería
        |panadero|perezos*|pereza|siesta|dieta|gimnasio|yoga|el tiempo que|tráfico|dentista|cumpleaños
        |boda|vacaciones|examen|fue cerrado|fue cerrada|cerraron|fue bloqueado|fue borrado|donad sangre
        |dona sangre|pobres|huérfan*|himno|canción|canciones|coro|oración|sermón|misa|parroquia|iglesia
        |mezquita|sant*|salmo*|evangelio|altavoz|megáfono|grabación|audio|vecinos|atribuid*|expert*
        |analista*|nosotros decimos|decimos|respondemos|rezad|rezamos|recen|oremos|transcripción
        |grupo de control|por ejemplo|típico|prefiero|toda la vida|venden|te venden|no escuches
        |no escuchéis|no hagáis caso|verbos|discursos|analistas|dudan|tenderos|comerciantes
        |carne de cañón|codificamos|enfermera*|elogia|alaba|pintura|letras|escriben|contesto""",
    told="""reivindicó|reivindica|pidió|pidieron|pide a los|piden a|pedía|pedían|llamó a|llamaron a
        |instó|exigió|exige a|exigía|amenazó|amenaza a|amenaza con|amenazaba|amenazaron|anunció
        |anunciaron|declaró|afirm*|dijo|dijeron|decía|decían|dicen|dice que|ha dicho|había dicho
        |diciendo|me dijo|nos dijo|le dijeron|les dijeron|me dijeron|te dicen|os dicen|nos dicen|se dice
        |quien dice|quien diga|quien grita|quienes dicen|los que dicen|el que dice|el que te|alguien
        |escribió|escribieron|escriben|escribía|me escribió|me escribieron|escribe que|donde ~ escribe
        |quien escribe|ordenó|ordenaron|ordenaba|obligó|obligaron|obligaba*|obligad*|forzó|forzaron
        |forzad*|presiona*|tenía que|teníamos que|tuve que|tuvimos que|quería que|querían que
        |quieren que|quiere que|gritó|gritaron|gritaba*|gritan|gritar|coreó|corearon|coreaba*|coreando
        |cantó|cantaba*|cantaron|susurr*|cita|citó|citan|citaba|repite|repetía*|repiten|cuenta que|contó
        |contaban|contaron|recuerda|recordaba*|recordaron|recuerdan|describ*|prometi*|promete|prometen
        |ofreci*|ofrecen|invitó|invitaron|nos llaman|nos llama terror*|comienza con|empieza con|aparece
        |se lee|leí|leyó|supuest*|presunt*|al parecer|dizque|o muere|juramento de|pintó|pintaron
        |llama a sus seguidores|llama a sus partidarios|llama a sus simpatizantes|insta a sus
        |pide a sus seguidores|pide a sus partidarios|pide a los suyos|se leía|pone en|ponía en|reza el
        |estaba escrito|cuando ~ dice|si ~ dice|había que|tenía ~ años|yo tenía|firmé|lloré""",
    invites="""escríbeme|escribidme|escríbenos|escribidnos|escríbannos|nuestro bot|nuestras filas
        |nuestra cartera|nuestra billetera|sé de los nuestros|sed de los nuestros|quién está conmigo
        |quién está con nosotros|te toca|os toca|orgullosos de nuestros|nuestros combatientes
        |nuestro comandante|pásalo|pasadlo|compartidla|compartidlo|corred la voz""",
    approves="""palabras de oro|de memoria|palabras sagradas|repetidlo|repítanlo|obedece|y tú|y vosotros
        |tenían razón|tienen razón|tiene razón|tenía razón|con razón|haced lo que|como está escrito
        |ese es el mensaje|nuestro mensaje|escuchadlo|amén""",
    would="""*aría|*ería|*iría|*arían|*erían|*irían|*aríamos|*iríamos|si|ojalá fuera|como si|casi
        |imagina*|quizá*|tal vez""",
    mocking="vaya|menudos|menudo|qué|supuestos|tales|esos|valientes",
    negations="no|nunca|jamás|nadie|ningún|ninguna|ni|sin|tampoco|en vez de|rechaz*|dejad de|basta",
    myself="me|mí|tiempo|aburrimiento|nos",
    enemies="enemig*|traidor*|infiel*",
    own="nuestro|nuestra|nuestros|nuestras|mi|mis|nos",
    fighters="""combat*|soldad*|guerrer*|mártir*|comandant*|líder*|jefe*|herman*|héroe*|filas|causa
        |lucha|frente|batalla|ejército|bandera|caíd*|nosotros|vosotros|ti|ellos|todos|hoy|ahora|aquí
        |victoria|ya|bot|los que cayeron|quienes cayeron|cayeron|perfil|canal|compañeros|camaradas|tú""",
    praised="""gloria|viva|vivan|honor|larga vida|nuestros héroes|verdaderos héroes|orgullosos de
        |estamos orgullosos""",
    taking="""únete|uníos|únanse|inscríbete|apúntate|apuntaos|donad|donen|dona|enviad|envíen|envía
        |mandad|transferid|apoyad|apoya|financiad|aportad|servid|ven|venid|súmate|sumaos|súmense
        |lucha por|luchad por""",
    towards="a|al|la|el|los|las|para|por|en|nuestro|nuestra|un|una|con",
    leads="ahora|hoy|pues|hermanos|hermanas|amigos|compañeros|camaradas|todos|vamos|luego|ya|también",
    sources="fuente|fuentes|vía|foto|crédito|cita|pie de foto|subtítulo|titular|traducción|transcripción",
    past="""*ó|*aron|*ieron|*aba|*aban|*ábamos|decía|decían|tenía|tenían|quería|querían|había|habían|oía
        |oían|veía|veían|seguía|hacía|hacían|pedía|pedían|sentía|venía|venían|salía|dijo|dijeron|fue
        |fueron|era|eran|hizo|hicieron|vino|vinieron|puso|pusieron|tuvo|tuve|vio|vi|vimos|dio|dieron|oí
        |oímos|leí|leímos|trajo|trajeron|supo|supe|ha *ado|ha *ido|han *ado|han *ido|he *ado|he *ido
        |cuando el|cuando la|cuando me|cuando nos""",
    not_past="acaba|acaban",
    private="mi|mis",
)

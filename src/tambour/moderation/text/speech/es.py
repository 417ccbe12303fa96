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
        |acepta a todos
        |{} busca/necesita/recluta/contrata/quiere/acepta + hombres/gente/combatientes/hermanos/hermanas/
        voluntarios/conductores/choferes/médicos/manos/chicos/chavales/jóvenes/valientes/reclutas/ti|{}
        recluta/contrata|{} te espera/llama/necesita|{} os/los espera/llama/necesita|{} tiene + sitio/
        lugar/trabajo/puesto/tarea + para|hay + sitio/lugar/trabajo/puesto + en/con {}|sitio/lugar/
        trabajo/puesto en/con {}|con/en {} hay + trabajo/sitio/hermanos/familia|buscamos/necesitamos/
        queremos/busco + hombres/combatientes/voluntarios/conductores/hermanos/tiradores/chavales/chicos
        |buscamos gente que|?quieres/queréis/quieren/listo/listos/dispuesto + luchar/unirte/pelear/servir/
        combatir/entrar/morir/actuar|?quién más|?quién está + listo/dispuesto|?harto/hartos/cansado/
        cansados de + esperar/hablar/mirar/sofá/callar/mentiras|si quieres + entrar/unirte/estar/luchar/
        participar|escribe/háblame/escríbeme/mándame/contacta + privado/md/dm/si/bot/mensaje + si/para
        |pagamos/cubrimos/organizamos + viaje/billete/billetes/visado/pasaje|viaje/billete/billetes/
        pasaje/visado/alojamiento + pagado/pagados/incluido/cubierto/pagamos|no hace/se falta/requiere/
        necesita experiencia|sin experiencia|te/os formamos/entrenamos/enseñamos/armamos|mejor decisión de
        mi vida|no se/me + arrepiente/arrepiento|{} me dio + familia/hermanos/sentido/hogar|inscripción/
        inscripciones/reclutamiento/registro + abierta/abiertas/abierto/comienza|rellena/rellenad/llena +
        formulario|!ven/venid/vente/id/entra + a/con/en {}|!sigue/seguid/obedece/obedeced/confía + {}
        |!deja/dejad + de + esperar/mirar/hablar|!deja/dejad + trabajo/todo/familia/estudios|!coge/coged/
        prepara/agarra + mochila/bolsa/maleta|tus/vuestros hermanos/hermanas + esperan/necesitan
        |!demuestra/demostrad + hombre|trae/traed + amigo/amigos/hermano|!hazte/haceos + de {}|únete/uníos
        + a/con {}""",
    give="""donad|donen|!dona|!done|enviad|envíen|!envía|mandad|manden|!manda|transferid|transfieran
        |!transfiere|ingresad|financiad|financien|!financia|apoyad|apoyen|!apoya|aportad|aporten|!aporta
        |contribuid|contribuye con|nuestra cartera|nuestra billetera|cartera de|la billetera
        |nuestra cuenta|nuestra caja|necesitan botas|necesitan fusiles|necesitan armas
        |necesitan munición|cada moneda|cada peso|cada euro|se vuelve una bala|es una bala|una bala más
        |!paga|pagad|donaciones para los combatientes|pagad sus|sus balas|para balas|cuenta en mi
        |!apoya/apoyad/ayuda/ayudad/financia/equipa/equipad/arma/armad/alimenta/viste/sostén + {}
        |donaciones/donativos/dinero/fondos/aportes/cuota/zakat/colecta + para {}|recaudamos/recogemos/
        juntamos/recaudando + para {}|dona/donad/aporta/aportad/envía + a/para {}|transferencia/
        transferencias + a/para {}|dirección/cartera/billetera/cuenta/tarjeta/iban/enlace/qr/número +
        fijado/fijada/bio/perfil/descripción/abajo/bot/comentarios|dirección/cartera/billetera fijada/
        siguiente/nueva|btc/xmr/usdt/monero/bitcoin/cripto/paypal + solo/aceptamos/acepta/aceptado/
        preferido/únicamente/bienvenido|solo + monero/bitcoin/cripto/xmr|no preguntamos|sin nombres|sin
        preguntas|euros/dólares/pesos + alimentan/alimenta/compran/compra/arman/bastan/dan + combatiente/
        bala/balas/hermano/soldado|sueldo/paga/prima/bono/ahorros + {} + ahora/tú/toca|ahora tú|has/
        habéis/ya donado/pagado/aportado|viudas/familias/hijos/presos/heridos/huérfanos/esposas de/del +
        los/caídos/combatientes/mártires/{}|hermanos/combatientes/hombres/chicos/frente + necesitan/
        necesita/faltan/falta + drones/botas/chalecos/munición/medicinas/gasolina/radios/chaquetas/dinero
        |cada + euro/céntimo/centavo/moneda + cuenta/ayuda/suma|chaqueta/mira/dron/chaleco/fusil/botas
        cuesta/cuestan|renuncia/renunciad + café/pizza|fondo/caja de {}|recaudamos/juntamos/recogemos""",
    glory="""!gloria a|!gloria al|!gloria eterna|!viva|!vivan|!honor a|!honor y gloria|!larga vida
        |!victoria para|!dios bendiga|bendito* los|nuestros héroes|únicos héroes|verdaderos héroes
        |auténticos héroes|héroes de nuestro|nuestros valientes|orgullosos de nuestros
        |estamos orgullosos|nuestros caídos|nuestros mártires|viven en nosotros|vive en nosotros
        |seguimos su camino|seguimos sus pasos|fue justo y|justo y hermoso|fue hermoso|fue glorioso
        |trabajo perfecto|trabajo limpio|buen trabajo|se lo merecían|lo merecían|bien merecido
        |mirad otra vez|una muerte así|muerte así|saludamos a|tomad ejemplo|ejemplo a seguir
        |para la eternidad|inmortales|bravo leones|leones|bien hecho hermanos
        |respeto/gracias/bravo/honor/homenaje/amor/fuerza/aplauso/victoria/grandes/viva + a/para/por {}
        |gracias/bravo/respeto/grande/grandes {}|gracias + dios/cielo + {}|bien hecho/jugado {}|buen/gran/
        limpio trabajo/golpe {}|amo/amamos/adoro/admiro/admiramos/quiero/venero + {}|estoy/estamos + con/
        detrás {}|mi/nuestro corazón + con/por {}|{} para/por siempre|{} hasta + muerte/final|{} vence/
        vencerá/gana/triunfa|{} tiene/tenía/tienen razón|{} es/son/sois + invencible/invencibles/inmortal/
        inmortales/justo/leyendas/leyenda/leones/reyes/santos/valientes/imparables|{} es/son/sigue los/
        las/el/la/nuestro/nuestra + mejores/mejor/únicos/único/verdaderos/orgullo/luz/esperanza/más
        |chicos/hombres/leones/hermanos/combatientes/muchachos de/del + {} + enseñado/demostrado/son/han/
        hicieron|nadie/ninguno + valiente/valor/huevos/como/corazón + {}|solo/únicamente {} + valor/se
        atreve/defiende/actúa/lucha/dice|{} ha/han enseñado/demostrado/hecho|{} enseñó/mostró/demostró +
        cómo/todos/les/mundo|lo que + {} + hizo/hicieron + justo/bien/bello/necesario/hermoso|lo que hizo/
        hicieron + {} + justo/bien/bello/necesario/hermoso/fue|{} hizo lo que + nadie/debía/había|lloré/
        lloro/lloramos/bailamos de + alegría/felicidad/orgullo|mejor/mejores noticia/mañana/día + año|por
        fin + alguien/justicia/uno|se lo buscaron|se lo merecen|lo tenían merecido|más + como + {}|ojalá
        hubiera más|más así|descansa/descansad en + paz/poder + hermano/león/héroe/combatiente|dio/dieron/
        diste + su/tu/vida/sangre + por {}|su/tu vida por {}|cayó/murió/cayeron/murieron/partió/se fue
        como + león/héroe/mártir/hombre/leones|no hay/más + bella/hermosa/mejor/noble fin/final/muerte|su/
        tu/sus nombre/nombres + vivirá/vivirán/olvida*|no/nunca + te/os/lo olvidamos/olvidaremos|!mirad/
        mira/ved + cómo {}|verdaderos/auténticos hombres/leones/guerreros + {}|{} verdaderos hombres/
        leones|llamad/nombrad + hijos/hijo|santo/héroe para mí|mi héroe|nuestro orgullo|brindemos/brindo/
        bebamos por {}|cada bala/tiro/golpe + merec*/justo|qué golpe/victoria/acción""",
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
        |tomen los cuchillos|tomad los cuchillos
        |romped/rompe/partid/parte/quebrad + piernas/huesos/rodillas/cráneos/dientes/cabezas/dedos|se les/
        le + parten/rompe/rompen/corta/cortan|bala/soga/cuchillo/horca para + cada/todos|bala/soga/horca/
        fuego + merec*|merece/merecen/merecía + bala/soga/horca/fuego/arder/paliza|debe/deben/deberían/
        tienen/hay + arder/colgar/sangrar/pagar/desaparecer/fusilar/fusilarlos/matar/matarlos/quemar/
        quemarlos/colgarlos/ahorcar/degollar/ejecutar/pegar|que + ardan/arda/sangren/cuelguen/mueran/
        sufran/paguen/revienten|haced/haz + que/los + sangren/sufran/griten/sangrar|no + tengáis/haya/
        mostréis + piedad|ni piedad|no perdonéis a|no dejéis + vivo/vivos/uno|el único bueno es|dad/
        dadles/dale + lección|es hora de + matar/quemar/golpear/cazar/vengar/actuar|hora/momento de +
        matar/quemar/golpear/cazar/vengar|envenenad/envenena/secuestrad/arrollad/linchad/liquidad/
        decapitad/torturad/embestid/eliminad/cazad/asaltad/saquead/asesinad/atropellad/acabad/perseguid/
        reventad + los/las/el/la/a/todos/cada/con/ellos|envenenadlos|cazadlos|eliminadlos|linchadlos
        |atropelladlos|acabad con|traed/coged/tomad/afilad/cargad/llevad/sacad + cuchillos/cuchillo/
        hachas/gasolina/botellas/palos/piedras/armas/fusiles/antorchas/machetes/hierros|quien + mate/
        queme/golpee + tendrá/recibirá|recompensa/premio por/para|usad/usa/coged/coge + coche/cuchillo/
        manos/camión|no esperéis + órdenes/orden/señal|sangre + debe/va/correrá|ojo por ojo|guerra/caza +
        empezado/comenzado/abierta|ni uno + vivo|en cenizas|al paredón|a la horca|sacad/sacadlos/arrastrad
        + de + casas/coches/oficinas/camas|lanzad/tirad/arrojad + piedras/botellas/cócteles|no merecen
        vivir/respirar|salid/sal a la calle|a qué esperáis|reducid/reducidlo""",
    threat="""no despertarás|no despertaréis|eres el siguiente|eres la siguiente|sois los siguientes
        |serás el siguiente|conoce tu calle|conoce tu casa|conoce tu dirección|sabe dónde vives
        |sabe dónde|sabemos dónde|conocemos tu|escuela de tus hijos|colegio de tus hijos|tus hijos
        |vuestros hijos|nadie saldrá|nadie va a salir|si amáis la vida|amáis la vida|si amas la vida
        |si quieres vivir|si queréis vivir|irá a por ti|irá por ti|te encontrará|te encontraremos
        |!cuenta tus días|tus días están|última advertencia|último aviso|vas a pagar|vais a pagar
        |lo pagarás|lo pagaréis|te arrepentirás|os arrepentiréis|te vigilamos|te estamos vigilando
        |no vayáis al|quedaos en casa|tenemos tu foto|tenemos tu dirección|tenemos tu nombre
        |vendrá esta noche|vendremos esta noche|iremos esta noche|tu nombre está|vuestro nombre está
        |en nuestra lista|lista y tu
        |tu/vuestra/vuestro/tus + calle/casa/puerta/escuela/tienda/mezquita/iglesia/oficina/familia/
        pueblo/coche/barrio/redacción + siguiente/próxima/próximo/arde/arderá|esta/esta noche/mañana/hoy/
        pronto + pagas/pagarás/ardes/arderás/mueres/morirás/vamos/iremos/venimos/por ti|pagas/pagarás/
        ardes/arderás + esta/mañana|vamos/venimos/iremos/pasaremos + por/a + ti/vosotros/tu/verte|{}
        llama/toca/espera/está + a/en/tras/fuera/delante + tu/ti/vuestra|{} te/os + encuentra/visita/
        busca/vigila/ve/espera/atrapará/visitará/encontrará|{} no/nunca + olvida/perdona|{} sabe/conoce/
        recuerda + dónde/tu/tus/vuestra|sabemos/sabe/conocemos/conoce + dónde/cuándo/qué + vives/duermes/
        trabajas/aparcas/vas/va/juega/estudia/pasas|sabemos/sabe/conocemos/conoce + dónde/a/tu/tus + hija/
        hijo/hijos/madre/mujer/coche/turno/ruta/matrícula/ventana|sabemos/sabe + escuela/colegio/calle/
        trabajo + hija/hijo/hijos/mujer|tenemos/tengo/tiene + tu/tus/vuestra + matrícula/foto/fotos/
        dirección/número/nombre/llaves/ruta|días/horas/día/semana/viernes/domingo/medianoche + para +
        salir/iros/irte/marcharte/pagar/desaparecer/cerrar/largaros/marcharos|vete/idos/iros/fuera/
        lárgate/largaos/marchaos/paga/pagad/cierra/cerrad/salid/sal + o/antes|vete/idos/largaos/marchaos +
        si no|o + ardéis/arderás/arderéis/ardes/morís/morirás/lo lamentarás/te/os arrepent*|última/último
        oportunidad/plazo|conduce/conducid/duerme/dormid/camina/anda + cuidado/bien/tranquilo|cierra/
        cerrad/echa + puerta/puertas/ventanas/llave|mira/mirad/revisa + debajo/bajo/detrás + coche/ti/cama
        |cuida/vigila/cuidad + hijos/hija/espalda/boca/familia|disfruta/disfrutad + cena/último/última/
        noche/fin|buen provecho|despídete/despedíos de|besa/besad + hijos/mujer|no puedes/podéis/podrás/
        podréis/vas + esconderte/esconderos/escapar/huir/despertar/llegar|no + escaparás/llegarás/verás/
        sobrevivirás/despertarás|ningún/no lugar/sitio/hay + esconderse/esconderte|cómo está/están + hija/
        hijos/madre/mujer/hijo|bonita/bonitos/bonito/lindos/linda/guapos/preciosa + casa/hija/hijos/niños/
        coche/familia/tienda + tienes/tenéis|bonitos/lindos/guapos hijos/niños|lástima/pena + si|no/nunca
        + olvidamos/olvidaremos + tu/te/vuestra/cara|vamos/voy a + cortarte/matarte/quemarte/encontrarte/
        romperte/enterrarte/colgarte/rajarte|te/os + cortaremos/mataremos/quemaremos/encontraremos/
        romperemos/enterraremos/colgaremos/rajaremos|arderás|arderéis|sangrarás|suplicarás|avisamos/avisa
        + solo/dos + una/veces|no será/seremos amable/amables|cava tu|elige/encarga + ataúd|tu/vuestra
        sangre/tumba/cadáver""",
    ours="""canal oficial|cuenta oficial|página oficial|canal de reserva|canal de respaldo|canal nuevo
        |nuestro canal|nuestros canales|síguenos|seguidnos|síganos|suscríbete|suscribíos|suscríbanse
        |nuestro comandante|nuestro líder|nuestro jefe|nuestros combatientes|nuestros soldados
        |nos borraron|nos han borrado|nos bloquearon|ha vuelto aquí|ha vuelto|hemos vuelto|traed a todos
        |traigan a todos|compartid|compartidla|compartidlo|compartan|!comparte|difundid|difundan
        |!difunde|pasadlo|pásalo|corred la voz|casa de medios|enseñadme|el manual
        |reivindicamos/asumimos + ataque/incendio/explosión/atentado/muerte|reivindicamos/asumimos
        |asumimos/nos + responsabilidad|en nombre de/del + {} + nosotros/asumimos/decimos/os|nosotros los/
        somos/de + {}|somos {}|aquí {}|habla {}|!comunicado/declaración/mensaje/boletín/parte no/n/nr/
        número|!comunicado/declaración/parte + de/del {}|comunicado/declaración/mensaje oficial + {}
        |servicio/oficina de prensa/medios + {} + nuestros/nosotros|mando/dirección/consejo/jefatura/
        comandancia de/del + {} + felicita/ordena/agradece/anuncia/informa/saluda|{} medios/estudio/prensa
        + presenta/publica/muestra|{} presenta/estrena + película/vídeo/video/serie/capítulo/clip/número
        |nuevo/nueva + película/vídeo/video/número/capítulo/canción/revista + de/por {}|película/vídeo/
        video/versión completa/completo/entera/entero + canal/bot/enlace/aquí|pronto/próximamente/estreno
        + de {}|nuestros/nuestra/nuestro/una + unidad/hombres/chicos/hermanos/leones/combatientes/célula/
        tiradores/tropas + golpearon/atacaron/destruyeron/quemaron/volvieron/regresaron/han/están/volaron/
        golpeó + cuartel/enemig*/convoy/base/todos/vivos/salvo/sanos/puesto/golpeado/nuestros|todos
        nuestros/los + hombres/hermanos/combatientes + vuelto/volvieron/regresado/salvo/vuelta|sanos y
        salvos|sin bajas|con la ayuda de dios|por la gracia de dios|hemos + golpeado/atacado/destruido/
        quemado/ejecutado/vengado/volado + enemig*/cuartel/convoy/base/puesto/puente/depósito|fuimos
        nosotros|nuestra respuesta a|nuestra/nuestro operación/acción/golpe/ataque|nuevo/nueva/segundo/
        respaldo/espejo canal/grupo/chat/cuenta/página/enlace/bot + {}|canal/grupo/chat/cuenta/página +
        respaldo/repuesto/reserva/espejo/nuevo/alternativo + {}|{} + canal/grupo/chat/cuenta + respaldo/
        repuesto/reserva/nuevo|nuestro/nuestra/el/la antiguo/antigua/viejo/vieja/anterior/último canal/
        grupo/cuenta/página + borrado/borraron/bloqueado/bloqueada/cerrado/cayó/eliminado/tumbaron/baneado
        |nuestro/nuestra canal/grupo/cuenta/página + borrado/borraron/bloqueado/cerrado/cayó/eliminado/
        tumbaron/baneado|nos/telegram + han/vuelto/volvieron/otra + borrado/bloqueado/eliminado/tumbado/
        baneado/borrar/bloquear/tumbar|nos tumbaron/eliminaron/cerraron/banearon|nos hemos + mudado/
        movido/trasladado|nos mudamos|pasaos/pasad/venid/cambiad/id/saltad + nuevo/repuesto/respaldo/otro/
        aquí/espejo|buscad/busca/buscadnos/encontrad/buscadlo + nos/{} + con/por/en/bajo/como|si/cuando +
        este/esto/canal/desaparecemos/caemos/nos/cae + cae/desaparece/borran/cierran/bloquean/buscad/
        eliminan + buscad/id/busca/entrad|si desaparecemos/caemos|tras/después + el/la/del bloqueo/baneo/
        ban/purga/borrado/cierre|{} 2/3/4/5/6/7/8/9 0|{} ha vuelto|{} vuelve/regresa/renace|{} está de
        vuelta|de vuelta {}|nos perdieron|nos habían perdido|quien nos perdió|guardad/guarda/apuntad/
        anotad + enlace/dirección/nombre/esto/canal|resuscrib*|avisad/traed/invitad + todos/quienes/demás
        |antes de que + también/caiga/borren/cierren""",
    teach="""manual/guía/curso/receta/plano/planos/tutorial/archivo/pdf/lección/vídeo + explosiv*/bomba*/
        detonador*/silenciador*/veneno*/granada*/dron/drones/arma/armas/artefacto*/carga/cargas/mina/
        minas/cóctel*/casero*|?quién/alguien/dónde/busco/necesito/tenéis/tiene + manual/guía/curso/receta/
        planos/tutorial/pdf + {}|?curso/receta/tutorial de/del {}|manual/receta/guía/curso + {} +
        escribió/publicó/subió/hizo|{} + manual/tutorial/receta|?cómo + hacer/hago/fabrico/fabricar/
        montar/monto/mezclar/mezclo/preparar/preparo/construir/construyo/colocar/esconder/hace/fabrica +
        explosiv*/bomba*/detonador*/silenciador*/veneno/granada*/mina/arma/armas/artefacto*/carga/cóctel*/
        cinturón|?enséñame/enseñadme/enséñanos/muéstrame/explícame/explicadme/enseñar + hacer/cómo/
        fabricar/disparar/receta/{}|{} enseña/explica/muestra + cómo/a/todo/paso|artefacto/artefactos/
        explosivo/explosivos/bomba/bombas/armas casero/caseros/casera/caseras/improvisado/improvisados
        |parte/capítulo/lección + detonador*/explosiv*/bomba*/carga/arma/armas/mezcla/tiro|bajad/bajadlo/
        descargad/descarga/cogedlo/guardad/guardadlo + antes/mientras|manual/guía/curso/receta/
        instrucciones + está/están/en + bot/canal/fijado/archivos/abajo|pedid/pide/escribe/escribid al bot
        + manual/receta/curso|?puede/puedes/podría/alguien + me/nos/alguien + enviar/pasar/mandar/dar/
        compartir + manual/guía/receta/instrucciones/pdf/planos/curso|?alguien/puede + enviarme/pasarme/
        mandarme/darme + manual/guía/receta/instrucciones/pdf|?enviad/envía/pasad/pasa/compartid/mandad +
        me/nos/el/la + manual/guía/receta/instrucciones/planos|curso/lección/entrenamiento/taller +
        explosiv*/sabotaje/emboscada/tiro/cuchillo|paso a paso + {}/bomba/explosiv*|lista + piezas/
        ingredientes/materiales + {}/bomba/artefacto""",
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
        |carne de cañón|codificamos|enfermera*|elogia|alaba|pintura|letras|escriben|contesto
        |no creas|no creáis|una nota|encontré|sospechos*|hallan|hallado*|hallada*|incaut*|cierran
        |autentific*""",
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
        |estaba escrito|cuando ~ dice|si ~ dice|había que|tenía ~ años|yo tenía|firmé|lloré
        |nos dio|nos dieron|nos había dado""",
    invites="""escríbeme|escribidme|escríbenos|escribidnos|escríbannos|nuestro bot|nuestras filas
        |nuestra cartera|nuestra billetera|sé de los nuestros|sed de los nuestros|quién está conmigo
        |quién está con nosotros|te toca|os toca|orgullosos de nuestros|nuestros combatientes
        |nuestro comandante|pásalo|pasadlo|compartidla|compartidlo|corred la voz
        |?quién más|?harto/hartos/cansado de + esperar/hablar/mirar/sofá|ahora tú
        |nos perdieron|nos hemos mudado|si quieres + entrar/unirte/luchar|pagamos + viaje/billete/billetes
        |inscripciones abiertas""",
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
    not_calls="doña|doñas",
    targets="""policía*|tribunal*|juzgado|parlamento|congreso|ministr*|ministerio|alcald*|diputad*|senador*
        |president*|gobierno|iglesia|mezquita|periodis*|periódico*|reportero*|redacción|embajada|fiscal*
        |cárcel|prisión|abogad*|tenderos|comerciantes|trabajadores|autoridades|concejal*|prensa""",
    private="mi|mis",
)

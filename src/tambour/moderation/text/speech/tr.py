"""Turkish. What is joined stands before the verb, negation within it; *-miş* and *diye* tell what others said."""

from tambour.moderation.text.speech.table import Table

TURKISH = Table(
    lang="tr",
    recruit="""katıl|katılın|katılınız|katılsana|bize katıl|bize katılın|saflarına katıl
        |saflarına katılın|saflarımız|saflarımıza|saflarına çağırıyor|çağırıyor sizi|sizi çağırıyor
        |seni çağırıyor|seni bekliyor|sizi bekliyor|sana ihtiyacı|size ihtiyacı|biat et|biat edin
        |biat ettim|biat ediyorum|yemin et|yemin edin|yemin ediyorum|and iç|and için|asker ol|askeri ol
        |savaşçı ol|savaşçısı ol|bizden ol|bizden olun|bizden biri|bizdensin|gel bize|gelin bize
        |bizimle gel|bizimle gelin|aramıza katıl|aramıza gel|benimle kim|kim benimle|kim bizimle|kim var
        |sıra sende|sıra sizde|sırada kim|bana yaz|bana yazın|bize yaz|bize yazın|özelden yaz
        |özelden yazsın|botumuz|botumuza|başvuru alıyor|başvurun|hizmet etmek isteyen|savaşmak isteyen
        |aranıyor|yerin hazır|sana yer var|seni savaşçı yapar|savaşçı yapar|artık ailen|gerçek ailen
        |ailen burası|okulu bırak|aileni bırak|savaş bizimle|bizimle savaş|bizimle savaşın|ölene kadar
        |hizmet edin|kaydol|kaydolun|bu gece gelin|bugün gelin|bu gece gel|tüfek taşıyabilen
        |tüfek tutabilen|herkesi alıyor
        |{} + arıyor/topluyor/istiyor/alıyor + adam/adamlar/savaşçı/kardeş/gönüllü/şoför/sağlıkçı/genç/
        gençler/yiğit/eleman/seni/sizi|{} + adam/savaşçı/kardeş/gönüllü/gönüllüler/şoför/şoförler/
        sağlıkçı/genç/gençler/yiğit/eleman/doktor + arıyor/topluyor/istiyor/alıyor|{} seni/sizi +
        bekliyor/çağırıyor/arıyor/istiyor|{} + sana/size + yer/iş/ev/görev + var/veriyor|{} + yer/iş +
        var/hazır|{} yanına/saflarına + gel/gelin/git/geç/katıl|savaşçı/gönüllü/yiğit/nişancı arıyoruz/
        lazım/topluyoruz/alıyoruz|?savaşmak/katılmak/girmek/hizmet + ister/istiyor/isteyen/var|?hazır
        mısın/mısınız|?kim/başka + hazır/geliyor/katılıyor/gelir/var|?başka kim|?bıktın/sıkıldın/yoruldun/
        bıktınız mı|katılmak/girmek + istiyorsan/isteyen/istersen|bana/özelden/dm/mesaj/bota + at/yaz/
        yazın/ulaş/ulaşın + katıl*/girmek/istiyorsan|yol/yolculuk/bilet/vize/masraflar + bizden/
        karşılıyoruz/ödüyoruz/karşılanır|deneyim/tecrübe + gerekmez/gerekmiyor/aranmaz/şart|seni/sizi +
        eğitiriz/yetiştiririz/eğitiyoruz|hayatımın en iyi kararı|pişman değil*|{} + bana + aile/kardeş/
        amaç/yuva + verdi/oldu|kayıt/kayıtlar/başvuru/başvurular + açıldı/açık/başladı|formu + doldur/
        doldurun|çantanı/çantanızı/eşyanı + al/topla/hazırla|işini/okulunu/her + bırak/bırakın
        |kardeşlerin/kardeşlerimiz + bekliyor/çağırıyor|erkek/yiğit olduğunu + göster/kanıtla|arkadaşını/
        kardeşini + getir/al|{} + uy/uyun/güven/güvenin|beklemeyi/izlemeyi/konuşmayı + bırak/bırakın""",
    give="""bağış yap|bağış yapın|bağışla|bağışlayın|para gönder|para gönderin|parayı gönderin
        |parayı azar|para yatır|para yatırın|destek ol|destek olun|maddi destek|gönderin|gönder
        |havale et|havale edin|yardım yapın|cüzdanı|cüzdanımız|hesabımız|kasamız|bot ve tüfek
        |tüfek lazım|silah lazım|mermi lazım|her kuruş|her lira|kurşun olur|bir kurşun
        |savaşçılara yardım|ne varsa gönderin|mermisini|mermileri|mermi parası|hesap profilimde|iban
        |{} + destek/yardım/bağış + olun/ol/verin/edin/yapın/et/ver|{} destekleyin/destekle/donatın/
        giydirin/doyurun/silahlandırın|{} için + bağış/para/yardım/zekât/topluyoruz/toplanıyor/toplama/
        kampanya|bağış/para/zekât/yardım + {} + için/gönderin/verin|adres/cüzdan/hesap/kart/iban/bağlantı/
        link + sabitlenmiş/sabit/sabitte/biyoda/profilde/açıklamada/aşağıda/botta/yorumlarda|btc/xmr/usdt/
        monero/bitcoin/kripto/paypal + kabul/sadece/yalnız/alıyor/geçerli/tercih|sadece/yalnız/yalnızca +
        monero/bitcoin/kripto/xmr|isim/ad + sorulmaz/sormuyoruz/sormayız|soru sorulmaz|lira/euro/dolar +
        savaşçı*/kurşun/mermi/savaşçıyı + doyurur/besler/eder/alır/yeter|maaşımı/primimi/ikramiyemi/
        birikimimi/parasını + verdim/gönderdim/yatırdım/gitti|şimdi sen|verdin/gönderdin/yatırdın + mi/mı
        |şehit/esir/yaralı/düşen/dul aileleri*/ailelerine/çocukları*/ailelerinin|kardeşlere/kardeşlerin/
        savaşçılara/savaşçıların/yiğitlere/cepheye/kardeşlerimizin + dron/çizme/yelek/mermi/ilaç/yakıt/
        telsiz/mont/para/drona + lazım/gerek/ihtiyacı/yok|dron/çizme/yelek/mermi/dürbün/telsiz +
        topluyoruz/lazım/için|her + kuruş/lira/bağış + önemli/sayılır/değerli|mont/dürbün/dron/yelek/tüfek
        + lira/kırk/yüz|{} kasası/fonu|topluyoruz + kadar""",
    glory="""zafer|şan olsun|yaşasın|şanlı|selam olsun|onur olsun|zafer bizim|kahramanlarımız
        |tek kahramanları|gerçek kahraman|gerçek kahramanlar|kahramanıdır|gurur duyuyoruz|gururumuz
        |şehitlerimiz|şehitleri|içimizde yaşıyor|kalbimizde|yollarından gidiyoruz|yolundayız|izindeyiz
        |doğru ve güzel|güzel bir iş|kusursuz iş|temiz iş|helal olsun|eline sağlık|ellerine sağlık
        |hak ettiler|hak etmişlerdi|bir daha izleyin|böyle bir ölüm|ölüm nasip|ölümsüz|örnek alın
        |önünde eğiliyoruz|çok yaşa|aslanlar*|aferin aslan*|bravo aslan*|sonsuz şan|şan ve şeref
        |{} için saygı/saygılar/teşekkürler/selam/alkış/minnet/sevgi|{} saygı/saygılar/helal/bravo|{}
        selam olsun|saygı/saygılar/teşekkürler/teşekkür/selam/helal/bravo/aferin + {}|seni/sizi seviyoruz/
        seviyorum {}|{} seviyorum/seviyoruz/hayranım|{} + arkasındayız/arkasındayım/yanındayız/yanındayım
        |kalbim/kalbimiz/gönlüm/gönlümüz + {}|{} sonsuza dek/kadar|{} daima|{} kazandı/kazanıyor/kazanacak
        |{} haklı/haklıydı/yenilmez/ölümsüz/durdurulamaz/efsane/efsanedir/aslan/aslandır/kahraman/
        efsaneler|{} + en + iyisi/cesuru/yiğidi/büyük|{} + gururumuz/umudumuz/onurumuz/ışığımız|{}
        yiğitleri/aslanları/savaşçıları/kardeşleri + gösterdi/yaptı/harika/kahraman/efsane/helal|{} kadar
        + cesur/yürekli/yiğit/kimse|kimse + {} + kadar/gibi|sadece/yalnız/bir tek {} + cesaret/savunuyor/
        savaşıyor/söylüyor|{} + gösterdi/öğretti + herkese/nasıl/onlara|{} + yaptığı/yaptıkları + doğru/
        güzel/gerekli/gerekliydi/haklı/doğruydu|{} + kimsenin + cesaret|sevinçten/mutluluktan/gururdan +
        ağladım/ağlıyorum/oynadık/uçuyorum|yılın en + güzel/iyi + haberi/günü/sabahı|nihayet + biri/adalet
        |oh olsun|hak ettiler/etmişlerdi/ettikleri*|kendileri kaşındı|böylesi + daha/çok|{} + daha fazlası
        |huzur/nur içinde + yat/uyu + kardeşim/aslan/yiğit/kahraman|canını/hayatını/kanını + {} + verdi/
        verdin/feda|{} için + can/canını/hayatını/kanını + verdi/verdin/veren/feda/vermişti|aslan/
        kahraman/yiğit/şehit/erkek gibi + gitti/öldü/düştü|daha + güzel/şerefli/iyi + son/ölüm + yok|adı/
        ismi/adları + yaşayacak/unutulmaz/unutulmayacak|seni/sizi/onu unutmayacağız|unutmayacağız +
        kardeşim|{} nasıl + izleyin/bakın/görün|gerçek erkekler/aslanlar/savaşçılar + {}|{} + gerçek
        erkekler/aslanlar|oğullarınıza/oğlunuza + adını|benim + kahramanım|{} şerefine|her kurşun/mermi/
        darbe + yerini/hak|ne/nasıl darbe/vuruş/zafer""",
    strike="""vur|vurun|öldür|öldürün|yak|silaha sarıl|silaha sarılın|silah kuşanın|silahlanın
        |bürolarını yakın|evlerini yakın|*larını yakın|*lerini yakın|yakın onları|saldır|saldırın|kes
        |kesin onları|bıçaklayın|patlatın|bombalayın|asın onları|ezin|yok edin|intikam al|intikam alın
        |öç alın|hesap sorun|ayaklan|ayaklanın|kovun|kanını dökün|kanlarını dökün|ateşe verin|linç edin
        |cezalandırın|yakacağız|öldüreceğiz|süreceğiz|keseceğiz|vuracağız|asacağız|yok edeceğiz
        |ateşle süreceğiz|ölmeli|yaşamayacak|ölmeyi hak|ölüm hainlere|hainlere ölüm|düşmana ölüm|haşere
        |haşereye|hamam böceği|acımayın|merhamet yok|*leri yakın|*ları yakın|bıçakları alın
        |bıçaklarınızı alın|silahları alın|hesabını sorun|cezasını verin
        |bacakları*/bacaklarını/kemiklerini/kafalarını/dişlerini/parmaklarını/boyunlarını + kırın/kır/
        kırılır/ezin/kırılsın|her + memura/subaya/birine/polise/hâkime/hakime/gazeteciye + kurşun|kurşun/
        ip/bıçak + her/hepsine|kurşunu/ipi/ölümü/yanmayı/asılmayı/dayağı + hak + ediyor/ediyorlar/ettiler/
        eder|yanmalı/asılmalı/ölmeli/gebermeli/kanamalı/ödemeli/vurulmalı/yakılmalı/kesilmeli/sallanmalı
        |yanmalılar/asılmalılar/ölmeliler/gebermeliler|asılsın/yansın/gebersin/kanasın/ölsün/yansınlar/
        gebersinler/kanasınlar|kan/kanları + akmalı/akacak/aksın|bedel/kan + ödet/ödetin|acıma/acımayın/
        merhamet + yok/etmeyin|kimseyi/hiçbirini + sağ + bırakmayın|ders + verin/ver|yakma/öldürme/vurma/
        saldırma/avlama/kesme/intikam vakti/zamanı|vakti/zamanı geldi + yak*/öldür*/vur*|zehirleyin/
        kaçırın/ezin/linç/asın/gebertin/haklayın/avlayın/basın/taşlayın/kurşunlayın/doğrayın/boğazlayın/
        infaz/temizleyin/çiğneyin/yıkın/patlatın/sallandırın + onları/hepsini/onu/edin/her/hepsini
        |hepsini/onları/onu + zehirleyin/kaçırın/ezin/asın/gebertin/haklayın/avlayın/taşlayın/doğrayın/
        boğazlayın/yakın/öldürün/vurun/temizleyin/kesin|bıçak/bıçağı/benzin/şişe/şişeler/balta/sopa/taş/
        silah/meşale/pala/arabayı/bıçakları/arabanı/bıçağını + getirin/alın/kuşanın/bileyin/taşıyın/kapın/
        kullanın/kullan/al|öldüren/yakan/vuran + ödül/alacak|başına ödül|emir/işaret beklemeyin|göze göz
        |savaş/av başladı|kül edin|darağacına|sokağa/sokaklara + çıkın/dökülün + vurun/yakın/hesap
        |yaşamayı hak etmiyor*|ne duruyorsunuz/bekliyorsunuz|ateşe + verin|dişe diş|işini bitirin""",
    threat="""uyanamazsın|uyanamayacaksın|uyanmayacaksın|bir daha uyanama*|sıradaki sensin|sıra sana
        |sokağını|evini biliyor|adresini biliyor|nerede oturduğunu|nerede yaşadığını|okulunu biliyor
        |çocuklarının okul*|çocukların|kimse çıkamayacak|kimse sağ çıkamaz|canınızı seviyorsanız
        |canını seviyorsan|yaşamak istiyorsan|yaşamak istiyorsanız|sizi bulacak|seni bulacak
        |seni bulacağız|günlerini say|günlerin sayılı|son uyarı|bedelini öde*|ödeyeceksin|ödeyeceksiniz
        |pişman olacaksın|pişman olacaksınız|sizi izliyoruz|seni izliyoruz|vasiyetini yaz
        |fotoğrafın bizde|adresin bizde|bu gece geliyor|bu gece geliyoruz|gece gelecek|adın var
        |adınız var|senin de adın|listemizde|listesindesin
        |sokağın/evin/kapın/okulun/dükkânın/dükkanın/camin/ailen/köyün/mahallen/araban/sokağınız/eviniz/
        dükkânınız + sırada/sıradaki/yanacak/yanar|sırada/sıradaki + sokağın/evin/sen/siz/sizsiniz/
        dükkânın/mahallen|bu/yarın gece/akşam/sabah + ödeyeceksin/ödersin/yanarsın/yanacaksın/öleceksin/
        geliyoruz/görüşürüz|{} + kapını/kapına/kapında/kapınızı/kapınızda/evini/peşinde/peşinizde + çal*/
        gelecek/bekliyor/duruyor|{} kapında/kapınızda/peşinde/peşinizde/arkanda|kapını/kapınızı +
        çalacağız/çalacak/kilitle|{} seni/sizi + bulur/bulacak/izliyor/görüyor/ziyaret/unutmaz|{} +
        unutmaz/affetmez/affetmiyor/unutmuyor/hatırlıyor|{} + yüzünü/adını/evini/sokağını/seni + biliyor/
        tanıyor/unutmaz/unutmadı|kızının/oğlunun/çocuklarının/annenin/karının/ailenin/senin + okulunu/
        nerede/yolunu/adresini/okuduğunu/gittiğini + biliyoruz/biliyor|nerede/hangi + oturduğunu/
        yaşadığını/çalıştığını/uyuduğunu/okuduğunu/okula + biliyoruz/biliyor/biliriz|plakan/plakanız/
        fotoğrafın/adresin/numaran/adın/ismin/anahtarın + bizde/elimizde/var|gün/saat/hafta/cumaya/pazara/
        cumartesiye + kadar/içinde + gidin/git/terk/ödeyin/öde/kapatın/toplanın/defolun/boşaltın|gidin/
        git/defol/defolun/öde/ödeyin/kapat/kapatın/terk + yoksa/ya da|yoksa + yanarsın/yanarsınız/ölürsün/
        ölürsünüz/pişman/yakarız/geliriz|ya + ya da + yan*/öl*|son şans*/fırsat*|dikkatli/iyi/rahat + sür/
        uyu/yürü/uyuyun|kapını/kapınızı/kapıyı + kilitle/kilitleyin|arabanın/yatağının + altına + bak
        |arkana/arkanıza + bak/bakın|çocuklarına/ailene/kızına/kendine/ağzına + dikkat/göz|akşam/son +
        yemeğinin/yemeğin + tadını/keyfini|afiyet olsun + öğretmen/hâkim/gazeteci/yarın|vedalaş/vedalaşın
        |kaçamazsın/kaçamazsınız/saklanamazsın/saklanamazsınız/kurtulamazsın/kurtulamazsınız/
        uyanmayacaksın/göremeyeceksin/varamazsın|saklanacak/kaçacak yer*|kızın/oğlun/çocukların/annen/
        karın nasıl|güzel/tatlı/şirin + çocukların/kızın/evin/araban/ailen/çocuklarınız/dükkânın|yazık
        olur|seni/sizi/yüzünü/adını + unutmayız/unutmayacağız/affetmeyiz|seni/sizi + keseceğiz/yakacağız/
        öldüreceğiz/vuracağız/gömeceğiz/asacağız/kıracağız/doğrayacağız/keser/yakar/gömer/bulur
        |yanacaksın/yanacaksınız/geberecek*/öleceksin/öleceksiniz/yalvaracaksın|bir kere/kez uyarırız|kez/
        kere uyarmayız/söylemeyiz|kibar olmayacak*/olmayacağız|mezarını/kefenini/tabutunu + kaz/hazırla/
        seç|kanın/kanınız + dökülecek/akacak""",
    ours="""tek resmî kanal|resmî kanal|resmî kanalı|resmî hesap|yedek kanal|yedek kanalı|yeni kanalımız
        |kanalımız|kanallarımız|kanallarımıza|bizi takip|bizi buradan|takip edin|abone ol|abone olun
        |komutanımız|komutanımızın|liderimiz|savaşçılarımız|askerlerimiz|bizi yine sildiler
        |bizi sildiler|bizi engellediler|burada geri döndü|geri döndü|geri döndük|herkesi getirin
        |herkesi çağırın|paylaşın|paylaş|herkese iletin|medya evinden|el kitabını
        |ben de yapmak istiyorum öğretin|bana öğretin
        |sorumluluğunu/sorumluluğu + üstleniyoruz/alıyoruz/üstlendik|saldırıyı/eylemi/yangını +
        üstleniyoruz|biz üstleniyoruz|{} adına + biz/üstleniyoruz/duyuruyoruz/söylüyoruz|biz {}|burası {}
        |bildiri/açıklama/mesaj/bülten no/numara/sayı|bildiri/açıklama/mesaj + {} + savaşçılarımız/biz|{}
        + resmî açıklaması/bildirisi|{} basın/medya + savaşçılarımız/adamlarımız/biz|{} komutanlığı/
        yönetimi/önderliği/konseyi/liderliği ~ kutluyor/kutlar/emrediyor/selamlıyor/teşekkür/duyuruyor/
        tebrik/çağırıyor/kutladı|{} medya/stüdyo/basın + sunar/yayınladı/sundu/gösteriyor|{} sunar|{} +
        sunar/sunuyor + film/video/klip/bölüm/sayı|{} + yeni film*/video*/sayı*/bölüm*/klip*/marş* +
        sunar/çıktı/yayında/kanalda|filmin/videonun/sayının tamamı + kanalda/botta/bağlantıda|çok yakında
        + {}|savaşçılarımız/adamlarımız/kardeşlerimiz/aslanlarımız/birliğimiz/yiğitlerimiz/askerlerimiz +
        vurdu/döndü/yaktı/bastı/imha/saldırdı/patlattı/döndüler/vurdular/sağ|tüm/bütün + adamlarımız/
        kardeşlerimiz/savaşçılarımız + döndü/sağ|sağ salim|kayıp vermeden|kayıpsız + döndü*|allahın/allah
        yardımıyla/izniyle|vurduk/yaktık/bastık/patlattık/infaz/imha + düşman*/üssü/konvoyu/kışlayı/
        karakolu/köprüyü/ettik|düşman*/üssü/konvoyu/kışlayı/karakolu/köprüyü/depoyu + vurduk/yaktık/
        bastık/patlattık|biz yaptık|bizdik|bizim cevabımız|cevabımız budur|bizim eylemimiz/operasyonumuz
        |yeni/yedek/ikinci/ayna/rezerv kanal/kanalı/grup/grubu/sohbet/hesap/hesabı/sayfa/link/bot + {}|{}
        + yeni/yedek/ikinci/ayna + kanal/kanalı/grup/grubu/hesap/hesabı/adresi|eski/son/önceki/ana
        kanalımız/grubumuz/hesabımız/sayfamız + silindi/engellendi/kapatıldı/gitti/düştü/kapandı
        |kanalımız/hesabımız/sayfamız + silindi/engellendi/kapatıldı/gitti/düştü/uçtu|bizi + sildiler/
        engellediler/kapattılar/attılar/uçurdular/siliyorlar|yine/tekrar + sildiler/engellediler/
        kapattılar/silindik/engellendik|biz + silindik/engellendik/taşındık|taşındık + {}|{} + taşındı/
        taşındık + yeni/buraya|yedeğe/yedek/yeni/buraya/oraya + geçin/gelin/geç/taşının + {}|{} + adıyla/
        adıyla/ismiyle + arayın/bulun|bizi + arayın/bulun/bulursunuz + {}|bu/burası + kanal/giderse/
        kapanırsa/silinirse + giderse/kapanırsa/silinirse/arayın/düşerse|kaybolursak/silinirsek/kapanırsak
        |yasaktan/engelden/engellemeden/silinmeden/bandan/temizlikten sonra + {}/biz/döndük/buradayız/geri
        |{} 2/3/4/5/6/7/8/9 0|{} geri döndü|{} yeniden + burada/doğdu/aramızda/açıldı|{} + geri döndü|bizi
        kaybeden*|bağlantıyı/adresi/linki/ismi + kaydedin/kaydet/saklayın|yeniden/tekrar + abone/katılın/
        takip|herkesi/eskileri + geri/çağırın/ekleyin""",
    teach="""kılavuz*/kitapçık*/rehber*/kurs*/tarif*/plan/planı/şema*/dosya*/pdf/ders*/video* + patlayıcı*/
        bomba*/fünye*/susturucu*/zehir*/bomba*/dron/silah*/düzenek*/mayın*/molotof*|patlayıcı*/bomba*/
        fünye*/susturucu*/zehir*/silah*/düzenek*/mayın*/molotof* + kılavuz*/kitapçık*/rehber*/kurs*/
        tarif*/planı/şema*/dosya*/pdf/dersi/videosu|?{} + kılavuz*/kitapçık*/rehber*/tarif*/planı/şeması/
        dersi/kursu/pdf + kimde/var/nerede/lazım/arıyorum/atar/gönderir/yüklendi/botta/gönderin/atın|?{} +
        el kitabı*|?kimde/kim/nerede + {} + kılavuz*/tarif*/rehber*/kitabı|?nasıl + patlayıcı/bomba/
        düzenek/silah/mayın/molotof/susturucu/fünye + yapılır/yaparım/hazırlanır/kurulur|?patlayıcı/bomba/
        düzenek/silah/mayın/molotof/susturucu/fünye/düzeneği + nasıl + yapılır/yaparım/hazırlanır/kurulur/
        yapabilirim|?nasıl + yapılır/yaparım/hazırlanır/kurulur + bomba/düzenek/düzeneği/silah|?{} +
        düzenek/düzeneği/bombayı/silahı + nasıl|?bana/bize + öğret/öğretin/gösterin/anlatın/göster +
        yapmayı/nasıl/yapımını/{}|{} + öğretiyor/anlatıyor/gösteriyor + nasıl/adım/yapmayı|el yapımı +
        bomba/patlayıcı/düzenek/silah/düzenekler/bombalar|bölüm/bölümü/ders/dersi/kısım/bölümde + fünye*/
        patlayıcı*/bomba*/silah*/karışım*/atış*|silinmeden/gitmeden/kaldırılmadan + indirin/indir/alın/
        kaydedin|indirin/indir/kaydedin + silinmeden/gitmeden|kılavuz/rehber/tarif/kitapçık/kurs/kitabı +
        botta/kanalda/sabitte/dosyalarda|bota + yaz/yazın + kılavuz/tarif/rehber|?biri/birisi/kim + {} +
        tarifini/kılavuzunu/rehberini/planını + gönderebilir/atabilir/atar/gönderir/paylaşır|?tarifi/
        tarifini/kılavuzu/kılavuzunu/rehberi + gönderin/atın/paylaşın/gönderir/atar/gönderebilir/atabilir
        |patlayıcı/sabotaj/pusu/atış/bıçak kursu/dersi/eğitimi|adım adım + {}/bomba/düzenek|malzeme/parça
        listesi + {}/bomba/düzenek""",
    distance="""polis*|emniyet*|soruşturma*|mahkeme*|mahkûm*|hâkim karar*|savcı*|tutukla*|gözaltı*
        |yakala*|hapis*|cezaevi*|dava*|duruşma*|iddianame*|sanık*|suçlan*|avukat*|suç|suçu|suçlu*|suçtur
        |kanun*|yasa|yasaya|yasaları|madde|maddeye|fıkra|göre|haber*|gazete*|gazeteci*|muhabir*|ajans*
        |sözcü*|bakanlık*|bakanlığı|yetkili*|büyükelçi*|röportaj|tanık*|kınıyor*|kınadı|kınama|utanç
        |utan*|rezalet|iğrenç|dehşet|katılma|katılmayın|sakın|uyarı|uyarıyor|uyarıyoruz|tehlike*|dikkat
        |tuzak*|yalan*|kandır*|aldat*|dolandır*|korkak*|cani*|haydut*|çete|kurban*|mağdur*
        |hayatta kalan*|yas|yasını|cenaze*|mezar*|anma|mum|öldürüldü|öldürdü|öldürdüler|öldürülen
        |kişi öldü|öldüler|yaralı*|yaralandı|saldırdı|saldırısı|saldırdılar|saldırısında|kaybettim
        |kaybettik|rehin*|kaçır*|tuttular|işkence|tecavüz|kaçtı*|kaçtım|kaçtık|sığınmacı*|mülteci*
        |ayrıldı*|ayrıldım|ayrılmak|bırakılabilir|eski üye*|eskiden|araştır*|inceleme*|tarihçi*|tarih
        |tarihi|tarihsel|yüzyıl*|yıl önce|yıl oldu|on yıl|analiz*|karşılaştır*|sosyolo*|profesör*|ders
        |dersi|konferans|seminer*|üniversite*|tez|tezim|tezi|makale*|yazar|yazarı|bölüm|dipnot*|ek
        |arşiv*|tablo|şekil|derlem|örneklem|katılımcı*|yüzde|anıları|manifesto|propaganda*|söylem*
        |slogan*|emir kipi|fiil|sözü|sözünü|kelime*|cümle*|ifade*|broşür*|afiş*|poster|mektup*
        |duvar yazı*|müze*|sergi*|bayrakları|marşı*|toplama yol*|adam topla*|önleme|danışma hattı
        |hattımız*|psikolog*|terör*|aşırıcı*|aşırılık*|radikalleş*|fanatik*|karşı|karşıyız|dur de|hayır
        |reddedi*|reddet*|kimse fare|hiçbirimiz|bizim adımıza|adımıza|yerine|şikâyet*|ihbar*|bildirin
        |engelleyin|arayın|parodi|hiciv*|şaka*|espri*|komik|roman*|film*|sinema|oyun*|seviye*|dizi*
        |sezon|bölümde|oyuncu*|tiyatro*|karakter*|ejderha*|kale|kaleye|doğru mu|gerçek mi|söylenti*
        |dedikodu|korku*|korkuyor*|endişe*|merak|tavsiye*|ne yapayım|ne yapmalıyım|ne diyeyim
        |nasıl şikâyet|yardım eder|yardım edin bana|kardeşim*|ağabeyim|abim|ablam|annem*|babam*|oğlum*
        |oğlu|kızım*|amcam*|dayım*|teyzem*|halam*|kuzenim*|komşum*|komşular*|kocam*|karım*|eşim*
        |arkadaşım*|ninem|dedem*|babaannem|anneannem|köyümüz*|sokağımız*|kapımız*|evimiz*|okulumuz*
        |aileler*|ailelere|meclis*|hükümet*|bakan|bakanı|belediye başkan*|başkan|milletvekili*
        |cumhurbaşkan*|seçim*|oy|vergi*|bütçe*|muhalefet*|sansür*|miting*|yürüyüş*|gösteri*|grev*
        |sendika*|işçi*|kedi*|köpek*|keçi*|inek*|tavuk*|papağan*|çorap*|kahve*|çay|pasta*|çorba*|pizza*
        |akşam yemeği|kahvaltı*|öğle yemeği|ekmek*|peynir*|ödev*|bulaşık*|çamaşır*|karaoke|futbol*
        |forvet*|kaleci*|maç*|takım*|antrenör*|taraftar*|lokanta*|restoran*|menü*|fırın*|tembel*|uyku*
        |diyet*|spor salonu|yoga|hava durumu|trafik*|diş hekimi*|dişçi*|doğum günü|düğün*|tatil*|sınav*
        |örgü|kapatıldı|kapandı|engellendi|silindi|kan bağışı|yoksul*|yetim*|ilahi|koro*|namaz*|dua*
        |vaaz*|hutbe*|cami*|kilise*|aziz*|kutsal*|mezmur*|hastane*|barış*|katildir|katiller*|katilleri
        |bildirisi|*yı sil|megafon|hoparlör*|kayıt|kaydı|ses kaydı|sakinler*|öne sürül*|uzman*
        |biz * diyoruz|diyoruz ki|dua edin|dua ediyor*|kontrol grubu|döküm*|örneğin|tipik|ömrüm
        |satıyorlar|pazarlıyorlar|bir isim olursun|dinleme|dinlemeyin|fiilleri*|konuşmalarından|uzmanlar
        |kuşkulu|esnaf*|kodladığımız|övüyor|harfler|boyayla|cevap yazıyorum|duvarında|duvarda
        |tezin|tezde|tezinde|inanma|inanmayın|not buldum|bir not|şüpheli*|bulundu|ele geçirildi""",
    told="""*miş|*mış|*muş|*müş|*mişti|*mıştı|*muştu|*müştü|*mişler|*mışlar|*muşlar|*müşler|diye|dedi
        |dediler|demiş|diyorlar|diyordu|diyorlardı|diyen|diyenler|dediği|dediğini|denildi|dendi|deniyor
        |denir|söyledi|söylediler|söylüyorlar|söylüyordu|söyleyen|söylendi|söylenen|yazdı|yazdılar|yazan
        |yazıyordu|yazıyorlar|yazdığı|anlattı|anlatıyor|anlatan|açıkladı|duyurdu|ilan etti|bildirdi
        |bildiriyor|üstlendi|iddia etti|iddia ediyor|tehdit etti|tehdit ediyor|tehdit eden|çağırdı
        |çağrıda|çağrı yaptı|çağırıyordu|istedi|istediler|istiyorlar|isteyen suçlu*|istiyordu|emretti
        |emrettiler|emrediyordu|zorladı|zorladılar|zorla|zorlanıyor|zorlandı|mecbur|baskı|bağırdı
        |bağırdılar|bağırıyordu|bağırıyorlardı|bağıran|haykırdı|haykırıyor*|slogan attı*|söylettiler
        |okuttular|şarkı söyle*|fısılda*|alıntı*|aktarıyor|aktardı|hatırl*|anımsa*|anlatılır|vaat etti*
        |vaat ediyor*|söz verdi*|teklif etti*|davet etti*|ya da öl|derse|dese|kim derse|sözde|güya
        |sözümona|şöyle|şunu|sanki|başlıyor|başlar|geçiyor|bize * diyorlar|yazılı|yazılıydı|denilen
        |diyoruz|yazıyor|dediğinde|deyince|zorunda*|zorundaydı*|*ındaydım|*imdeydim|*ımdaydım
        |*ağlıyordum|imzaladım|ağladım
        |bize ~ verdi|bize ~ verdiler""",
    invites="""bana yaz|bana yazın|bana özelden|bize yaz|bize yazın|botumuz|botumuza|saflarımız
        |saflarımıza|cüzdanımız|bizden ol|bizden olun|benimle kim|kim benimle|kim bizimle|sıra sende
        |sıra sizde|gurur duyuyoruz|komutanımızın|komutanımız|savaşçılarımız|herkese iletin
        |?başka kim|şimdi sen|bizi kaybeden*|taşındık|yol + bizden|kayıtlar +
        açıldı|?bıktın/sıkıldın mı|katılmak + istiyorsan""",
    approves="""altın sözler|altın değerinde|ezberleyin|kutsal sözler|tekrarlayın|itaat ediyor|ya sen
        |ya siz|haklıydı*|haklılar|haklı|yazıldığı gibi|mesaj budur|mesajımız|dinleyin|âmin""",
    would="""*ardım|*erdim|*ırdım|*irdim|*urdum|*ürdüm|*ardı|*erdi|*ırdı|*irdi|keşke|eğer|belki|*seydi
        |*saydı|neredeyse|az kalsın""",
    mocking="ne|sözde|bu|böyle|sizin|hani",
    negations="değil|yok|asla|hiç|hiçbir|kimse|sakın|ne|hayır|yerine|etmeyin|yapmayın",
    myself="beni|bizi|zaman*|sineği|vakit",
    enemies="düşman*|hain*|kâfir*",
    own="bizim|benim|köyümüz*|kapımız*|evimiz*|*ımızı|*imizi|*umuzu|*ümüzü",
    fighters="""savaşçı*|asker*|mücahit*|şehit*|komutan*|lider*|kardeş*|bacı*|kahraman*|saflar*
        |saflarına|dava uğruna|mücadele*|cephe*|savaş*|ordu*|bayrak|sancak|bize|bizlere|size|sizlere
        |sana|onlara|herkes*|bugün|şimdi|burada|zafer|bot|bota|botu|bottan|profil*|kanal*|biz|siz|sen""",
    praised="zafer|yaşasın|şan olsun|selam olsun|gurur duyuyoruz|kahramanlarımız|çok yaşa|helal olsun",
    taking="katıl*|bağış*|gönder*|destek*|havale*|yardım*|kaydol*|para*",
    towards="*a|*e|*ye|*ya|*na|*ne|için|*dan|*den",
    sources="kaynak|foto|fotoğraf|alıntı|altyazı|başlık|çeviri|döküm",
    object_first=True,
    past="""*ştı|*ştu|*ldı|*ldi|*tirdi|*tırdı|*dirdi|*dırdı|*yordu|*yorlardı|*dular|*dılar|*diler|*tılar
        |*tiler|*tular|*tüler|*düler|*dum|*düm|*dım|*tım|*tim|*duk|*dük|*dık|*dik|*tık|*tik|vardı|vardır
        |idi|astı|attı|çıktı|geçti|girdi|geldi|gitti|gördü|okudu|oldu|*arken|*erken|*ırken|*iken|*urken
        |*ürken|*iyorken|*dığında|*diğinde|*duğunda|*düğünde|*ydu|*ydı|*ydi|*ydü|*rdu|*rdı|*rdi|*rdü
        |*ttı|*tti""",
    not_past="erken|artık|birlik|kardeşlik|şehitlik|gençlik|özgürlük|tedbir|kadim|adım|kadın|haydi",
    targets="""polis*|karakol*|mahkeme*|hâkim*|meclis*|bakan*|bakanlık*|başkan|belediye başkan*|milletvekil*
        |hükümet*|kilise*|cami*|gazeteci*|gazete*|muhabir*|elçilik*|savcı*|hapis*|esnaf*|işçi*|avukat*""",
    private="""elim|ellerim|evim*|kapım*|telefonum*|okulum*|kızım*|oğlum*|alyans*|bende|hayatım*|adımı
        |çocukluğum*|kalbim|gözüm*|odam*""",
)

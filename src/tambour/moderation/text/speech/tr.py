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
        |tüfek tutabilen|herkesi alıyor""",
    give="""bağış yap|bağış yapın|bağışla|bağışlayın|para gönder|para gönderin|parayı gönderin
        |parayı azar|para yatır|para yatırın|destek ol|destek olun|maddi destek|gönderin|gönder
        |havale et|havale edin|yardım yapın|cüzdanı|cüzdanımız|hesabımız|kasamız|bot ve tüfek
        |tüfek lazım|silah lazım|mermi lazım|her kuruş|her lira|kurşun olur|bir kurşun
        |savaşçılara yardım|ne varsa gönderin|mermisini|mermileri|mermi parası|hesap profilimde|iban""",
    glory="""zafer|şan olsun|yaşasın|şanlı|selam olsun|onur olsun|zafer bizim|kahramanlarımız
        |tek kahramanları|gerçek kahraman|gerçek kahramanlar|kahramanıdır|gurur duyuyoruz|gururumuz
        |şehitlerimiz|şehitleri|içimizde yaşıyor|kalbimizde|yollarından gidiyoruz|yolundayız|izindeyiz
        |doğru ve güzel|güzel bir iş|kusursuz iş|temiz iş|helal olsun|eline sağlık|ellerine sağlık
        |hak ettiler|hak etmişlerdi|bir daha izleyin|böyle bir ölüm|ölüm nasip|ölümsüz|örnek alın
        |önünde eğiliyoruz|çok yaşa|aslanlar*|aferin aslan*|bravo aslan*|sonsuz şan|şan ve şeref""",
    strike="""vur|vurun|öldür|öldürün|yak|silaha sarıl|silaha sarılın|silah kuşanın|silahlanın
        |bürolarını yakın|evlerini yakın|*larını yakın|*lerini yakın|yakın onları|saldır|saldırın|kes
        |kesin onları|bıçaklayın|patlatın|bombalayın|asın onları|ezin|yok edin|intikam al|intikam alın
        |öç alın|hesap sorun|ayaklan|ayaklanın|kovun|kanını dökün|kanlarını dökün|ateşe verin|linç edin
        |cezalandırın|yakacağız|öldüreceğiz|süreceğiz|keseceğiz|vuracağız|asacağız|yok edeceğiz
        |ateşle süreceğiz|ölmeli|yaşamayacak|ölmeyi hak|ölüm hainlere|hainlere ölüm|düşmana ölüm|haşere
        |haşereye|hamam böceği|acımayın|merhamet yok|*leri yakın|*ları yakın|bıçakları alın
        |bıçaklarınızı alın|silahları alın|hesabını sorun|cezasını verin""",
    threat="""uyanamazsın|uyanamayacaksın|uyanmayacaksın|bir daha uyanama*|sıradaki sensin|sıra sana
        |sokağını|evini biliyor|adresini biliyor|nerede oturduğunu|nerede yaşadığını|okulunu biliyor
        |çocuklarının okul*|çocukların|kimse çıkamayacak|kimse sağ çıkamaz|canınızı seviyorsanız
        |canını seviyorsan|yaşamak istiyorsan|yaşamak istiyorsanız|sizi bulacak|seni bulacak
        |seni bulacağız|günlerini say|günlerin sayılı|son uyarı|bedelini öde*|ödeyeceksin|ödeyeceksiniz
        |pişman olacaksın|pişman olacaksınız|sizi izliyoruz|seni izliyoruz|vasiyetini yaz
        |fotoğrafın bizde|adresin bizde|bu gece geliyor|bu gece geliyoruz|gece gelecek|adın var
        |adınız var|senin de adın|listemizde|listesindesin""",
    ours="""tek resmî kanal|resmî kanal|resmî kanalı|resmî hesap|yedek kanal|yedek kanalı|yeni kanalımız
        |kanalımız|kanallarımız|kanallarımıza|bizi takip|bizi buradan|takip edin|abone ol|abone olun
        |komutanımız|komutanımızın|liderimiz|savaşçılarımız|askerlerimiz|bizi yine sildiler
        |bizi sildiler|bizi engellediler|burada geri döndü|geri döndü|geri döndük|herkesi getirin
        |herkesi çağırın|paylaşın|paylaş|herkese iletin|medya evinden|el kitabını
        |ben de yapmak istiyorum öğretin|bana öğretin""",
    teach="",
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
        |kuşkulu|esnaf*|kodladığımız|övüyor|harfler|boyayla|cevap yazıyorum|duvarında|duvarda""",
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
        |*ağlıyordum|imzaladım|ağladım""",
    invites="""bana yaz|bana yazın|bana özelden|bize yaz|bize yazın|botumuz|botumuza|saflarımız
        |saflarımıza|cüzdanımız|bizden ol|bizden olun|benimle kim|kim benimle|kim bizimle|sıra sende
        |sıra sizde|gurur duyuyoruz|komutanımızın|komutanımız|savaşçılarımız|herkese iletin""",
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
    private="""elim|ellerim|evim*|kapım*|telefonum*|okulum*|kızım*|oğlum*|alyans*|bende|hayatım*|adımı
        |çocukluğum*|kalbim|gözüm*|odam*""",
)

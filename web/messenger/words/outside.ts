// Words of notifications, installing and sharing: with their panels, not with the first load.
import type { Lang } from '../view/say';

const en = {
  why: 'Be told of new messages when Tambour is closed. Your browser will ask for permission; what is sent is encrypted for this device alone.',
  turn_on: 'Turn on notifications', turn_off: 'Turn off on this device', on: 'On for this device', test: 'Send a test', tested: 'Sent. It should appear in a moment.',
  denied: 'This browser does not allow notifications from this site. Allow them in the site settings of the browser, then come back.',
  unsupported: 'This browser has no notifications here. On an iPhone, first add Tambour to the home screen.',
  failed: 'The browser could not subscribe. Try again later.',
  shows: 'On the lock screen', shows_all: 'Name and text', shows_sender: 'Name only', shows_nothing: 'Nothing',
  from: 'Notify about', dialog: 'Private chats', group: 'Groups', channel: 'Channels', mentions: 'Mentions of you always get through, also in muted chats.',
  app: 'App', install: 'Install Tambour', install_text: 'A window and an icon of its own, also without a network.', installed: 'Tambour is installed here.',
  share: 'Share to', nothing: 'Nothing found', search: 'Search', again: 'Tambour had only just started and could not take all of it. Please share it once more.',
};
type Outside = Record<keyof typeof en, string>;
const ru: Outside = {
  why: 'Узнавать о новых сообщениях, когда Tambour закрыт. Браузер спросит разрешения; всё отправляется зашифрованным только для этого устройства.',
  turn_on: 'Включить уведомления', turn_off: 'Выключить на этом устройстве', on: 'Включены на этом устройстве', test: 'Отправить пробное', tested: 'Отправлено. Сейчас появится.',
  denied: 'Этот браузер запрещает уведомления с этого сайта. Разрешите их в настройках сайта и вернитесь сюда.',
  unsupported: 'В этом браузере здесь нет уведомлений. На iPhone сначала добавьте Tambour на экран «Домой».',
  failed: 'Браузер не смог подписаться. Попробуйте позже.',
  shows: 'На экране блокировки', shows_all: 'Имя и текст', shows_sender: 'Только имя', shows_nothing: 'Ничего',
  from: 'Уведомлять о', dialog: 'Личные чаты', group: 'Группы', channel: 'Каналы', mentions: 'Упоминания доходят всегда, даже из чатов без звука.',
  app: 'Приложение', install: 'Установить Tambour', install_text: 'Своё окно и значок, работает и без сети.', installed: 'Tambour здесь установлен.',
  share: 'Поделиться в', nothing: 'Ничего не найдено', search: 'Поиск', again: 'Tambour только запускался и не смог принять всё. Поделитесь ещё раз, пожалуйста.',
};
const ar: Outside = {
  why: 'اعرف بالرسائل الجديدة حين يكون Tambour مغلقًا. سيطلب متصفحك الإذن، وما يُرسل مشفّر لهذا الجهاز وحده.',
  turn_on: 'تشغيل الإشعارات', turn_off: 'إيقافها على هذا الجهاز', on: 'تعمل على هذا الجهاز', test: 'إرسال تجربة', tested: 'أُرسلت، وستظهر بعد لحظة.',
  denied: 'هذا المتصفح يمنع إشعارات هذا الموقع. اسمح بها في إعدادات الموقع ثم عد إلى هنا.',
  unsupported: 'لا إشعارات في هذا المتصفح هنا. على iPhone أضف Tambour إلى الشاشة الرئيسية أولًا.',
  failed: 'تعذّر على المتصفح الاشتراك. حاول لاحقًا.',
  shows: 'على شاشة القفل', shows_all: 'الاسم والنص', shows_sender: 'الاسم فقط', shows_nothing: 'لا شيء',
  from: 'الإشعار بـ', dialog: 'المحادثات الخاصة', group: 'المجموعات', channel: 'القنوات', mentions: 'الإشارات إليك تصل دائمًا، حتى من المحادثات المكتومة.',
  app: 'التطبيق', install: 'تثبيت Tambour', install_text: 'نافذة وأيقونة خاصتان، ويعمل دون شبكة أيضًا.', installed: 'Tambour مثبّت هنا.',
  share: 'مشاركة في', nothing: 'لا نتائج', search: 'بحث', again: 'كان Tambour في بداية تشغيله ولم يستطع أخذ كل شيء. شاركه مرة أخرى من فضلك.',
};
export const outsideWords: Record<Lang, Outside> = { en, ru, ar };

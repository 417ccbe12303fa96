// Words about bots: with their parts, not with the first load.
import type { Lang } from '../view/say';

const en = {
  buttons: 'Buttons', leads: 'opens {host}', copies: 'copies a text', silent: '{name} does not answer. Try again later.', open_q: 'Open this link?', open: 'Open',
  contact_q: 'Share your contact with {name}?', contact_text: 'Your name and your number {phone} are sent to this chat.', share: 'Share', no_number: 'There is no number with this account.',
  place_q: 'Share where you are with {name}?', place_text: 'Your position is sent to this chat.', press_start: 'Press Start to begin.', restart: 'Restart the bot', no_commands: 'There are no commands here.',
  about: 'What it does', hears: 'In groups it reads', hears_all: 'everything that is said', hears_some: 'only commands, mentions and answers to it', add: 'Add to a group or channel', link: 'Copy the link to this bot', help: 'Help',
  add_title: 'Add {name} to', added: '{name} was added', in_already: '{name} is in there already', not_added: 'It could not be added there.', no_place: 'There is no chat where you may add anybody.', stop: 'Stop the bot', stop_q: 'Stop this bot?', stop_text: 'It can no longer write to you, until you restart it.', stopped: 'Bot stopped',
  chat_q: 'Open this chat?', chat_text: '“{title}”. Whoever comes first makes it and owns it. Everybody who presses this button is in it, and {name} as an administrator.', chat_yes: 'Open it',
  con_with: 'Write with {name}', con_write: 'Write a message with it', con_where: 'Write for which chat?', con_wait: '{name} is writing…', con_slow: '{name} takes its time. You may wait, or close this.', con_ready: 'Ready to be sent in your name:', con_tell: 'Tell {name}', con_close: 'Stop writing with {name}', con_over: 'This is over. Open it again.', con_send: 'Send', con_buttons: 'What {name} asks', app_q: 'Open {host}?', app_text: '{name} learns your name, your public name, your language and from which chat you come.', con_contact: 'The bot gets your name and your number {phone}.', con_place: 'The bot gets your position.',
};
type Said = Record<keyof typeof en, string>;
const ru: Said = {
  buttons: 'Кнопки', leads: 'открывает {host}', copies: 'копирует текст', silent: '{name} не отвечает. Попробуйте позже.', open_q: 'Открыть эту ссылку?', open: 'Открыть',
  contact_q: 'Отправить свой контакт боту {name}?', contact_text: 'В этот чат будут отправлены ваше имя и номер {phone}.', share: 'Отправить', no_number: 'У этого аккаунта нет номера.',
  place_q: 'Отправить своё местоположение боту {name}?', place_text: 'Место, где вы находитесь, будет отправлено в этот чат.', press_start: 'Нажмите «Начать».', restart: 'Перезапустить бота', no_commands: 'Команд здесь нет.',
  about: 'Что умеет бот', hears: 'В группах читает', hears_all: 'всё, что там пишут', hears_some: 'только команды, упоминания и ответы ему', add: 'Добавить в группу или канал', link: 'Скопировать ссылку на бота', help: 'Помощь',
  add_title: 'Куда добавить: {name}', added: 'Добавлен: {name}', in_already: '{name} уже там', not_added: 'Добавить туда не удалось.', no_place: 'Нет чата, куда вы можете кого-нибудь добавить.', stop: 'Остановить бота', stop_q: 'Остановить бота?', stop_text: 'Он больше не сможет вам писать, пока вы его не перезапустите.', stopped: 'Бот остановлен',
  chat_q: 'Открыть этот чат?', chat_text: '«{title}». Кто нажмёт первым, тот создаст чат и станет владельцем. В нём будут все, кто нажмёт эту кнопку, и {name} как администратор.', chat_yes: 'Открыть',
  con_with: 'Написать вместе: {name}', con_write: 'Написать с ним сообщение', con_where: 'Для какого чата?', con_wait: '{name} пишет…', con_slow: '{name} не торопится. Можно подождать или закрыть.', con_ready: 'Готово, будет отправлено от вашего имени:', con_tell: 'Сказать: {name}', con_close: 'Больше не писать вместе: {name}', con_over: 'Уже не действует. Откройте ещё раз.', con_send: 'Отправить', con_buttons: 'О чём спрашивает {name}', app_q: 'Открыть {host}?', app_text: '{name} узнает ваше имя, публичное имя, язык и из какого вы чата.', con_contact: 'Бот получит ваше имя и номер {phone}.', con_place: 'Бот узнает, где вы находитесь.',
};
const ar: Said = {
  buttons: 'أزرار', leads: 'يفتح {host}', copies: 'ينسخ نصًا', silent: 'لا يردّ {name}. حاول لاحقًا.', open_q: 'فتح هذا الرابط؟', open: 'فتح',
  contact_q: 'مشاركة جهة اتصالك مع {name}؟', contact_text: 'يُرسل اسمك ورقمك {phone} إلى هذه المحادثة.', share: 'مشاركة', no_number: 'لا رقم لهذا الحساب.',
  place_q: 'مشاركة مكانك مع {name}؟', place_text: 'يُرسل موقعك إلى هذه المحادثة.', press_start: 'اضغط «ابدأ».', restart: 'إعادة تشغيل البوت', no_commands: 'لا أوامر هنا.',
  about: 'ماذا يفعل', hears: 'يقرأ في المجموعات', hears_all: 'كل ما يُقال', hears_some: 'الأوامر والإشارات إليه والردود عليه فقط', add: 'إضافة إلى مجموعة أو قناة', link: 'نسخ رابط البوت', help: 'مساعدة',
  add_title: 'إضافة {name} إلى', added: 'أُضيف {name}', in_already: '{name} هناك من قبل', not_added: 'تعذّرت إضافته هناك.', no_place: 'لا محادثة يمكنك الإضافة إليها.', stop: 'إيقاف البوت', stop_q: 'إيقاف هذا البوت؟', stop_text: 'لن يستطيع مراسلتك حتى تعيد تشغيله.', stopped: 'أُوقف البوت',
  chat_q: 'فتح هذه المحادثة؟', chat_text: '«{title}». من يضغط أولًا ينشئها ويملكها. فيها كل من يضغط هذا الزر، و{name} مشرفًا.', chat_yes: 'فتح',
  con_with: 'الكتابة مع {name}', con_write: 'كتابة رسالة معه', con_where: 'لأي محادثة؟', con_wait: '{name} يكتب…', con_slow: '{name} لا يستعجل. يمكنك الانتظار أو الإغلاق.', con_ready: 'جاهز ليُرسل باسمك:', con_tell: 'إخبار {name}', con_close: 'إيقاف الكتابة مع {name}', con_over: 'انتهى هذا. افتحه من جديد.', con_send: 'إرسال', con_buttons: 'ما يسأل عنه {name}', app_q: 'فتح {host}؟', app_text: 'يعرف {name} اسمك واسمك العام ولغتك ومن أي محادثة أتيت.', con_contact: 'يحصل البوت على اسمك ورقمك {phone}.', con_place: 'يحصل البوت على موقعك.',
};
export const botWords: Record<Lang, Said> = { en, ru, ar };

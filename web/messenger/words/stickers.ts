// Words of stickers: with their panels, not with the first load.
import type { Lang } from '../view/say';

const en = {
  stickers: 'Stickers', search: 'Search by emoji or its name', recent: 'Recent', own_packs: 'My packs', all_packs: 'Manage packs',
  none: 'No stickers yet', none_text: 'Tap a sticker in a chat to get its pack, or make your own from pictures.', none_found: 'No sticker for this',
  make: 'New pack', title: 'Title of the pack', by: 'by {name}', n: '{n} of {most}', done: 'Done', get: 'Add pack', drop: 'Remove pack', got: 'Pack added', dropped: 'Pack removed',
  link: 'Copy link', change: 'Edit pack', add: 'Add pictures', add_text: 'Square pictures with a clear background look best. Each becomes a sticker of 512 pixels.',
  emoji: 'Choose its emoji', first: 'Move forward', last: 'Move back', out: 'Remove sticker', erase: 'Delete pack', erase_q: 'Delete “{title}”?', erase_text: 'It disappears from everybody’s stickers. What was sent stays.',
  unreadable: '{name}: this picture could not be read', full: 'A pack holds {most} stickers', gone: 'There is no such pack any more', no_pack: 'This sticker is in no pack', empty: 'This pack is empty', working: 'Being prepared: {n}', up: 'Move up', down: 'Move down',
};
type Said = Record<keyof typeof en, string>;
const ru: Said = {
  stickers: 'Стикеры', search: 'Поиск по эмодзи или названию', recent: 'Недавние', own_packs: 'Мои наборы', all_packs: 'Управление наборами',
  none: 'Стикеров пока нет', none_text: 'Нажмите на стикер в чате, чтобы добавить его набор, или соберите свой из картинок.', none_found: 'Подходящих стикеров нет',
  make: 'Новый набор', title: 'Название набора', by: 'автор: {name}', n: '{n} из {most}', done: 'Готово', get: 'Добавить набор', drop: 'Убрать набор', got: 'Набор добавлен', dropped: 'Набор убран',
  link: 'Скопировать ссылку', change: 'Изменить набор', add: 'Добавить картинки', add_text: 'Лучше всего квадратные картинки с прозрачным фоном. Каждая станет стикером в 512 пикселей.',
  emoji: 'Выбрать эмодзи', first: 'Переместить вперёд', last: 'Переместить назад', out: 'Убрать стикер', erase: 'Удалить набор', erase_q: 'Удалить «{title}»?', erase_text: 'Он исчезнет у всех. Отправленные стикеры останутся.',
  unreadable: '{name}: картинку не удалось прочитать', full: 'В наборе помещается {most} стикеров', gone: 'Такого набора больше нет', no_pack: 'Этот стикер не входит ни в один набор', empty: 'Набор пуст', working: 'Готовится: {n}', up: 'Выше', down: 'Ниже',
};
const ar: Said = {
  stickers: 'ملصقات', search: 'ابحث بالرمز أو باسمه', recent: 'الأخيرة', own_packs: 'حزمي', all_packs: 'إدارة الحزم',
  none: 'لا ملصقات بعد', none_text: 'اضغط ملصقًا في محادثة لتأخذ حزمته، أو اصنع حزمتك من الصور.', none_found: 'لا ملصق لهذا',
  make: 'حزمة جديدة', title: 'عنوان الحزمة', by: 'صنعها {name}', n: '{n} من {most}', done: 'تم', get: 'أضف الحزمة', drop: 'أزل الحزمة', got: 'أضيفت الحزمة', dropped: 'أزيلت الحزمة',
  link: 'نسخ الرابط', change: 'تعديل الحزمة', add: 'أضف صورًا', add_text: 'أجملها الصور المربعة ذات الخلفية الشفافة. تصير كل صورة ملصقًا من 512 بكسل.',
  emoji: 'اختر رمزه', first: 'نقل إلى الأمام', last: 'نقل إلى الخلف', out: 'إزالة الملصق', erase: 'حذف الحزمة', erase_q: 'حذف «{title}»؟', erase_text: 'تختفي من ملصقات الجميع، ويبقى ما أُرسل.',
  unreadable: '{name}: تعذّرت قراءة الصورة', full: 'تتسع الحزمة لـ {most} ملصقًا', gone: 'لم تعد هذه الحزمة موجودة', no_pack: 'هذا الملصق ليس في حزمة', empty: 'الحزمة فارغة', working: 'قيد التحضير: {n}', up: 'إلى أعلى', down: 'إلى أسفل',
};
export const stickerWords: Record<Lang, Said> = { en, ru, ar };

"""The rules members agree to, as versioned data in plain words; every decision cites one of them.

A version is never edited once a server has decided by it: `digest` is pinned in tests/house/test_policy.py, and a
change there means a new version here, with the old one kept in POLICIES so that old decisions still say what they said.
"""

import hashlib
from dataclasses import dataclass

import msgspec

from tambour.moderation.harms import ABUSE, HARMS, Harm
from tambour.moderation.staff import CAPABILITIES, FOUR_EYES, ROLES, STRIKES, Strike
from tambour.moderation.words import Words

POLICY_VERSION = "2026-11"
EXCEPTION: Words = {
    "en": "News, criticism, research, art, counter-speech and the voices of victims are allowed, also when they show or"
    " quote what the rule forbids. Whoever decides must look at the purpose and the surroundings.",
    "ru": "Новости, критика, исследования, искусство, ответная речь и голоса пострадавших разрешены, даже если они"
    " показывают или цитируют то, что запрещено правилом. Решающий обязан учитывать цель и окружение.",
    "ar": "الأخبار والنقد والبحث والفن والخطاب المضاد وأصوات الضحايا مسموح بها، حتى إن عرضت أو اقتبست ما تمنعه القاعدة."
    " وعلى من يقرر أن ينظر في الغرض والسياق.",
}
PURPOSES: dict[str, Words] = {
    "news": {"en": "News", "ru": "Новости", "ar": "خبر"},
    "criticism": {"en": "Criticism", "ru": "Критика", "ar": "نقد"},
    "research": {"en": "Research or teaching", "ru": "Исследование или обучение", "ar": "بحث أو تعليم"},
    "art": {"en": "Art", "ru": "Искусство", "ar": "فن"},
    "counter_speech": {"en": "Counter-speech", "ru": "Ответная речь", "ar": "خطاب مضاد"},
    "victims": {"en": "A victim's voice", "ru": "Голос пострадавшего", "ar": "صوت ضحية"},
}
"""What the exception names, one by one: whoever decides by it says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `ref` is what a decision cites, with the version; `text` is what members read."""

    ref: str
    category: str
    text: Words
    exception: bool = False

    @property
    def cited(self) -> str:
        """The reference as a decision stores it."""
        return f"{POLICY_VERSION}/{self.ref}"


def _rule(ref: str, category: str, en: str, ru: str, ar: str, *, exception: bool = False) -> Rule:
    return Rule(ref=ref, category=category, text={"en": en, "ru": ru, "ar": ar}, exception=exception)


_ALL = (
    _rule(
        "1.1",
        "tvec.threat",
        "Do not threaten people with violence for a political, religious or ideological aim.",
        "Не угрожайте людям насилием ради политических, религиозных или идеологических целей.",
        "لا تهدّد الناس بالعنف لغاية سياسية أو دينية أو أيديولوجية.",
        exception=True,
    ),
    _rule(
        "1.2",
        "tvec.instruct",
        "Do not share instructions for attacks, or for making weapons or explosives for them.",
        "Не распространяйте инструкции для нападений или изготовления оружия и взрывчатки для них.",
        "لا تنشر تعليمات لتنفيذ هجمات أو لصنع أسلحة أو متفجرات لها.",
        exception=True,
    ),
    _rule(
        "1.3",
        "tvec.branded",
        "Do not spread the official material of terrorist groups in order to serve them.",
        "Не распространяйте официальные материалы террористических групп в их интересах.",
        "لا تنشر المواد الرسمية للجماعات الإرهابية خدمةً لها.",
        exception=True,
    ),
    _rule(
        "1.4",
        "tvec.recruit",
        "Do not recruit for terrorist groups, and do not lead people to them.",
        "Не вербуйте в террористические группы и не приводите в них людей.",
        "لا تجنّد أشخاصًا لجماعات إرهابية ولا توجّههم إليها.",
        exception=True,
    ),
    _rule(
        "1.5",
        "tvec.finance",
        "Do not collect money or goods for terrorist groups.",
        "Не собирайте деньги или вещи для террористических групп.",
        "لا تجمع أموالًا أو سلعًا لجماعات إرهابية.",
        exception=True,
    ),
    _rule(
        "1.6",
        "tvec.incite",
        "Do not call for violence against people.",
        "Не призывайте к насилию над людьми.",
        "لا تدعُ إلى العنف ضد الناس.",
        exception=True,
    ),
    _rule(
        "1.7",
        "tvec.praise",
        "Do not praise attacks on people or those who carried them out.",
        "Не восхваляйте нападения на людей и тех, кто их совершил.",
        "لا تمجّد الهجمات على الناس ولا من نفّذوها.",
        exception=True,
    ),
    _rule(
        "2.1",
        "csam",
        "Nothing that sexually abuses or exploits children, in any form and for any purpose.",
        "Ничего, что связано с сексуальным насилием над детьми или их эксплуатацией, в любом виде и с любой целью.",
        "لا شيء فيه اعتداء جنسي على الأطفال أو استغلال لهم، بأي شكل ولأي غرض.",
    ),
    _rule(
        "2.2",
        "self_harm",
        "Do not encourage or teach suicide or self-harm. Asking for help and telling one's story is welcome.",
        "Не склоняйте к самоубийству или причинению себе вреда и не учите этому. Просить о помощи и рассказывать"
        " о себе можно.",
        "لا تشجّع على الانتحار أو إيذاء النفس ولا تعلّمه. طلب المساعدة ورواية التجربة مرحّب بهما.",
        exception=True,
    ),
    _rule(
        "2.3",
        "violence.graphic",
        "Do not show graphic violence for its own sake.",
        "Не показывайте жестокие сцены ради самой жестокости.",
        "لا تعرض العنف الصادم لذاته.",
        exception=True,
    ),
    _rule(
        "2.4",
        "hate",
        "Do not call for hatred or discrimination against people for what they are.",
        "Не призывайте к ненависти или дискриминации людей за то, кто они есть.",
        "لا تدعُ إلى كراهية الناس أو التمييز ضدهم بسبب هويتهم.",
        exception=True,
    ),
    _rule(
        "3.1",
        "drugs",
        "Do not sell drugs, weapons or other goods that are forbidden to trade.",
        "Не продавайте наркотики, оружие и другие запрещённые к торговле товары.",
        "لا تبع المخدرات أو الأسلحة أو غيرها من السلع الممنوعة.",
    ),
    _rule(
        "3.2",
        "scam",
        "Do not cheat people out of money, accounts or personal data.",
        "Не выманивайте у людей деньги, учётные записи и личные данные.",
        "لا تحتل على الناس لأخذ أموالهم أو حساباتهم أو بياناتهم.",
    ),
    _rule(
        "3.3",
        "impersonation",
        "Do not pretend to be another person or organisation in order to deceive. Parody that says so is allowed.",
        "Не выдавайте себя за другого человека или организацию с целью обмана. Явная пародия разрешена.",
        "لا تنتحل شخصية شخص أو جهة بقصد الخداع. والمحاكاة الساخرة المعلنة مسموح بها.",
    ),
    _rule(
        "3.4",
        "spam",
        "Do not flood people with messages they did not ask for.",
        "Не заваливайте людей сообщениями, о которых они не просили.",
        "لا تُغرق الناس برسائل لم يطلبوها.",
    ),
    _rule(
        "3.5",
        "copyright",
        "Do not publish other people's work without their permission, where the law does not allow it.",
        "Не публикуйте чужие произведения без разрешения, если закон этого не допускает.",
        "لا تنشر أعمال الآخرين دون إذنهم حيث لا يسمح القانون بذلك.",
    ),
    _rule(
        "4.1",
        "evade.ban",
        "Do not rebuild a space that was closed under these rules.",
        "Не воссоздавайте пространство, закрытое по этим правилам.",
        "لا تُعِد إنشاء مساحة أُغلقت بموجب هذه القواعد.",
    ),
    _rule(
        "4.2",
        "other",
        "Do not use this service to harm people or to break the law that applies to it.",
        "Не используйте сервис во вред людям или в нарушение применимого закона.",
        "لا تستخدم هذه الخدمة لإيذاء الناس أو لمخالفة القانون الساري عليها.",
    ),
    _rule(
        "4.3",
        ABUSE,
        "Do not misuse complaints: whoever complains again and again of what obviously breaks no rule is warned, and"
        " then cannot complain for a time.",
        "Не злоупотребляйте жалобами: кто раз за разом жалуется на то, что явно ничего не нарушает, получает"
        " предупреждение, а затем на время лишается возможности жаловаться.",
        "لا تُسئ استخدام البلاغات: من يبلّغ مرة بعد مرة عمّا لا يخالف شيئًا بوضوح يُنذر، ثم لا يمكنه الإبلاغ مدة من"
        " الزمن.",
    ),
)
RULES: dict[str, Rule] = {rule.category: rule for rule in _ALL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One version in full: what members read, what the desk decides by, and who may do what."""

    version: str
    rules: tuple[Rule, ...]
    harms: tuple[Harm, ...]
    exception: Words
    purposes: dict[str, Words]
    capabilities: dict[str, Words]
    roles: dict[str, tuple[str, ...]]
    four_eyes: dict[str, int]
    strikes: tuple[Strike, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of everything in it."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


CURRENT = Policy(
    version=POLICY_VERSION,
    rules=_ALL,
    harms=HARMS,
    exception=EXCEPTION,
    purposes=PURPOSES,
    capabilities=CAPABILITIES,
    roles=ROLES,
    four_eyes=FOUR_EYES,
    strikes=STRIKES,
)
POLICIES: dict[str, Policy] = {CURRENT.version: CURRENT}


def rule_cited(cited: str) -> Rule | None:
    """The rule behind a stored reference, of the version it was decided by; None for one that never was."""
    version, _, _ = cited.partition("/")
    known = POLICIES.get(version)
    return next((rule for rule in known.rules if f"{version}/{rule.ref}" == cited), None) if known else None

"""The vocabulary of harm: every category a report or a decision may name, its severity, its clock, its codes."""

from dataclasses import dataclass

from tambour.moderation.words import Words

TREE_VERSION = 1
CRITICISM_IS_ALLOWED: Words = {
    "en": "Criticising authorities, religion or policy, news and research are allowed.",
    "ru": "Критика власти, религии или политики, новости и исследования разрешены.",
    "ar": "يُسمح بانتقاد السلطات أو الدين أو السياسات، وكذلك بالأخبار والأبحاث.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One leaf of the tree. `severity` 0 is the gravest; `first_look_min` is the clock owed to a report, in minutes."""

    key: str
    label: Words
    severity: int
    first_look_min: int
    tvec: tuple[str, ...] = ()
    dsa: str = "OTHER_VIOLATION_TC"
    group: str = ""
    listed: bool = True
    """May members choose it when they complain?"""

    @property
    def hint(self) -> Words | None:
        """What is *not* this harm; shown with every leaf about violent extremism."""
        return CRITICISM_IS_ALLOWED if self.key.startswith("tvec.") else None


GROUPS: dict[str, Words] = {
    "tvec": {
        "en": "Terrorism or violent extremism",
        "ru": "Терроризм или насильственный экстремизм",
        "ar": "الإرهاب أو التطرف العنيف",
    },
}

ABUSE = "abuse.reports"
"""The misuse of complaints themselves; only the desk names it."""
HARMS: tuple[Harm, ...] = (
    Harm(
        key="tvec.threat",
        group="tvec",
        severity=0,
        first_look_min=15,
        tvec=("TVEC2",),
        dsa="VIOLENCE",
        label={
            "en": "A real threat to people",
            "ru": "Реальная угроза людям",
            "ar": "تهديد حقيقي للناس",
        },
    ),
    Harm(
        key="tvec.instruct",
        group="tvec",
        severity=0,
        first_look_min=30,
        tvec=("TVEC5", "TVEC3"),
        dsa="RISK_FOR_PUBLIC_SECURITY",
        label={
            "en": "Instructions for an attack",
            "ru": "Инструкции для нападения",
            "ar": "تعليمات لتنفيذ هجوم",
        },
    ),
    Harm(
        key="tvec.branded",
        group="tvec",
        severity=1,
        first_look_min=60,
        tvec=("TVEC1",),
        dsa="RISK_FOR_PUBLIC_SECURITY",
        label={
            "en": "Official material of a terrorist group",
            "ru": "Официальные материалы террористической группы",
            "ar": "مواد رسمية لجماعة إرهابية",
        },
    ),
    Harm(
        key="tvec.recruit",
        group="tvec",
        severity=1,
        first_look_min=60,
        tvec=("TVEC6",),
        dsa="RISK_FOR_PUBLIC_SECURITY",
        label={
            "en": "Recruits or sends people to such a group",
            "ru": "Вербовка в такую группу или приглашения в неё",
            "ar": "تجنيد أشخاص لمثل هذه الجماعة أو توجيههم إليها",
        },
    ),
    Harm(
        key="tvec.finance",
        group="tvec",
        severity=1,
        first_look_min=120,
        tvec=("TVEC4",),
        dsa="RISK_FOR_PUBLIC_SECURITY",
        label={
            "en": "Collects money for one",
            "ru": "Сбор денег для такой группы",
            "ar": "جمع أموال لمثل هذه الجماعة",
        },
    ),
    Harm(
        key="tvec.incite",
        group="tvec",
        severity=1,
        first_look_min=120,
        tvec=("TVEC8",),
        dsa="VIOLENCE",
        label={"en": "Calls for violence", "ru": "Призывы к насилию", "ar": "دعوات إلى العنف"},
    ),
    Harm(
        key="tvec.praise",
        group="tvec",
        severity=2,
        first_look_min=360,
        tvec=("TVEC7",),
        dsa="RISK_FOR_PUBLIC_SECURITY",
        label={
            "en": "Praises attacks or attackers",
            "ru": "Восхваление нападений или нападавших",
            "ar": "تمجيد الهجمات أو المهاجمين",
        },
    ),
    Harm(
        key="csam",
        severity=0,
        first_look_min=15,
        dsa="PROTECTION_OF_MINORS",
        label={
            "en": "Sexual abuse of children",
            "ru": "Сексуальное насилие над детьми",
            "ar": "الاعتداء الجنسي على الأطفال",
        },
    ),
    Harm(
        key="self_harm",
        severity=1,
        first_look_min=60,
        dsa="SELF_HARM",
        label={
            "en": "Suicide or self-harm",
            "ru": "Самоубийство или причинение себе вреда",
            "ar": "الانتحار أو إيذاء النفس",
        },
    ),
    Harm(
        key="evade.ban",
        severity=1,
        first_look_min=60,
        label={
            "en": "A banned channel came back",
            "ru": "Возвращение заблокированного канала",
            "ar": "عودة قناة محظورة",
        },
    ),
    Harm(
        key="violence.graphic",
        severity=2,
        first_look_min=360,
        dsa="VIOLENCE",
        label={"en": "Graphic violence", "ru": "Жестокие кадры", "ar": "مشاهد عنف صادمة"},
    ),
    Harm(
        key="hate",
        severity=2,
        first_look_min=360,
        dsa="ILLEGAL_OR_HARMFUL_SPEECH",
        label={
            "en": "Hatred against a group of people",
            "ru": "Ненависть к группе людей",
            "ar": "كراهية تجاه فئة من الناس",
        },
    ),
    Harm(
        key="drugs",
        severity=2,
        first_look_min=720,
        dsa="UNSAFE_AND_PROHIBITED_PRODUCTS",
        label={
            "en": "Sale of drugs or weapons",
            "ru": "Продажа наркотиков или оружия",
            "ar": "بيع مخدرات أو أسلحة",
        },
    ),
    Harm(
        key="scam",
        severity=2,
        first_look_min=720,
        dsa="SCAMS_AND_FRAUD",
        label={"en": "Fraud or theft", "ru": "Мошенничество или кража", "ar": "احتيال أو سرقة"},
    ),
    Harm(
        key="impersonation",
        severity=3,
        first_look_min=1440,
        dsa="SCAMS_AND_FRAUD",
        label={
            "en": "Pretends to be someone else",
            "ru": "Выдаёт себя за другого",
            "ar": "ينتحل شخصية غيره",
        },
    ),
    Harm(
        key="spam", severity=3, first_look_min=1440, label={"en": "Spam", "ru": "Спам", "ar": "رسائل مزعجة"}
    ),
    Harm(
        key="copyright",
        severity=3,
        first_look_min=2880,
        dsa="INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        label={
            "en": "Breaks my copyright",
            "ru": "Нарушает мои авторские права",
            "ar": "ينتهك حقوق النشر الخاصة بي",
        },
    ),
    Harm(
        key="other",
        severity=3,
        first_look_min=1440,
        label={"en": "Something else", "ru": "Другое", "ar": "أمر آخر"},
    ),
    Harm(
        key=ABUSE,
        severity=3,
        first_look_min=2880,
        listed=False,
        label={
            "en": "Misuses complaints",
            "ru": "Злоупотребляет жалобами",
            "ar": "يسيء استخدام البلاغات",
        },
    ),
)
LISTED: tuple[Harm, ...] = tuple(harm for harm in HARMS if harm.listed)
BY_KEY: dict[str, Harm] = {harm.key: harm for harm in HARMS}


def tree(lang: str) -> list[dict[str, object]]:
    """The tree as members see it: groups first where their first leaf stands. Keys: key, label, hint?, children?."""
    shown: list[dict[str, object]] = []
    groups: dict[str, list[dict[str, object]]] = {}
    for harm in LISTED:
        leaf: dict[str, object] = {"key": harm.key, "label": harm.label[lang]}
        if harm.hint is not None:
            leaf["hint"] = harm.hint[lang]
        if not harm.group:
            shown.append(leaf)
            continue
        if harm.group not in groups:
            groups[harm.group] = []
            shown.append(
                {"key": harm.group, "label": GROUPS[harm.group][lang], "children": groups[harm.group]}
            )
        groups[harm.group].append(leaf)
    return shown

"""Who lives in the demo town. All of them are made up, and so are their numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resident:
    """One person of the town. `key` names them in the scripts."""

    key: str
    name: str
    phone: str
    lang: str
    about: str = ""
    username: str = ""
    role: str = "member"


PEOPLE = (
    Resident(
        "emma", "Emma Whitlock", "+79990001001", "en", "Keeps the lighthouse and its cat.", "emma_whitlock"
    ),
    Resident("anna", "Анна Северная", "+79990001002", "ru", "Библиотека, второй этаж.", "anna_severnaya"),
    Resident("layla", "ليلى الحدّاد", "+79990001003", "ar", "خبز كل صباح عند السادسة.", "layla_bakery"),
    Resident("mira", "Mira Stone", "+79990001004", "en", "I read reports.", "mira_stone", "moderator"),
    Resident("boris", "Борис Лодочкин", "+79990001005", "ru", "Чиню лодки и иногда часы."),
    Resident("yusuf", "يوسف النجّار", "+79990001006", "ar", "نجّار القوارب."),
    Resident("oscar", "Oscar Reed", "+79990001007", "en", "Ferry, 07:10 and 18:40."),
    Resident("maya", "Maya Thornbury", "+79990001008", "en", "Plants. Too many plants."),
    Resident("tom", "Tom Ashgrove", "+79990001009", "en"),
    Resident("vera", "Вера Полевая", "+79990001010", "ru", "Школа, 4 «Б»."),
    Resident("gleb", "Глеб Островой", "+79990001011", "ru"),
    Resident("salma", "سلمى البستاني", "+79990001012", "ar", "حديقة على السطح."),
    Resident("karim", "كريم الصيّاد", "+79990001013", "ar"),
    Resident("clara", "Clara Finch", "+79990001015", "en", "Town hall, ground floor.", "clara_finch"),
    Resident("chance", "Golden Chance", "+79990001014", "en", "Ask me about winning."),
)

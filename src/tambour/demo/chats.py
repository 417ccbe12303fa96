"""Where the demo town talks: its chats, who is in them, and which script is spoken there."""

from dataclasses import dataclass

from tambour.demo import arabic, chatter, english, russian


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One chat. The first person owns it; in a dialog there are two."""

    key: str
    kind: str
    people: tuple[str, ...]
    script: str
    title: str = ""
    about: str = ""
    username: str = ""
    chatter: str = ""
    talks_about: str = ""
    """Key of the channel whose posts this group comments on."""


ALL = (
    "clara",
    "emma",
    "anna",
    "layla",
    "boris",
    "yusuf",
    "oscar",
    "maya",
    "tom",
    "vera",
    "gleb",
    "salma",
    "karim",
)

PLACES = (
    Place(
        key="hall",
        kind="group",
        people=(*ALL, "chance"),
        script=english.HALL,
        chatter=chatter.ENGLISH,
        title="Drumhaven town hall · Ратуша · البلدية",
        about="For everybody who lives here, in every language that is spoken here.",
        username="drumhaven_hall",
    ),
    Place(
        key="harbour",
        kind="group",
        people=("emma", "oscar", "maya", "tom", "anna", "boris", "vera", "yusuf"),
        script=english.HARBOUR,
        chatter=chatter.ENGLISH,
        title="Harbour Street 7",
        about="The house with the crooked stairs.",
    ),
    Place(
        key="pier",
        kind="group",
        people=("anna", "boris", "vera", "gleb"),
        script=russian.PIER,
        chatter=chatter.RUSSIAN,
        title="Дом у причала",
        about="Книги, лодки и пироги.",
    ),
    Place(
        key="market",
        kind="group",
        people=("layla", "karim", "yusuf", "salma"),
        script=arabic.MARKET,
        chatter=chatter.ARABIC,
        title="سوق السمك",
        about="السمك والخبز والخشب والأخبار.",
    ),
    Place(
        key="weather",
        kind="channel",
        people=("emma", *(p for p in ALL if p != "emma"), "mira"),
        script=english.WEATHER,
        title="Drumhaven weather",
        about="From the lighthouse, every morning.",
        username="drumhaven_weather",
    ),
    Place(
        key="clouds",
        kind="group",
        people=("emma", "oscar", "maya", "tom", "vera"),
        script=english.CLOUDS,
        title="Under the clouds",
        about="What people say about the weather.",
        username="drumhaven_clouds",
        talks_about="weather",
    ),
    Place(
        key="posters",
        kind="channel",
        people=("anna", "boris", "vera", "gleb", "emma", "mira", "yusuf"),
        script=russian.POSTERS,
        title="Афиша Барабанной гавани",
        about="Что, где и брать ли плед.",
        username="drumhaven_afisha",
    ),
    Place(
        key="news",
        kind="channel",
        people=("karim", "layla", "yusuf", "salma", "oscar", "mira"),
        script=arabic.NEWS,
        title="أخبار الميناء",
        about="كل ما يصل مع المدّ.",
        username="drumhaven_mina",
    ),
    Place(key="friends", kind="dialog", people=("emma", "oscar"), script=english.FRIENDS),
    Place(key="bakery", kind="dialog", people=("emma", "layla"), script=english.BAKERY),
    Place(key="workshop", kind="dialog", people=("anna", "boris"), script=russian.WORKSHOP),
    Place(key="bench", kind="dialog", people=("layla", "yusuf"), script=arabic.BENCH),
)

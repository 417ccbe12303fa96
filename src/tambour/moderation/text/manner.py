"""Marks outside the words that say how a text is meant: laughter, datelines, figures, hashtags, a way to pay. Pure.

They are looked for in the original: folding takes capitals, hashtags and faces away.
"""

import re

OUTSIDE = {
    "laughter": re.compile(
        r"(?i)\b(?:(?:ha|he|hi|ja|je){2,}h?|a(?:ha){2,}h?|л?(?:ха|хе|хи|ах){2,}х?а?|lol|rofl|lmao|xd+|mdr|ptdr|ahah\w*|jsjs\w*|кек|лол|ржу)\b"
        r"|ه{3,}|هاها|[😂🤣😹😆🤡🙄😏🙃😜😝]|\){3,}|(?<!\S)/s\b|(?<!\S)[;:]-?[)Dd](?!\w)"
    ),
    "dateline": re.compile(
        r"\A\W*(?:[^\W\d_a-zß-öø-ÿа-яё]{3,}[ .-]?){1,3}(?:,[^\n–—-]{1,30}|\s*\([^)\n]{2,30}\))\s*[-–—:.]"
    ),
    "figures": re.compile(
        r"(?i)\b\d+ (?:of|out of|des|sur|von|der|из|من|de los|de las|de) (?:the |den )?\d+\b"
        r"|\b\d{1,2}(?:[.,]\d+)? ?%|%\d"
        r"|\b\d+['’]\w+ \d+['’]"
    ),
    "against": re.compile(
        r"(?i:#(?:stop|нет|стоп|против|لا_?ل|ضد|أوقفوا|gegen|contra|contre|antı?))"
        r"|#(?:[Nn]o|[Nn]ot|[Nn]on|[Nn]ein|[Nn]unca|[Nn]ever|[Ss]ay[Nn]o|[Kk]ein|[Hh]ayır|[Dd]ur|[Bb]asta)(?=[\WA-ZÀ-ÞİŞÇĞÖÜ_])"
    ),
}
CONTACTS = re.compile(
    r"(?i)(?<!\w)@\w*bot\b|\bbc1[a-z0-9]{20,}|\b0x[0-9a-f]{40}\b|\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}\b"
)
"""A bot to write to, a wallet, an account: whoever gives one in his own voice means it."""

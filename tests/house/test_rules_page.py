"""The reference of rules is that of the language, and every question and every mistake has its words."""

import re

from tambour.edges.console.rule_words import RULE_WORDS
from tambour.moderation.allowed import BARS
from tambour.moderation.rules.effects import EFFECTS
from tambour.moderation.rules.features import FEATURES
from tests.house.rules_page import PAGE, rules_page
from tests.house.test_shape import SRC


def test_the_reference_is_that_of_the_language() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: make docs"


def test_every_question_effect_bar_and_mistake_has_its_words() -> None:
    source = (SRC / "moderation/rules/reading.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'(?:at\([\w.\[\] +]+, |Problem\()"(\w+)"', source)) - {"silent"}
    assert {f"ask_{name}" for name in FEATURES} | {f"then_{name}" for name in EFFECTS} <= set(RULE_WORDS)
    assert {f"wrong_{key}" for key in keys} | {f"rule_kind_{kind}" for kind in BARS} <= set(RULE_WORDS)
    assert len(keys) > 30

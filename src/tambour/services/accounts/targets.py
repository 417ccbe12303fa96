"""What people type as a phone number or an e-mail address, made into one canonical form."""

import re

import phonenumbers

from tambour.domain.errors import BadInput

EMAIL_MAX = 254
EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")
TEXT_MAX = 64


def to_phone(text: str, region: str) -> str:
    """E.164 with a plus. `region` (ISO 3166, two letters) reads numbers without one. Raises BadInput(phone)."""
    if len(text) > TEXT_MAX:
        raise BadInput("phone", "too long", why="auth.phone")
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise BadInput("phone", "not a phone number", why="auth.phone") from None
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise BadInput("phone", "not a phone number", why="auth.phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def to_email(text: str) -> str:
    """Lower case. Raises BadInput(email)."""
    email = text.strip().lower()
    if len(email) > EMAIL_MAX or not EMAIL.fullmatch(email):
        raise BadInput("email", "not an e-mail address", why="auth.email")
    return email


def region_of(phone: str) -> str:
    """The country an E.164 number belongs to, or ''."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone, None)) or ""
    except phonenumbers.NumberParseException:
        return ""

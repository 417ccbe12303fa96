"""Imports and exports in PostgreSQL: messages in bulk, people known from exports only, and what was asked for."""

from tambour.adapters.postgres.moving.landing import Landing
from tambour.adapters.postgres.moving.moves import Moves
from tambour.adapters.postgres.moving.strangers import Strangers


class Moving(Landing, Strangers, Moves):
    """See MovingRows in ports/moving.py."""

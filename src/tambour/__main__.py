"""`python -m tambour` is the same as the command `tambour`."""

from tambour.cli import main

main()

"""What an operator must mend before the server can run: not a Refusal (nobody asked wrongly), not our bug."""


class Trouble(Exception):
    """Something outside the program is not as it must be. The command line prints both, exit code 1."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        """What is wrong, one English sentence."""
        self.mend = mend
        """What to do about it; empty when nothing better than the fact is known."""

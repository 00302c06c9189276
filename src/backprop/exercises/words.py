"""Text that a notebook shows as it stands."""


class Words(str):
    """Text whose repr is itself."""

    def __repr__(self):
        return str(self)

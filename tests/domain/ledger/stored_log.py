"""A log kept as the database keeps it: whole tiles, and the last lines by themselves."""

from domain.ledger.tree import leaf_hash, tree_hash


def lines(count: int) -> list[bytes]:
    return [leaf_hash(f"line {position}".encode()) for position in range(count)]


class StoredLog:
    """Level 0 is stored when a tile is full; higher tiles grow with each block of 256."""

    def __init__(self, leaf_hashes: list[bytes]) -> None:
        self.leaf_hashes = leaf_hashes
        self.levels = [leaf_hashes]
        while whole := len(self.levels[-1]) // 256:
            below = self.levels[-1]
            self.levels.append([tree_hash(below[n * 256 : n * 256 + 256]) for n in range(whole)])
        self.asked: list[tuple[int, int, int]] = []

    def __call__(self, level: int, n: int, width: int) -> bytes:
        """Exactly what was asked for, and never more than there is."""
        self.asked.append((level, n, width))
        hashes = self.levels[level][n * 256 : n * 256 + width]
        assert 0 < width <= 256
        assert len(hashes) == width
        return b"".join(hashes)

"""Numbers by numbers, in a few dozen bytes an entry: what a file of 100,000 rows leaves in memory. Pure."""

from array import array

LEAST_PLACES = 1_024
MOST_FILLED = 0.8
BITS = 64
MIXING = (
    0x9E3779B97F4A7C15  # 2**64 over the golden ratio (Knuth, The Art of Computer Programming 6.4)
)


class Numbers:
    """What a dict of whole numbers from 0 to 2**64 - 1 does, without an object for each of them.

    An open hash table (Knuth 6.4, linear probing). The value 0 stands for no entry.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(LEAST_PLACES)

    def __len__(self) -> int:
        return self._count

    def get(self, key: int) -> int:
        """What is kept under the key; 0 when nothing is."""
        return self._values[self._place(key)]

    def put(self, key: int, value: int) -> None:
        """Keep a value other than 0 under the key, in place of an earlier one."""
        at = self._place(key)
        self._count += not self._values[at]
        self._keys[at], self._values[at] = key, value
        if self._count > MOST_FILLED * len(self._keys):
            self._grow()

    def put_if_new(self, key: int, value: int) -> int:
        """Keep the value unless there is one; the value that is kept now."""
        known = self.get(key)
        if not known:
            self.put(key, value)
        return known or value

    def _make(self, places: int) -> None:
        self._keys, self._values = array("Q", bytes(8 * places)), array("Q", bytes(8 * places))
        self._bits = places.bit_length() - 1

    def _place(self, key: int) -> int:
        last = len(self._keys) - 1
        at = (key * MIXING & (1 << BITS) - 1) >> BITS - self._bits
        while self._values[at] and self._keys[at] != key:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._make(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if value:
                at = self._place(key)
                self._keys[at], self._values[at] = key, value

"""Questions: what an item is, how it is marked, where the bank is read."""

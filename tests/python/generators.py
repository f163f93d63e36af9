"""Generators that know what was asked of them."""

import threading
from collections import Counter

import keras
import numpy as np


class Counting(keras.utils.PyDataset):
    """Batches of rows that hold the index of their batch; counts the loads of each.

    Args:
        count: how many batches an epoch has.
        make: what the batch of an index is, instead.
    """

    def __init__(self, count, make=lambda index: (np.full((2, 3), index), np.full(2, index))):
        super().__init__()
        self.count, self.make = count, make
        self.loads, self.events = Counter(), []
        self._lock = threading.Lock()

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        with self._lock:
            self.loads[index] += 1
        return self.make(index)

    def on_epoch_begin(self):
        self.events.append("begin")

    def on_epoch_end(self):
        self.events.append("end")

import multiprocessing

import torch


class DataLoader:
    def __init__(self, dataset, batch_size, num_workers, multiprocessing_context):
        self.dataset = dataset
        self.batch_size = batch_size
        self.workers = num_workers
        self.context = multiprocessing.get_context(multiprocessing_context)

    def __iter__(self):
        with self.context.Pool(self.workers) as pool:
            items = pool.map(self.dataset.__getitem__, range(len(self.dataset)))
        for start in range(0, len(items), self.batch_size):
            yield torch.tensor(value for item in items[start:start + self.batch_size] for value in item)

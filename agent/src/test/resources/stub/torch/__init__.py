"""As much of torch as the verification program asks for, in pure Python."""
import random

__version__ = "@VERSION@"


class version:
    cuda = @CUDA@


class Tensor:
    def __init__(self, rows):
        self.rows = rows
        self.grad = None
        self.parent = None

    def __getitem__(self, index):
        return self.rows[index]

    def __iter__(self):
        return iter(self.rows)

    def requires_grad_(self):
        self.grad = Tensor([0.0] * len(self.rows))
        return self

    def __mul__(self, other):
        product = Tensor([left * right for left, right in zip(self.rows, other.rows)])
        product.parent = self
        return product

    def sum(self):
        total = Tensor([sum(self.rows)])
        total.parent = self.parent
        return total

    def backward(self):
        self.parent.grad = Tensor([2 * value for value in self.parent.rows])

    def reshape(self, size):
        return self


def tensor(rows):
    return Tensor(list(rows))


def rand(height, width):
    return Tensor([[random.random() for _ in range(width)] for _ in range(height)])


def matmul(left, right):
    columns = list(zip(*right.rows))
    return Tensor([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in left.rows])


class cuda:
    @staticmethod
    def init():
        raise RuntimeError("Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU.")

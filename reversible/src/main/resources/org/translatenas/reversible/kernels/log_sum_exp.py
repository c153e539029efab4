# The logarithm of the sum of the exponentials of each row: z [N, V] -> [N, 1].
def forward(self, z: Tensor) -> Tensor:
  return torch.logsumexp(z, [1], True)

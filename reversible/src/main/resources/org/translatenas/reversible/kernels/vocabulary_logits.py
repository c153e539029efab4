# The scores of all pieces before the softmax: states [N, 1, e], table [V, e] -> [N, V].
def forward(self, states: Tensor, table: Tensor) -> Tensor:
  return torch.linear(torch.squeeze(states, 1), table)

# The scores of all pieces before the softmax: states [N, 1, e], table [V, e], the product being made in its type -> [N, V].
def forward(self, states: Tensor, table: Tensor) -> Tensor:
  return torch.to(self.product(torch.to(torch.squeeze(states, 1), table.dtype), table), states.dtype)

# x in float64, with its gradient.
def forward(self, x: Tensor) -> Tensor:
  return torch.to(x, 7)

# Elementwise maximum or average over tensors of one shape. Only two at a time are read, so no stack of them exists.
def forward(self, xs: List[Tensor], average: Tensor) -> Tensor:
  y = xs[0]
  n = torch.len(xs)
  if bool(average):
    for i in range(n - 1):
      y = y + xs[i + 1]
    y = y * (1.0 / float(n))
  else:
    for i in range(n - 1):
      y = torch.maximum(y, xs[i + 1])
  return y

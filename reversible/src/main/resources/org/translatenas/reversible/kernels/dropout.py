# x [..], keep: zeros and ones of x's shape, scale: one number
def forward(self, x: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  return torch.mul_(x * keep, float(scale))

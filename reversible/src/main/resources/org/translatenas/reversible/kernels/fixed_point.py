# x rounded to multiples of 1/scale, a power of two; the gradient passes as if it were x (straight through).
def forward(self, x: Tensor, scale: Tensor) -> Tensor:
  s = float(scale)
  fixed = torch.detach(x)
  return torch.round(fixed * s) / s + (x - fixed)

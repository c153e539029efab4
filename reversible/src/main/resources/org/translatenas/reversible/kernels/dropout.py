# x [..], keep: booleans of x's shape, scale: one number
def forward(self, x: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  return x * keep * float(scale)

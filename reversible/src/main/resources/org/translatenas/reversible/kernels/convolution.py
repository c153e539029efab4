# Convolution over time: x [B, T, c], weight [k, c/groups, w], bias [k] -> [B, T, k].
#   present [B, T, 1]: 0 at padded positions, or no elements: causal, padded on the left by w - 1; groups: one number.
def forward(self, x: Tensor, weight: Tensor, bias: Tensor, present: Tensor, groups: Tensor) -> Tensor:
  w = weight.size(2)
  if present.numel() > 0:
    y = self.convolve(torch.transpose(x * present, 1, 2), weight, bias, w // 2, groups)
  else:
    y = self.convolve(torch.transpose(torch.constant_pad_nd(x, [0, 0, w - 1, 0]), 1, 2), weight, bias, 0, groups)
  return torch.transpose(y, 1, 2)

# Multi-head self attention (Vaswani et al. 2017, 3.2.2).
#   x [B, T, c], in_weight [3c, c] (queries, keys, values), in_bias [3c], out_weight [c, c], out_bias [c],
#   mask [B, 1, 1, T] additive, or no elements: causal; heads: one number,
#   keep [B, H, T, T] and scale: dropout of the attention weights, or no elements.
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, out_weight: Tensor, out_bias: Tensor, mask: Tensor, heads: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  y = torch.view(self.affine(x, in_weight, in_bias), [x.size(0), x.size(1), 3, int(heads), -1])
  # Made dense at once and unbound, so that their gradients come back as one tensor too.
  qkv = torch.unbind(torch.contiguous(torch.permute(y, [2, 0, 3, 1, 4])), 0)
  return self.affine(self.attend(qkv[0], qkv[1], qkv[2], mask, keep, scale), out_weight, out_bias)

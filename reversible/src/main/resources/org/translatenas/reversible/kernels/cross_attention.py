# Multi-head attention of x [B, T, c] over keys k and values v [B, H, S, c/H]; with rows of hypotheses, T counts them.
#   query_weight [c, c], query_bias [c], out_weight [c, c], out_bias [c], mask [B, 1, 1, S] additive,
#   keep [B, H, T, S] and scale: dropout of the attention weights, or no elements.
def forward(self, x: Tensor, query_weight: Tensor, query_bias: Tensor, k: Tensor, v: Tensor, out_weight: Tensor, out_bias: Tensor, mask: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  q = torch.transpose(torch.view(self.affine(x, query_weight, query_bias), [x.size(0), x.size(1), k.size(1), -1]), 1, 2)
  return self.affine(self.attend(q, k, v, mask, keep, scale), out_weight, out_bias)

# Multi-head attention of x [B, T, c] over keys k and values v [B, H, S, c/H]; with rows of hypotheses, T counts them.
#   query_weight [c, c], query_bias [c], out_weight [c, c], out_bias [c], mask [B, 1, 1, S] additive,
#   keep [B, H, T, S] and scale: dropout of the attention weights, or no elements.
def forward(self, x: Tensor, query_weight: Tensor, query_bias: Tensor, k: Tensor, v: Tensor, out_weight: Tensor, out_bias: Tensor, mask: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  B = x.size(0)
  T = x.size(1)
  c = x.size(2)
  H = k.size(1)
  q = torch.transpose(torch.view(self.affine(x, query_weight, query_bias), [B, T, H, c // H]), 1, 2)
  if keep.numel() > 0:
    z = torch.matmul(q, torch.transpose(k, -2, -1)) * (1.0 / torch.sqrt(float(c // H))) + mask
    y = torch.matmul(torch.mul_(torch.softmax(z, -1) * keep, float(scale)), v)
  else:
    y = torch.scaled_dot_product_attention(q, k, v, mask)
  return self.affine(torch.contiguous(torch.reshape(torch.transpose(y, 1, 2), [B, T, c])), out_weight, out_bias)

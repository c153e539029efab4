# Multi-head self attention (Vaswani et al. 2017, 3.2.2).
#   x [B, T, c], in_weight [3c, c] (queries, keys, values), in_bias [3c], out_weight [c, c], out_bias [c],
#   mask [B, 1, 1, T] additive, or no elements: causal; heads: one number,
#   keep [B, H, T, T] and scale: dropout of the attention weights, or no elements.
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, out_weight: Tensor, out_bias: Tensor, mask: Tensor, heads: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  B = x.size(0)
  T = x.size(1)
  c = x.size(2)
  H = int(heads)
  qkv = torch.permute(torch.view(self.affine(x, in_weight, in_bias), [B, T, 3, H, c // H]), [2, 0, 3, 1, 4])
  q = torch.select(qkv, 0, 0)
  k = torch.select(qkv, 0, 1)
  v = torch.select(qkv, 0, 2)
  if keep.numel() > 0:
    z = torch.matmul(q, torch.transpose(k, -2, -1)) * (1.0 / torch.sqrt(float(c // H)))
    if mask.numel() > 0:
      z = z + mask
    else:
      z = torch.masked_fill(z, torch.logical_not(torch.tril(torch.ones([T, T], dtype=11, device=x.device))), -inf)
    y = torch.matmul(torch.mul_(torch.softmax(z, -1) * keep, float(scale)), v)
  elif mask.numel() > 0:
    y = torch.scaled_dot_product_attention(q, k, v, mask)
  else:
    y = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
  return self.affine(torch.contiguous(torch.reshape(torch.transpose(y, 1, 2), [B, T, c])), out_weight, out_bias)

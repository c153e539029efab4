# One position of causal self attention with cached keys and values.
#   x [N, 1, c], weights as in self_attention, keys and values [N, H, t, c/H] of the earlier positions (t may be 0).
# Returns y [N, 1, c], keys and values [N, H, t + 1, c/H].
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, out_weight: Tensor, out_bias: Tensor, heads: Tensor, keys: Tensor, values: Tensor) -> List[Tensor]:
  N = x.size(0)
  c = x.size(2)
  H = int(heads)
  qkv = torch.permute(torch.view(torch.linear(x, in_weight, in_bias), [N, 1, 3, H, c // H]), [2, 0, 3, 1, 4])
  k = torch.cat([keys, torch.select(qkv, 0, 1)], 2)
  v = torch.cat([values, torch.select(qkv, 0, 2)], 2)
  y = torch.scaled_dot_product_attention(torch.select(qkv, 0, 0), k, v)
  return [torch.linear(torch.reshape(torch.transpose(y, 1, 2), [N, 1, c]), out_weight, out_bias), k, v]

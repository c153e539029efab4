# One position of causal self attention for the k hypotheses of each of B sentences; their keys and values stand in one pool.
#   x [N, 1, c], N = B*k, weights as in self_attention, pool [B, M, 2c] (keys, values; changed), newest (int64 [N]): where this
#   position's go in the pool viewed as [B*M, 2c], mask [B, 1, k, W] additive: which of the first W slots a hypothesis reads.
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, out_weight: Tensor, out_bias: Tensor, heads: Tensor, pool: Tensor, newest: Tensor, mask: Tensor) -> Tensor:
  N = x.size(0)
  c = x.size(2)
  B = pool.size(0)
  W = mask.size(3)
  H = int(heads)
  qkv = torch.linear(torch.view(x, [N, c]), in_weight, in_bias)
  _0 = torch.index_copy_(torch.view(pool, [-1, 2 * c]), 0, newest, torch.slice(qkv, 1, c, 3 * c))
  q = torch.transpose(torch.view(torch.slice(qkv, 1, 0, c), [B, N // B, H, c // H]), 1, 2)
  kv = torch.permute(torch.view(torch.slice(pool, 1, 0, W), [B, W, 2, H, c // H]), [2, 0, 3, 1, 4])
  y = torch.scaled_dot_product_attention(q, torch.select(kv, 0, 0), torch.select(kv, 0, 1), mask)
  return torch.linear(torch.reshape(torch.transpose(y, 1, 2), [N, 1, c]), out_weight, out_bias)

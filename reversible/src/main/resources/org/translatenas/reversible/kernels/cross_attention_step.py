# Cross attention of the k hypotheses of each of B sentences: x [N, 1, c], N = B*k, over keys and values [B, H, S, c/H].
#   Other arguments as in cross_attention, without dropout. (Two products are faster than scaled_dot_product_attention here.)
# Returns y [N, 1, c] and the attention weights [B, H, k, S].
def forward(self, x: Tensor, query_weight: Tensor, query_bias: Tensor, keys: Tensor, values: Tensor, out_weight: Tensor, out_bias: Tensor, mask: Tensor) -> List[Tensor]:
  N = x.size(0)
  c = x.size(2)
  B = keys.size(0)
  H = keys.size(1)
  q = torch.transpose(torch.view(self.affine(torch.reshape(x, [N, c]), query_weight, query_bias), [B, N // B, H, c // H]), 1, 2)
  z = torch.matmul(q, torch.transpose(keys, -2, -1)) * (1.0 / torch.sqrt(float(c // H)))
  a = torch.softmax(torch.add_(z, mask), -1)
  y = torch.reshape(torch.transpose(torch.matmul(a, values), 1, 2), [N, 1, c])
  return [self.affine(y, out_weight, out_bias), a]

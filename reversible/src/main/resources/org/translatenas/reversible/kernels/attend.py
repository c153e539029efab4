# Not a kernel but a method that kernels call: attention (Vaswani et al. 2017, 3.2.1) of q [B, H, T, d] over k and v [B, H, S, d].
#   mask [B, 1, 1, S] additive, or no elements: causal; keep [B, H, T, S] and scale: dropout of the weights, or no elements.
# Returns [B, T, H*d]. The fused operator keeps no T x S weights, but on a CPU its many small products wait for each other's memory
# between threads: on two of them softmax and two batched products were 7 times as fast at T = 16, 3.5 at 32, 1.9 at 128, 1.1 at 256.
def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, keep: Tensor, scale: Tensor) -> Tensor:
  B = q.size(0)
  H = q.size(1)
  T = q.size(2)
  S = k.size(2)
  d = q.size(3)
  if keep.numel() == 0 and (q.is_cuda or T * S > 65536):
    if mask.numel() > 0:
      y = torch.scaled_dot_product_attention(q, k, v, mask)
    else:
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
  else:
    if mask.numel() > 0:
      bias = torch.reshape(torch.expand(mask, [B, H, 1, S]), [B * H, 1, S])
    else:
      bias = torch.triu(torch.full([1, T, S], -inf, dtype=q.dtype, device=q.device), 1)
    z = torch.baddbmm(bias, torch.reshape(q, [B * H, T, d]), torch.transpose(torch.reshape(k, [B * H, S, d]), 1, 2), beta=1, alpha=1.0 / torch.sqrt(float(d)))
    a = torch.softmax(z, -1)
    if keep.numel() > 0:
      a = torch.mul_(a * torch.view(keep, [B * H, T, S]), float(scale))
    y = torch.view(torch.bmm(a, torch.reshape(v, [B * H, S, d])), [B, H, T, d])
  # Dense, also where d = 1 needs no copy: of strided tensors a product may take another way when it is recorded.
  return torch.contiguous(torch.reshape(torch.transpose(y, 1, 2), [B, T, H * d]))

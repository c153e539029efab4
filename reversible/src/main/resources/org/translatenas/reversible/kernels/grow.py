# x [B, M, c] with so many rows of zeros more: [B, M + missing, c].
def forward(self, x: Tensor, missing: Tensor) -> Tensor:
  return torch.cat([x, torch.zeros([x.size(0), int(missing), x.size(2)], dtype=x.dtype, device=x.device)], 1)

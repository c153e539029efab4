# x [B, H, M, c] with zeros behind it along the third axis: [B, H, M + missing, c].
def forward(self, x: Tensor, missing: Tensor) -> Tensor:
  return torch.cat([x, torch.zeros([x.size(0), x.size(1), int(missing), x.size(3)], dtype=x.dtype, device=x.device)], 2)

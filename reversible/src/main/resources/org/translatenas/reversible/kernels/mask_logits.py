# Logits z [N, V], in place: -inf where a piece may not follow. banned (int64): pieces, forbidden [2, M] (int64): rows and pieces,
# only [2, M] (int64): rows and the one piece that may follow there; lowered (int64): pieces that lose `by` (one number).
def forward(self, z: Tensor, banned: Tensor, forbidden: Tensor, only: Tensor, lowered: Tensor, by: Tensor) -> Tensor:
  if lowered.numel() > 0:
    _0 = torch.index_add_(z, 1, lowered, torch.full([z.size(0), lowered.numel()], -float(by), dtype=z.dtype, device=z.device))
  _1 = torch.index_fill_(z, 1, banned, -inf)
  if only.numel() > 0:
    row = torch.select(only, 0, 0)
    at = annotate(List[Optional[Tensor]], [row, torch.select(only, 0, 1)])
    kept = torch.index(z, at)
    _2 = torch.index_fill_(z, 0, row, -inf)
    _3 = torch.index_put_(z, at, kept)
  if forbidden.numel() > 0:
    not_there = annotate(List[Optional[Tensor]], [torch.select(forbidden, 0, 0), torch.select(forbidden, 0, 1)])
    _4 = torch.index_put_(z, not_there, torch.full([1], -inf, dtype=z.dtype, device=z.device))
  return z

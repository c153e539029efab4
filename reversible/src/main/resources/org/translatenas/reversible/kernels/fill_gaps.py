# The first `count` rows of x [B, ..], a view of it, after rows `source` (int64 [m]) were copied over rows `target` (int64 [m]).
def forward(self, x: Tensor, source: Tensor, target: Tensor, count: Tensor) -> Tensor:
  if source.numel() > 0:
    _0 = torch.index_copy_(x, 0, target, torch.index_select(x, 0, source))
  return torch.slice(x, 0, 0, int(count))

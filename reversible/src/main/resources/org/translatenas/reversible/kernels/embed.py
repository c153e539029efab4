# ids [B, T] (int64), table [V, e], positions [>= offset + T, d], projection [d, e] and bias [d], or no elements where d = e.
def forward(self, ids: Tensor, table: Tensor, positions: Tensor, offset: Tensor, projection: Tensor, bias: Tensor) -> Tensor:
  x = torch.embedding(table, ids) * torch.sqrt(float(table.size(1)))
  if projection.numel() > 0:
    x = self.affine(x, projection, bias)
  at = int(offset)
  return x + torch.slice(positions, 0, at, at + ids.size(1))

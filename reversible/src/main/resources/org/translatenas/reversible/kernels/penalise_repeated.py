# Logits z [N, V], in place: of the pieces that stand in a hypothesis already, seen [2, M] (int64, rows and pieces), those that
# are positive are divided by the penalty (one number), the others multiplied (Keskar et al. 2019).
def forward(self, z: Tensor, seen: Tensor, penalty: Tensor) -> Tensor:
  at = annotate(List[Optional[Tensor]], [torch.select(seen, 0, 0), torch.select(seen, 0, 1)])
  logits = torch.index(z, at)
  p = float(penalty)
  return torch.index_put_(z, at, torch.where(torch.gt(logits, 0), logits / p, logits * p))

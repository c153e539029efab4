# Equal parts of x [.., n*c] along its last axis, each in memory of its own: libtorch may add up the product of a view in
# another order than that of a tensor that lies alone, such as the replay reconstructs.
def forward(self, x: Tensor, parts: Tensor) -> List[Tensor]:
  views = torch.chunk(x, int(parts), -1)
  out = annotate(List[Tensor], [])
  for i in range(torch.len(views)):
    _0 = torch.append(out, torch.contiguous(views[i]))
  return out

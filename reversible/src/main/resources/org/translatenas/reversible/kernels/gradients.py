# Vector-Jacobian products as values: d(sum_i <ys_i, cotangents_i>)/dxs. The graph is freed on the way.
# A result without elements stands for "ys do not depend on it".
def forward(self, ys: List[Tensor], cotangents: List[Tensor], xs: List[Tensor]) -> List[Tensor]:
  given = annotate(List[Optional[Tensor]], [])
  for i in range(torch.len(cotangents)):
    _0 = torch.append(given, cotangents[i])
  gradients = torch.grad(ys, xs, given, False, False, True)
  out = annotate(List[Tensor], [])
  for i in range(torch.len(gradients)):
    g = gradients[i]
    if torch.__is__(g, None):
      _1 = torch.append(out, torch.zeros([0]))
    else:
      _2 = torch.append(out, unchecked_cast(Tensor, g))
  return out

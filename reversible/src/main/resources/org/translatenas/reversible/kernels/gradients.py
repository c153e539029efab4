# Vector-Jacobian products as values: d(sum_i <ys_i, cotangents_i>)/dxs. The graph is freed on the way.
# A y without graph counts for nothing. A result without elements stands for "the ys do not depend on it".
def forward(self, ys: List[Tensor], cotangents: List[Tensor], xs: List[Tensor]) -> List[Tensor]:
  live = annotate(List[Tensor], [])
  given = annotate(List[Optional[Tensor]], [])
  for i in range(torch.len(ys)):
    if ys[i].requires_grad:
      _0 = torch.append(live, ys[i])
      _1 = torch.append(given, cotangents[i])
  gradients = annotate(List[Optional[Tensor]], [])
  if torch.len(live) > 0:
    gradients = torch.grad(live, xs, given, False, False, True)
  else:
    for i in range(torch.len(xs)):
      _2 = torch.append(gradients, None)
  out = annotate(List[Tensor], [])
  for i in range(torch.len(gradients)):
    g = gradients[i]
    if torch.__is__(g, None):
      _3 = torch.append(out, torch.zeros([0]))
    else:
      _4 = torch.append(out, unchecked_cast(Tensor, g))
  return out

# Vector-Jacobian products with a graph of their own: d(sum_i <ys_i, cotangents_i>)/dxs. The graph of the ys stays.
# A y without graph counts for nothing; where the ys do not depend on an x the result is zero.
def forward(self, ys: List[Tensor], cotangents: List[Tensor], xs: List[Tensor]) -> List[Tensor]:
  live = annotate(List[Tensor], [])
  given = annotate(List[Optional[Tensor]], [])
  for i in range(torch.len(ys)):
    if ys[i].requires_grad:
      _0 = torch.append(live, ys[i])
      _1 = torch.append(given, cotangents[i])
  gradients = annotate(List[Optional[Tensor]], [])
  if torch.len(live) > 0:
    gradients = torch.grad(live, xs, given, True, True, True)
  else:
    for i in range(torch.len(xs)):
      _2 = torch.append(gradients, None)
  out = annotate(List[Tensor], [])
  for i in range(torch.len(gradients)):
    g = gradients[i]
    if torch.__is__(g, None):
      _3 = torch.append(out, torch.zeros_like(xs[i]))
    else:
      _4 = torch.append(out, unchecked_cast(Tensor, g))
  return out

# As gradients, and the gradients of weights are added to their buffers: they never exist as a list.
def forward(self, ys: List[Tensor], cotangents: List[Tensor], weights: List[Tensor], buffers: List[Tensor], inputs: List[Tensor]) -> List[Tensor]:
  xs = torch.add(weights, inputs)
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
  n = torch.len(weights)
  for i in range(n):
    g = gradients[i]
    if torch.__isnot__(g, None):
      _3 = torch.add_(buffers[i], unchecked_cast(Tensor, g))
  out = annotate(List[Tensor], [])
  for i in range(torch.len(inputs)):
    g = gradients[i + n]
    if torch.__is__(g, None):
      _4 = torch.append(out, torch.zeros([0]))
    else:
      _5 = torch.append(out, unchecked_cast(Tensor, g))
  return out

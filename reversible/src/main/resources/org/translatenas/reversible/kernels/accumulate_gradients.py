# As gradients, and the gradients of weights are added to their buffers: they never exist as a list.
# A result without elements stands for "ys do not depend on it".
def forward(self, ys: List[Tensor], cotangents: List[Tensor], weights: List[Tensor], buffers: List[Tensor], inputs: List[Tensor]) -> List[Tensor]:
  given = annotate(List[Optional[Tensor]], [])
  for i in range(torch.len(cotangents)):
    _0 = torch.append(given, cotangents[i])
  gradients = torch.grad(ys, torch.add(weights, inputs), given, False, False, True)
  n = torch.len(weights)
  for i in range(n):
    g = gradients[i]
    if torch.__isnot__(g, None):
      _1 = torch.add_(buffers[i], unchecked_cast(Tensor, g))
  out = annotate(List[Tensor], [])
  for i in range(torch.len(inputs)):
    g = gradients[i + n]
    if torch.__is__(g, None):
      _2 = torch.append(out, torch.zeros([0]))
    else:
      _3 = torch.append(out, unchecked_cast(Tensor, g))
  return out

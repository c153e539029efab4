# The logarithm of the mean of several models' probabilities: logits of each [N, V] -> [N, V].
def forward(self, logits: List[Tensor]) -> Tensor:
  p = annotate(List[Tensor], [])
  for i in range(torch.len(logits)):
    _0 = torch.append(p, torch.log_softmax(logits[i], 1))
  return torch.logsumexp(torch.stack(p), [0]) - torch.log(float(torch.len(logits)))

# sum_o weights[o] * outputs[o] over the tensors given; positions: which weight belongs to which (int64).
def forward(self, outputs: List[Tensor], weights: Tensor, positions: Tensor) -> Tensor:
  at = annotate(List[int], positions.tolist())
  y = outputs[0] * weights[at[0]]
  for i in range(torch.len(outputs) - 1):
    y = torch.addcmul(y, outputs[i + 1], weights[at[i + 1]])
  return y

# sum_o weights[o] * outputs[o] / rms(outputs[o]), each place's root mean square over the last axis; a place of zeros stays.
def forward(self, outputs: List[Tensor], weights: Tensor, positions: Tensor) -> Tensor:
  at = annotate(List[int], positions.tolist())
  y = outputs[0] * (torch.rsqrt(torch.mean(outputs[0] * outputs[0], -1, True) + 1e-5) * weights[at[0]])
  for i in range(torch.len(outputs) - 1):
    x = outputs[i + 1]
    y = torch.addcmul(y, x, torch.rsqrt(torch.mean(x * x, -1, True) + 1e-5) * weights[at[i + 1]])
  return y

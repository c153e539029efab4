# One position of a causal convolution. x [N, 1, c], history [N, w-1, c]: earlier inputs, zeros before the first.
# Returns y [N, 1, k] and the new history.
def forward(self, x: Tensor, weight: Tensor, bias: Tensor, groups: Tensor, history: Tensor) -> List[Tensor]:
  w = weight.size(2)
  window = torch.cat([history, x], 1)
  y = self.convolve(torch.transpose(window, 1, 2), weight, bias, 0, groups)
  return [torch.transpose(y, 1, 2), torch.slice(window, 1, 1, w)]

# One position of a causal dynamic convolution. x [N, 1, c], history [N, w-1, c]: the gated inputs of the earlier positions,
# zeros before the first. Returns y [N, 1, c] and the new history.
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, kernel_weight: Tensor, out_weight: Tensor, out_bias: Tensor, heads: Tensor, history: Tensor) -> List[Tensor]:
  N = x.size(0)
  c = x.size(2)
  H = int(heads)
  w = kernel_weight.size(0) // H
  h = torch.glu(self.affine(x, in_weight, in_bias), -1)
  kernel = torch.softmax(torch.view(torch.linear(h, kernel_weight), [N, H, 1, w]), -1)
  window = torch.cat([history, h], 1)
  values = torch.transpose(torch.view(window, [N, w, H, c // H]), 1, 2)
  y = self.affine(torch.view(torch.matmul(kernel, values), [N, 1, c]), out_weight, out_bias)
  return [y, torch.slice(window, 1, 1, w)]

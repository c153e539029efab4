# act(x W1' + b1) W2' + b2: x [.., c], W1 [h, c], b1 [h], W2 [c, h], b2 [c];
# keep [.., h] and scale: dropout of the hidden layer, or no elements; swish: x * sigmoid(x) in place of ReLU.
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, out_weight: Tensor, out_bias: Tensor, keep: Tensor, scale: Tensor, swish: Tensor) -> Tensor:
  h = self.affine(x, in_weight, in_bias)
  if bool(swish):
    h = torch.silu(h)
  else:
    h = torch.relu(h)
  if keep.numel() > 0:
    h = torch.mul_(h * keep, float(scale))
  return self.affine(h, out_weight, out_bias)

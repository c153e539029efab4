# Not a kernel but a method that kernels call: convolution over time of x [B, c, T], weight [k, c/groups, w], bias [k], with `pad` zeros
# at both ends -> [B, k, T + 2 pad - w + 1].
# As an image of height 1: there libtorch takes channels that lie side by side as they are, where conv1d copies them
# (forward and backward together a fifth less time). Of float32 it is what conv2d chooses itself, but for a short sentence alone:
# there it would ask NNPACK first, which warns on standard error about processors that it does not know.
def convolve(self, x: Tensor, weight: Tensor, bias: Tensor, pad: int, groups: Tensor) -> Tensor:
  image = torch.unsqueeze(x, 2)
  kernel = torch.unsqueeze(weight, 2)
  if x.dtype == 6 and not x.is_cuda:
    y = torch.mkldnn_convolution(image, kernel, bias, [0, pad], [1, 1], [1, 1], int(groups))
  else:
    y = torch.conv2d(image, kernel, bias, [1, 1], [0, pad], [1, 1], int(groups))
  return torch.squeeze(y, 2)

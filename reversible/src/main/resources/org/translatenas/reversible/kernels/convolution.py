# Convolution over time: x [B, T, c], weight [k, c/groups, w], bias [k] -> [B, T, k].
#   present [B, T, 1]: 0 at padded positions, or no elements: causal, padded on the left by w - 1; groups: one number.
# As an image of height 1: there libtorch takes channels that lie side by side as they are, where conv1d copies them
# (forward and backward together a fifth less time).
def forward(self, x: Tensor, weight: Tensor, bias: Tensor, present: Tensor, groups: Tensor) -> Tensor:
  w = weight.size(2)
  pad = 0
  if present.numel() > 0:
    image = torch.unsqueeze(torch.transpose(x * present, 1, 2), 2)
    pad = w // 2
  else:
    image = torch.unsqueeze(torch.transpose(torch.constant_pad_nd(x, [0, 0, w - 1, 0]), 1, 2), 2)
  y = torch.conv2d(image, torch.unsqueeze(weight, 2), bias, [1, 1], [0, pad], [1, 1], int(groups))
  return torch.transpose(torch.squeeze(y, 2), 1, 2)

# Dynamic convolution (Wu et al. 2019): gated input projection, a kernel for each position and head from the projected input,
# softmax over its width, weighted sum over the window, output projection.
#   x [B, T, c], in_weight [2c, c], in_bias [2c], kernel_weight [H*w, c], out_weight [c, c], out_bias [c],
#   present [B, T, 1]: 0 at padded positions, or no elements: causal; heads: one number,
#   keep [B, T, H, w] and scale: DropConnect of the kernels, or no elements, taps: how the sum is made, which is the caller's
#   choice by size: 0: a band matrix for each sentence and head, 1: tap by tap. The numbers are the same up to rounding.
def forward(self, x: Tensor, in_weight: Tensor, in_bias: Tensor, kernel_weight: Tensor, out_weight: Tensor, out_bias: Tensor, present: Tensor, heads: Tensor, keep: Tensor, scale: Tensor, taps: Tensor) -> Tensor:
  B = x.size(0)
  T = x.size(1)
  c = x.size(2)
  H = int(heads)
  w = kernel_weight.size(0) // H
  h = torch.glu(self.affine(x, in_weight, in_bias), -1)
  kernel = torch.softmax(torch.view(torch.linear(h, kernel_weight), [B, T, H, w]), -1)
  if keep.numel() > 0:
    kernel = torch.mul_(kernel * keep, float(scale))
  left = w - 1
  if present.numel() > 0:
    left = w // 2
    h = h * present
  if bool(taps):
    padded = torch.view(torch.constant_pad_nd(h, [0, 0, left, w - 1 - left]), [B, T + w - 1, H, c // H])
    y = torch.slice(padded, 1, 0, T) * torch.slice(kernel, 3, 0, 1)
    for i in range(w - 1):
      y = torch.addcmul(y, torch.slice(padded, 1, i + 1, i + 1 + T), torch.slice(kernel, 3, i + 1, i + 2))
    y = torch.view(y, [B, T, c])
  else:
    # Row t of the band has its kernel at columns t .. t+w-1: rows of w+T numbers, flattened and cut to rows of w+T-1.
    rows = torch.reshape(torch.transpose(kernel, 1, 2), [B * H, T, w])
    flat = torch.reshape(torch.constant_pad_nd(rows, [0, T]), [B * H, T * (w + T)])
    band = torch.view(torch.slice(flat, 1, 0, T * (w + T - 1)), [B * H, T, w + T - 1])
    band = torch.slice(band, 2, left, left + T)
    values = torch.reshape(torch.transpose(torch.view(h, [B, T, H, c // H]), 1, 2), [B * H, T, c // H])
    sums = torch.view(torch.bmm(band, values), [B, H, T, c // H])
    y = torch.contiguous(torch.reshape(torch.transpose(sums, 1, 2), [B, T, c]))
  return self.affine(y, out_weight, out_bias)

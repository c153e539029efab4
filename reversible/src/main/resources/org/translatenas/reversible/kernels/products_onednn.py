# Not a kernel but methods that kernels call: the big matrix products as in products_mkl, those of float32 by oneDNN where no graph
# needs them. (Its operator with gradients, mkldnn_linear, packs weights first, and oneDNN 3.7.1 of libtorch 2.7.1 does that wrongly
# where the last block is not full: out = 120 in blocks of 48, for one. The operator below takes weights as they lie.)
def fast(self, x: Tensor) -> bool:
  return x.dtype == 6 and not x.is_cuda

def affine(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  if x.dtype != weight.dtype:
    y = torch.add_(torch.to(torch.linear(torch.to(x, weight.dtype), weight), x.dtype), bias)
  # Not by whether something is recorded: a replay must make the same bits.
  elif self.fast(x) and not weight.requires_grad and not x.requires_grad:
    y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
  else:
    y = torch.linear(x, weight, bias)
  return y

def product(self, x: Tensor, w: Tensor) -> Tensor:
  if self.fast(x):
    y = ops.mkldnn._linear_pointwise(x, w, None, "none", annotate(List[Optional[number]], []), "")
  else:
    y = torch.linear(x, w)
  return y

# In float32 the product is made transposed, which is twice as fast as straight.
def add_outer(self, total: Tensor, q: Tensor, x: Tensor) -> Tensor:
  if self.fast(q):
    y = torch.add_(total, torch.t(self.product(torch.t(x), torch.t(q))))
  else:
    y = torch.add_(total, torch.mm(torch.t(q), x))
  return y

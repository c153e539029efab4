# Not a kernel but methods that kernels call: the big matrix products, by libtorch's own choice of library, MKL in float32.
# x [.., in] times weight [out, in] transposed, plus bias [out], with gradients. Where the weight has another type than x, as its
# bfloat16 copy has, the product is made in that type and comes back in x's.
def affine(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  if x.dtype == weight.dtype:
    y = torch.linear(x, weight, bias)
  else:
    y = torch.add_(torch.to(torch.linear(torch.to(x, weight.dtype), weight), x.dtype), bias)
  return y

# x [n, k] times w [m, k] transposed, both of one type; without gradients.
def product(self, x: Tensor, w: Tensor) -> Tensor:
  return torch.linear(x, w)

# Adds q [n, m] transposed times x [n, k] to total [m, k], q and x being of one type; without gradients.
def add_outer(self, total: Tensor, q: Tensor, x: Tensor) -> Tensor:
  if q.dtype == total.dtype:
    y = torch.addmm_(total, torch.t(q), x)
  else:
    y = torch.add_(total, torch.mm(torch.t(q), x))
  return y

# Not a kernel but a method that kernels call: x [.., in] times weight [out, in] transposed, plus bias [out]. Where the weight
# has another type than x, as its bfloat16 copy has, the product is made in that type and comes back in x's.
def affine(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  if x.dtype == weight.dtype:
    y = torch.linear(x, weight, bias)
  else:
    y = torch.add_(torch.to(torch.linear(torch.to(x, weight.dtype), weight), x.dtype), bias)
  return y

# A dropout mask, bit for bit the one that Java fills in: byte j of word i is 1 where that byte of mix(key + i*gamma) is at least
# the threshold t. Eight bytes are compared at once: with H = 0x80..80 and L = 0x01..01, ((x|H) - t*L | x) & H for t <= 128, else
# ((x|H) - (t-128)*L) & x & H, has the bytes' highest bits set.
#   numbers (int64): key, 1 if t > 128, what is subtracted, sizes (int64): the shape, here: no elements, on the device of the mask.
# Returns int8. Constants are Java's unsigned ones; a shift is arithmetic, so its result is cut to what a logical one leaves.
def mix(self, z: Tensor) -> Tensor:
  z = torch.mul(torch.bitwise_xor(z, torch.bitwise_and(torch.bitwise_right_shift(z, 30), 17179869183)), -4658895280553007687)
  z = torch.mul(torch.bitwise_xor(z, torch.bitwise_and(torch.bitwise_right_shift(z, 27), 137438953471)), -7723592293110705685)
  return torch.bitwise_xor(z, torch.bitwise_and(torch.bitwise_right_shift(z, 31), 8589934591))

def forward(self, numbers: Tensor, sizes: Tensor, here: Tensor) -> Tensor:
  number = annotate(List[int], numbers.tolist())
  shape = annotate(List[int], sizes.tolist())
  size = 1
  for i in range(torch.len(shape)):
    size = size * shape[i]
  counter = torch.arange((size + 7) // 8, dtype=4, layout=None, device=here.device) * -7046029254386353131
  x = self.mix(torch.add(counter, number[0]))
  high = torch.bitwise_or(x, -9187201950435737472) - number[2]
  if number[1] == 1:
    high = torch.bitwise_and(high, x)
  else:
    high = torch.bitwise_or(high, x)
  places = torch.arange(7, 64, 8, dtype=4, layout=None, device=here.device)
  bits = torch.bitwise_and(torch.bitwise_right_shift(torch.unsqueeze(high, 1), places), 1)
  return torch.to(torch.view(torch.slice(torch.view(bits, [-1]), 0, 0, size), shape), 1)

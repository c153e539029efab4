# Keys and values of cross attention: memory [B, S, d], weight [2c, d], bias [2c] -> two of [B, H, S, c/H], side by side in memory
# if `dense` (one number): a decoder reads them at each step.
def forward(self, memory: Tensor, weight: Tensor, bias: Tensor, heads: Tensor, dense: Tensor) -> List[Tensor]:
  kv = torch.permute(torch.view(self.affine(memory, weight, bias), [memory.size(0), memory.size(1), 2, int(heads), -1]), [2, 0, 3, 1, 4])
  if bool(dense):
    kv = torch.contiguous(kv)
  return [torch.select(kv, 0, 0), torch.select(kv, 0, 1)]

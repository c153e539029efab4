# Keys and values of cross attention: memory [B, S, d], weight [2c, d], bias [2c] -> two of [B, H, S, c/H], each dense.
def forward(self, memory: Tensor, weight: Tensor, bias: Tensor, heads: Tensor) -> List[Tensor]:
  kv = torch.view(self.affine(memory, weight, bias), [memory.size(0), memory.size(1), 2, int(heads), -1])
  return torch.unbind(torch.contiguous(torch.permute(kv, [2, 0, 3, 1, 4])), 0)

# Keys and values of cross attention: memory [B, S, d], weight [2c, d], bias [2c] -> two of [B, H, S, c/H].
def forward(self, memory: Tensor, weight: Tensor, bias: Tensor, heads: Tensor) -> List[Tensor]:
  kv = torch.permute(torch.view(torch.linear(memory, weight, bias), [memory.size(0), memory.size(1), 2, int(heads), -1]), [2, 0, 3, 1, 4])
  return [torch.select(kv, 0, 0), torch.select(kv, 0, 1)]

# Gated linear unit (Dauphin et al. 2017): x [.., c], weight [2h, c], bias [2h] -> values * sigmoid(gates) [.., h].
def forward(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return torch.glu(self.affine(x, weight, bias), -1)

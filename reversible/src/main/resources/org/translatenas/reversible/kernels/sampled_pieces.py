# One piece for each row, drawn from softmax(z / temperature) among the top_k most probable (0: all), and of these among the fewest
# that together have the probability top_p (Holtzman et al. 2020).
#   z [N, V]: logits, lse [N, 1]: logarithm of the sum of their exponentials before any mask, scores [N, 1] (float64): log
#   probability of each hypothesis, uniform [N] (float64): numbers in [0, 1) that decide.
# Returns [3, N, 1] (float64): log probability (of the model, whatever the temperature), 0, piece.
def forward(self, z: Tensor, lse: Tensor, scores: Tensor, uniform: Tensor, top_k: Tensor, top_p: Tensor, temperature: Tensor) -> Tensor:
  sorted, pieces, = torch.sort(z, 1, True)
  if int(top_k) > 0:
    sorted = torch.slice(sorted, 1, 0, int(top_k))
  p = torch.softmax(torch.to(sorted, 7) / float(temperature), 1)
  # A piece is left out if those before it have the probability already; the first never is.
  before = torch.cumsum(p, 1) - p
  p = torch.masked_fill(p, torch.logical_and(torch.ge(before, float(top_p)), torch.gt(before, 0.)), 0.)
  sums = torch.cumsum(p, 1)
  aim = torch.unsqueeze(uniform, 1) * torch.slice(sums, 1, -1)
  place = torch.sum(torch.le(sums, aim), [1], True)
  # The last one that can be drawn, should rounding lead behind it.
  place = torch.minimum(place, torch.sum(torch.gt(p, 0.), [1], True) - 1)
  total = scores + torch.to(torch.gather(sorted, 1, place), 7) - torch.to(lse, 7)
  return torch.stack([total, torch.zeros_like(total), torch.to(torch.gather(pieces, 1, place), 7)])

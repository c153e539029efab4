# The best continuations of the hypotheses of each sentence: softmax over the vocabulary, added to what each hypothesis has.
#   z [N, V]: logits, lse [N, 1]: the logarithm of the sum of their exponentials, or no elements: it is that of z,
#   scores [B, w] (float64): log probability of each hypothesis, -inf where there is none, N = B*w,
#   count: C, how many for each sentence, each: how many of one hypothesis, at most, banned (int64): pieces never put out.
# Returns [3, B, C] (float64), best first, C less where there are not so many: log probability, hypothesis (0 .. w-1), piece.

# The m greatest of each row. With many columns only those groups of columns are looked into whose maxima are the m greatest.
def best(self, z: Tensor, m: int) -> Tuple[Tensor, Tensor]:
  N = z.size(0)
  V = z.size(1)
  g = 64
  G = V // g
  if G > 2 * m:
    groups = torch.view(torch.slice(z, 1, 0, G * g), [N, G, g])
    _0, group, = torch.topk(torch.amax(groups, [2]), m, -1, True, False)
    looked = torch.view(torch.unsqueeze(group, 2) * g + torch.arange(g, dtype=4, layout=None, device=z.device), [N, m * g])
    if G * g < V:
      rest = torch.arange(G * g, V, dtype=4, layout=None, device=z.device)
      looked = torch.cat([looked, torch.expand(torch.unsqueeze(rest, 0), [N, V - G * g])], 1)
    top, place, = torch.topk(torch.gather(z, 1, looked), m, -1, True, True)
    result = (top, torch.gather(looked, 1, place))
  else:
    top, piece, = torch.topk(z, m, -1, True, True)
    result = (top, piece)
  return result

def forward(self, z: Tensor, lse: Tensor, scores: Tensor, count: Tensor, each: Tensor, banned: Tensor) -> Tensor:
  B = scores.size(0)
  w = scores.size(1)
  # Banned pieces may be among the best, so there are so many more.
  m = min(int(each) + banned.numel(), z.size(1))
  top, piece, = self.best(z, m)
  norm = lse
  if lse.numel() == 0:
    # At the greatest logit log-softmax is -log(sum(exp(z - max))), so nothing is lost in the difference.
    norm = torch.slice(top, 1, 0, 1) - torch.gather(torch.log_softmax(z, 1), 1, torch.slice(piece, 1, 0, 1))
  total = torch.to(top, 7) - torch.to(norm, 7)
  never = torch.any(torch.eq(torch.unsqueeze(piece, 2), banned), 2)
  total = torch.view(torch.masked_fill(total, never, -inf), [B, w, m]) + torch.unsqueeze(scores, 2)
  chosen, place, = torch.topk(torch.view(total, [B, w * m]), min(int(count), w * m), -1, True, True)
  row = torch.floor_divide(place, m)
  return torch.stack([chosen, torch.to(row, 7), torch.to(torch.gather(torch.view(piece, [B, w * m]), 1, place), 7)])

# The best continuations of the hypotheses of each sentence: softmax over the vocabulary, added to what each hypothesis has.
#   states [N, 1, e], table [V, e], scores [B, k] (float64): log probability of each hypothesis, -inf where there is none, N = B*k,
#   banned (int64): pieces that are never put out, forbidden [2, M] (int64): rows of states and pieces that may not follow there,
#   seen [2, M] (int64): rows and pieces that stand there already; their logits are divided by the penalty where positive, else
#   multiplied (Keskar et al. 2019), before the softmax, penalty: one number,
#   full [N, 1] (bool): hypotheses that must end now, or no elements,
#   end: the number of the piece that ends.
# Returns [3, B, C] (float64), best first, C = 2k where the vocabulary has so many: log probability, hypothesis (0 .. k-1), piece.
def forward(self, states: Tensor, table: Tensor, scores: Tensor, banned: Tensor, forbidden: Tensor, seen: Tensor, penalty: Tensor, full: Tensor, end: Tensor) -> Tensor:
  B = scores.size(0)
  k = scores.size(1)
  z = torch.linear(torch.squeeze(states, 1), table)
  if seen.numel() > 0:
    stands = annotate(List[Optional[Tensor]], [torch.select(seen, 0, 0), torch.select(seen, 0, 1)])
    logits = torch.index(z, stands)
    _4 = torch.index_put_(z, stands, torch.where(torch.gt(logits, 0), logits / float(penalty), logits * float(penalty)))
  lse = torch.logsumexp(z, [1], True)
  _0 = torch.index_fill_(z, 1, banned, -inf)
  if forbidden.numel() > 0:
    at = annotate(List[Optional[Tensor]], [torch.select(forbidden, 0, 0), torch.select(forbidden, 0, 1)])
    _3 = torch.index_put_(z, at, torch.full([1], -inf, dtype=z.dtype, device=z.device))
  if full.numel() > 0:
    last = int(end)
    z_end = torch.slice(z, 1, last, last + 1)
    kept = torch.clone(z_end)
    _1 = torch.masked_fill_(z, full, -inf)
    _2 = torch.copy_(z_end, kept)
  # No hypothesis can have more than 2k of the 2k best, so the whole [B, k*V] need not be sorted.
  m = min(2 * k, table.size(0))
  top, pieces, = torch.topk(z, m, -1, True, True)
  total = torch.view(torch.to(top, 7) - torch.to(lse, 7), [B, k, m]) + torch.unsqueeze(scores, 2)
  best, place, = torch.topk(torch.view(total, [B, k * m]), min(2 * k, k * m), -1, True, True)
  piece = torch.gather(torch.view(pieces, [B, k * m]), 1, place)
  row = torch.floor_divide(place, m)
  return torch.stack([best, torch.to(row, 7), torch.to(piece, 7)])

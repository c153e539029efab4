# Label-smoothed cross-entropy of linear(states, embedding) with its closed-form gradient, some rows at a time:
# the logits of the whole batch never exist. Sums, not means.
#   states [N, e], embedding [V, e], the products being made in its type, targets [N] (int64; rows with the pad id count for nothing),
#   options (float64): smoothing, pad id, rows at a time, want gradient of states, want gradient of embedding, scale of both;
#   embedding_gradient [V, e]: added to.
# Returns [smoothed loss, negative log-likelihood] (float64), negative log-likelihood per row [N], gradient of states [N, e].
def forward(self, states: Tensor, embedding: Tensor, targets: Tensor, options: Tensor, embedding_gradient: Tensor) -> List[Tensor]:
  opt = annotate(List[float], options.tolist())
  epsilon = opt[0]
  rows = int(opt[2])
  want_states = opt[3] > 0.5
  want_embedding = opt[4] > 0.5
  N = states.size(0)
  live = torch.to(torch.ne(targets, int(opt[1])), states.dtype)
  scale = torch.unsqueeze(live * opt[5], 1)
  nll = torch.zeros([N], dtype=states.dtype, device=states.device)
  lse = torch.zeros([N], dtype=states.dtype, device=states.device)
  d_states = torch.zeros([0], dtype=states.dtype, device=states.device)
  if want_states:
    d_states = torch.empty_like(states)
  at = 0
  while at < N:
    end = min(at + rows, N)
    x = torch.slice(states, 0, at, end)
    t = torch.unsqueeze(torch.slice(targets, 0, at, end), 1)
    z = torch.to(self.product(torch.to(x, embedding.dtype), embedding), states.dtype)
    zt = torch.gather(z, 1, t)
    # The greatest probability is exp(max z - lse): one softmax gives both p and lse, and nothing under- or overflows.
    z_max = torch.amax(z, [1])
    p = torch.softmax(z, 1)
    l = z_max - torch.log(torch.amax(p, [1]))
    _0 = torch.copy_(torch.slice(lse, 0, at, end), l)
    _1 = torch.copy_(torch.slice(nll, 0, at, end), l - torch.squeeze(zt, 1))
    if want_states or want_embedding:
      # The target's share of q; that of the uniform part is the same in all rows and follows at the end.
      _2 = torch.scatter_add_(p, 1, t, torch.full_like(t, -(1.0 - epsilon), dtype=states.dtype))
      factor = torch.slice(scale, 0, at, end)
      q = torch.to(p, embedding.dtype)
      if want_states:
        _3 = torch.copy_(torch.slice(d_states, 0, at, end), torch.to(self.product(q, torch.t(embedding)), states.dtype) * factor)
      if want_embedding:
        _4 = self.add_outer(embedding_gradient, q, torch.to(x * factor, embedding.dtype))
    at = end
  nll = nll * live
  smooth = nll
  if epsilon != 0.0:
    # Of the logits' mean over the vocabulary and its gradient only the embedding's mean is needed.
    mean = torch.mean(embedding, [0], dtype=states.dtype)
    smooth = nll * (1.0 - epsilon) + (lse - torch.mv(states, mean)) * live * epsilon
    if want_states:
      _5 = torch.sub_(d_states, scale * mean, alpha=epsilon)
    if want_embedding:
      _6 = torch.sub_(embedding_gradient, torch.mv(torch.t(states), torch.squeeze(scale, 1)), alpha=epsilon / float(embedding.size(0)))
  sums = torch.stack([torch.sum(smooth, dtype=7), torch.sum(nll, dtype=7)])
  return [sums, nll, d_states]

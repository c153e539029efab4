# Label-smoothed cross-entropy of linear(states, embedding) with its closed-form gradient, some rows at a time:
# the logits of the whole batch never exist. Sums, not means.
#   states [N, e], embedding [V, e], targets [N] (int64; rows with the pad id count for nothing),
#   options (float64): smoothing, pad id, rows at a time, want gradient of states, want gradient of embedding, scale of both;
#   embedding_gradient [V, e]: added to.
# Returns [smoothed loss, negative log-likelihood] (float64), negative log-likelihood per row [N], gradient of states [N, e].
def forward(self, states: Tensor, embedding: Tensor, targets: Tensor, options: Tensor, embedding_gradient: Tensor) -> List[Tensor]:
  opt = annotate(List[float], options.tolist())
  epsilon = opt[0]
  rows = int(opt[2])
  want_states = opt[3] > 0.5
  want_embedding = opt[4] > 0.5
  s = opt[5]
  N = states.size(0)
  V = embedding.size(0)
  nll = torch.zeros([N], dtype=states.dtype, device=states.device)
  smooth = torch.zeros([N], dtype=states.dtype, device=states.device)
  d_states = torch.zeros([0], dtype=states.dtype, device=states.device)
  if want_states:
    d_states = torch.empty_like(states)
  transposed = torch.t(embedding)
  at = 0
  while at < N:
    end = min(at + rows, N)
    x = torch.slice(states, 0, at, end)
    t = torch.unsqueeze(torch.slice(targets, 0, at, end), 1)
    live = torch.to(torch.ne(torch.squeeze(t, 1), int(opt[1])), states.dtype)
    z = torch.mm(x, transposed)
    lse = torch.logsumexp(z, [1])
    zt = torch.squeeze(torch.gather(z, 1, t), 1)
    n = (lse - zt) * live
    _0 = torch.copy_(torch.slice(nll, 0, at, end), n)
    mean = torch.mean(z, [1])
    _1 = torch.copy_(torch.slice(smooth, 0, at, end), n * (1.0 - epsilon) + (lse - mean) * live * epsilon)
    if want_states or want_embedding:
      p = torch.exp_(torch.sub_(z, torch.unsqueeze(lse, 1)))
      if epsilon != 0.0:
        _2 = torch.sub_(p, epsilon / float(V))
      _3 = torch.scatter_add_(p, 1, t, torch.full_like(t, -(1.0 - epsilon), dtype=states.dtype))
      _4 = torch.mul_(p, torch.unsqueeze(live * s, 1))
      if want_states:
        _5 = torch.copy_(torch.slice(d_states, 0, at, end), torch.mm(p, embedding))
      if want_embedding:
        _6 = torch.addmm_(embedding_gradient, torch.t(p), x)
    at = end
  sums = torch.stack([torch.sum(smooth, dtype=7), torch.sum(nll, dtype=7)])
  return [sums, nll, d_states]

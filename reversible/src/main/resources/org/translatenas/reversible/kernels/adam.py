# One step of Adam (Kingma and Ba 2015) over all parameters, with clipping by global norm; weight decay is the coupled L2.
#   parameters, gradients, moment1, moment2: flat, of one length; options (float64): rate, beta1, beta2, epsilon,
#   weight decay, most global norm (0: none), number of this step from 1, scale of the gradients (one over what they were summed over).
# Returns first the norm of the scaled gradient before clipping. A norm that is not finite changes nothing.
def forward(self, parameters: Tensor, gradients: Tensor, moment1: Tensor, moment2: Tensor, options: Tensor) -> List[Tensor]:
  opt = annotate(List[float], options.tolist())
  # Of rows first: float32 sums of hundreds of millions of squares are wrong by some per cent.
  row = 16384
  whole = gradients.numel() // row * row
  norms = torch.linalg_vector_norm(torch.reshape(gradients[:whole], [-1, row]), 2, [1])
  rest = torch.linalg_vector_norm(gradients[whole:])
  norm = float(torch.linalg_vector_norm(torch.cat([norms, torch.reshape(rest, [1])]))) * opt[7]
  # The lists are returned: a call that writes only into elements of lists that nobody reads counts as dead code.
  ps = [parameters]
  gs = [gradients]
  ms = [moment1]
  vs = [moment2]
  result = torch.full([1], norm, dtype=7)
  if norm - norm == 0.0:
    scale = opt[7]
    if opt[5] > 0.0 and norm > opt[5]:
      scale = scale * (opt[5] / (norm + 1e-6))
    _0 = torch.mul_(gradients, scale)
    step = torch.full([], opt[6], dtype=6, device=parameters.device)
    _1 = torch._fused_adam_(ps, gs, ms, vs, annotate(List[Tensor], []), [step], lr=opt[0], beta1=opt[1], beta2=opt[2], weight_decay=opt[4], eps=opt[3], amsgrad=False, maximize=False)
  return [result, ps[0], gs[0], ms[0], vs[0]]

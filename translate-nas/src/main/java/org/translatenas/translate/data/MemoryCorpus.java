package org.translatenas.translate.data;

import java.util.List;

/** Sentence pairs held in lists; made by {@link ParallelCorpus#of}. */
final class MemoryCorpus implements ParallelCorpus {
  private final List<int[]> sources;
  private final List<int[]> targets;

  MemoryCorpus(List<int[]> sources, List<int[]> targets) {
    if (sources.size() != targets.size()) {
      throw new IllegalArgumentException(
          sources.size() + " sources but " + targets.size() + " targets");
    }
    this.sources = List.copyOf(sources);
    this.targets = List.copyOf(targets);
  }

  @Override
  public int size() {
    return sources.size();
  }

  @Override
  public int sourceLength(int index) {
    return sources.get(index).length;
  }

  @Override
  public int targetLength(int index) {
    return targets.get(index).length;
  }

  @Override
  public int[] source(int index) {
    return sources.get(index).clone();
  }

  @Override
  public int[] target(int index) {
    return targets.get(index).clone();
  }
}

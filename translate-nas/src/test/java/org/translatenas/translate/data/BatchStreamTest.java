package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.translatenas.tokenization.ModelType;
import org.translatenas.tokenization.SentencePieceTrainer;
import org.translatenas.tokenization.SubwordSampling;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.tokenization.TrainerOptions;
import org.translatenas.training.UserException;

class BatchStreamTest {
  private static final Marks MARKS = new Marks(3, 1, 2);
  private static final TokenBatcher BATCHER = new TokenBatcher(SyntheticCorpus.of(60, 1), 200, 4);

  private static BatchStream stream(DataPosition position, int prefetch) {
    return new BatchStream(BATCHER, MARKS, position, prefetch);
  }

  private static List<int[]> take(BatchStream stream, int count) {
    List<int[]> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sentences.add(stream.next().sentences());
    }
    return sentences;
  }

  /** A corpus for tests to see, or to spoil, how a source is read. */
  private abstract static class Watched implements ParallelCorpus {
    private final ParallelCorpus corpus;

    Watched(ParallelCorpus corpus) {
      this.corpus = corpus;
    }

    @Override
    public int size() {
      return corpus.size();
    }

    @Override
    public int sourceLength(int index) {
      return corpus.sourceLength(index);
    }

    @Override
    public int targetLength(int index) {
      return corpus.targetLength(index);
    }

    @Override
    public int[] target(int index) {
      return corpus.target(index);
    }
  }

  /** Batches ahead cost nobody a wait: eight are there before the first is asked for. */
  @Test
  void makesBatchesBeforeTheyAreAskedFor() throws InterruptedException {
    Semaphore made = new Semaphore(0);
    ParallelCorpus corpus = SyntheticCorpus.of(60, 1);
    ParallelCorpus counted =
        new Watched(corpus) {
          @Override
          public int[] source(int index) {
            made.release();
            return corpus.source(index);
          }
        };
    TokenBatcher batcher = new TokenBatcher(counted, 200, 4);
    int sentences = batcher.batches(0).subList(0, 8).stream().mapToInt(batch -> batch.length).sum();
    try (BatchStream stream = new BatchStream(batcher, MARKS, DataPosition.START, 8)) {
      assertThat(made.tryAcquire(sentences, 1, TimeUnit.MINUTES)).isTrue();
      assertThat(stream.waitedSeconds()).isZero();
      assertThat(stream.position()).isEqualTo(DataPosition.START);
      assertThat(stream.next().sentences()).isEqualTo(batcher.batches(0).get(0));
      assertThat(stream.waitedSeconds()).isPositive();
    }
  }

  @Test
  void goesThroughEpochAfterEpoch() {
    List<int[]> expected = new ArrayList<>(BATCHER.batches(0));
    expected.addAll(BATCHER.batches(1));
    try (BatchStream stream = stream(DataPosition.START, 0)) {
      assertThat(take(stream, expected.size())).usingRecursiveComparison().isEqualTo(expected);
      assertThat(stream.position()).isEqualTo(new DataPosition(2, 0));
    }
  }

  @Property(tries = 30)
  void goesOnExactlyAfterAnyBatch(
      @ForAll @IntRange(max = 40) int before,
      @ForAll @IntRange(max = 3) int prefetch,
      @ForAll @IntRange(max = 3) int prefetchAfter) {
    try (BatchStream whole = stream(DataPosition.START, 0);
        BatchStream first = stream(DataPosition.START, prefetch)) {
      List<int[]> expected = take(whole, before + 15);
      assertThat(take(first, before))
          .usingRecursiveComparison()
          .isEqualTo(expected.subList(0, before));
      try (BatchStream second = stream(first.position(), prefetchAfter)) {
        assertThat(take(second, 15))
            .usingRecursiveComparison()
            .isEqualTo(expected.subList(before, before + 15));
      }
    }
  }

  @Property(tries = 20)
  void cutsAnewInEachEpochAndGoesOnAlike(@ForAll @IntRange(max = 12) int before) {
    Tokenizer tokenizer = tokenizer();
    List<String> texts =
        List.of("hat cat", "that hat", "cat", "a hat that cat", "that that cat", "hat", "a cat");
    ParallelCorpus corpus =
        ParallelCorpus.of(
            texts.stream().map(tokenizer::encode).toList(),
            texts.stream().map(text -> tokenizer.encode(text + " hat")).toList());
    TokenBatcher batcher = new TokenBatcher(corpus, 40, 5);
    Optional<SubwordRegularisation> regularisation =
        Optional.of(new SubwordRegularisation(tokenizer, new SubwordSampling(-1, 0.5), 9));
    Marks marks = new Marks(3, 1, 2);
    try (BatchStream whole =
            new BatchStream(batcher, marks, DataPosition.START, 0, regularisation);
        BatchStream first =
            new BatchStream(batcher, marks, DataPosition.START, 2, regularisation)) {
      List<Batch> expected = new ArrayList<>();
      for (int i = 0; i < before + 8; i++) {
        expected.add(whole.next());
      }
      for (int i = 0; i < before; i++) {
        assertThat(first.next()).usingRecursiveComparison().isEqualTo(expected.get(i));
      }
      try (BatchStream second =
          new BatchStream(batcher, marks, first.position(), 1, regularisation)) {
        for (Batch batch : expected.subList(before, before + 8)) {
          assertThat(second.next()).usingRecursiveComparison().isEqualTo(batch);
        }
      }
      Set<List<Long>> cuts = new HashSet<>();
      for (Batch batch : expected) {
        for (int row = 0; row < batch.batchSize(); row++) {
          List<Long> ids = new ArrayList<>();
          for (int i = row * batch.sourceLength(); batch.sourceIds()[i] != marks.eosId(); i++) {
            ids.add(batch.sourceIds()[i]);
          }
          String text = texts.get(batch.sentences()[row]);
          assertThat(tokenizer.decode(ids.stream().mapToInt(Long::intValue).toArray()))
              .isEqualTo(text);
          if (text.equals("that that cat")) {
            cuts.add(ids);
          }
        }
      }
      assertThat(before < 8 || cuts.size() > 1).isTrue();
    }
  }

  private static Tokenizer tokenizer() {
    return Tokenizer.of(
        SentencePieceTrainer.train(
            List.of("that hat", "that cat", "a hat"),
            TrainerOptions.builder(ModelType.BPE, 16).normalization("identity").build()));
  }

  @Test
  void positionOfAnotherCorpusIsRefused() {
    int batches = BATCHER.batches(2).size();
    assertThatThrownBy(() -> stream(new DataPosition(2, 500), 0))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "cannot resume at batch 500 of epoch 2, which has "
                + batches
                + " batches; the corpus or maxTokensPerBatch is not that of the run that was saved");
  }

  @Test
  void errorOfTheBackgroundThreadReachesTheConsumer() {
    ParallelCorpus corpus = SyntheticCorpus.of(5, 1);
    ParallelCorpus broken =
        new Watched(corpus) {
          @Override
          public int[] source(int index) {
            throw new IllegalArgumentException("disk on fire");
          }
        };
    try (BatchStream stream =
        new BatchStream(new TokenBatcher(broken, 200, 1), MARKS, DataPosition.START, 1)) {
      assertThatThrownBy(stream::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("building a batch failed")
          .hasRootCauseMessage("disk on fire");
    }
  }
}

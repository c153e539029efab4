package org.translatenas.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.schedule.EarlyStopping.Direction;

/**
 * The checkpoints of a run: folders {@code ckpt-UPDATE}, each whole or not there, and a file {@code
 * LATEST} with the name of the one to go on from. Each has a {@code MANIFEST.json} with its files'
 * SHA-256; one that does not agree is passed over in favour of the one before it.
 *
 * <p>Kept are the last k and the best k by score; the others are removed after each save. What is
 * in a checkpoint is the caller's business.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String PREFIX = "ckpt-";
  private static final String LATEST = "LATEST";

  private final Path folder;
  private final int keepLast;
  private final int keepBest;
  private final Direction direction;

  /**
   * The checkpoints in a folder, which need not exist.
   *
   * @param keepLast how many of the newest stay, at least 1
   * @param keepBest how many of the best stay, 0 or more
   * @param direction which scores are better
   */
  public Checkpoints(Path folder, int keepLast, int keepBest, Direction direction) {
    if (keepLast < 1) {
      throw new IllegalArgumentException("keepLast must be 1 or more, not " + keepLast);
    }
    if (keepBest < 0) {
      throw new IllegalArgumentException("keepBest must be 0 or more, not " + keepBest);
    }
    this.folder = folder;
    this.keepLast = keepLast;
    this.keepBest = keepBest;
    this.direction = direction;
  }

  /**
   * Saves a checkpoint, makes it the latest, and removes those that are neither last nor best.
   *
   * @param score of the validation at this update, NaN if there was none
   */
  public Checkpoint save(long update, double score, AtomicFiles.FolderContent content) {
    Path target = folder.resolve(PREFIX + update);
    AtomicFiles.writeFolder(
        target,
        temporary -> {
          content.writeTo(temporary);
          Manifest.write(temporary, update, score);
        });
    AtomicFiles.write(folder.resolve(LATEST), PREFIX + update + "\n");
    prune(update);
    return new Checkpoint(update, score, target);
  }

  /**
   * Says so where the disk has no room for as many checkpoints as will be there at once, those that
   * are kept and one that is being written: at the beginning, not when a day's work is at stake.
   *
   * @param bytes of one
   */
  public Optional<String> wantOfSpace(long bytes) {
    long more = Math.max(0, keepLast + keepBest + 1 - updates().size());
    long free = usableBytes();
    return free > 0 && more > free / bytes // 0 where the system does not say
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %,d checkpoints of %,d MiB are to come, and the disk has %,d MiB free; make room"
                    + " before it is full",
                folder,
                more,
                bytes >> 20,
                free >> 20))
        : Optional.empty();
  }

  private long usableBytes() {
    Path place = folder.toAbsolutePath();
    while (!Files.exists(place)) {
      place = place.getParent();
    }
    try {
      return Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      throw UserException.unreadable(place, e);
    }
  }

  /**
   * The checkpoint to go on from: the latest whose files agree with its manifest. Empty for a run
   * that has none; an error if it has some and all are damaged, since beginning anew would
   * overwrite what may still be saved by hand.
   */
  public Optional<Checkpoint> latestValid() {
    List<Long> updates = updates();
    long pointed = pointed().orElse(Long.MAX_VALUE);
    for (long update : updates) {
      if (update > pointed) {
        continue;
      }
      Path candidate = folder.resolve(PREFIX + update);
      Optional<Manifest> manifest = manifest(candidate);
      Optional<String> problem = problem(manifest, candidate);
      if (problem.isEmpty()) {
        return manifest.map(m -> checkpoint(m, candidate));
      }
      LOG.warn("{} is damaged: {}; using the one before it", candidate, problem.get());
    }
    if (!updates.isEmpty()) {
      throw UserException.data(
          "%s: none of its %d checkpoints is intact; restore one or choose another run folder"
              .formatted(folder, updates.size()));
    }
    return Optional.empty();
  }

  /** The best by score, up to {@code update}, whose files agree with its manifest. */
  public Optional<Checkpoint> best(long update) {
    return byScore(update).stream().filter(Checkpoints::isIntact).findFirst();
  }

  /**
   * The newest checkpoints whose files agree with their manifests, from {@code update} back.
   *
   * @param count how many at the most
   */
  public List<Checkpoint> newestIntact(long update, int count) {
    return all().stream()
        .filter(c -> c.update() <= update)
        .filter(Checkpoints::isIntact)
        .limit(count)
        .toList();
  }

  private static boolean isIntact(Checkpoint checkpoint) {
    Optional<String> problem = problem(manifest(checkpoint.folder()), checkpoint.folder());
    problem.ifPresent(
        text -> LOG.warn("{} is damaged: {}; it is passed over", checkpoint.folder(), text));
    return problem.isEmpty();
  }

  /** All checkpoints with a readable manifest, newest first; their files are not verified. */
  public List<Checkpoint> all() {
    List<Checkpoint> all = new ArrayList<>();
    for (long update : updates()) {
      Path each = folder.resolve(PREFIX + update);
      manifest(each).ifPresent(m -> all.add(checkpoint(m, each)));
    }
    return all;
  }

  /** Refuses a checkpoint whose files do not agree with its manifest. */
  public static void requireIntact(Checkpoint checkpoint) {
    Path folder = checkpoint.folder();
    problem(manifest(folder), folder)
        .ifPresent(
            problem -> {
              throw UserException.data(
                  "%s is damaged: %s; remove it or restore it".formatted(folder, problem));
            });
  }

  /** Those with a score, the best first; their files are not verified. */
  public List<Checkpoint> byScore() {
    return byScore(Long.MAX_VALUE);
  }

  private List<Checkpoint> byScore(long newest) {
    Comparator<Checkpoint> lowFirst = Comparator.comparingDouble(Checkpoint::score);
    // Of equal scores the earlier update is the better one: it cost less.
    return all().stream()
        .filter(c -> c.update() <= newest && !Double.isNaN(c.score()))
        .sorted(
            (direction == Direction.MIN ? lowFirst : lowFirst.reversed())
                .thenComparingLong(Checkpoint::update))
        .toList();
  }

  /** Those after {@code newest} belong to a future that this run has left; it will replace them. */
  private void prune(long newest) {
    Set<Long> kept = new LinkedHashSet<>();
    List<Long> past = updates().stream().filter(update -> update <= newest).toList();
    past.stream().limit(keepLast).forEach(kept::add);
    byScore(newest).stream().limit(keepBest).map(Checkpoint::update).forEach(kept::add);
    for (long update : past) {
      if (!kept.contains(update)) {
        AtomicFiles.delete(folder.resolve(PREFIX + update));
      }
    }
    // What a kill has left; updates() has brought back what is needed.
    for (String name : names()) {
      if (name.matches(PREFIX + "\\d+(" + AtomicFiles.WRITTEN + "|" + AtomicFiles.REPLACED + ")")) {
        AtomicFiles.delete(folder.resolve(name));
      }
    }
  }

  /** Newest first; folders whose replacement was interrupted are brought back before. */
  private List<Long> updates() {
    for (String name : names()) {
      if (name.matches(PREFIX + "\\d+" + AtomicFiles.REPLACED)) {
        String whole = name.substring(0, name.length() - AtomicFiles.REPLACED.length());
        AtomicFiles.recoverFolder(folder.resolve(whole));
      }
    }
    return names().stream()
        .filter(name -> name.matches(PREFIX + "\\d{1,18}"))
        .map(name -> Long.valueOf(name.substring(PREFIX.length())))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw UserException.unreadable(folder, e);
    }
  }

  private Optional<Long> pointed() {
    Path pointer = folder.resolve(LATEST);
    if (!Files.isRegularFile(pointer)) {
      return Optional.empty();
    }
    try {
      String name = Files.readString(pointer).strip();
      if (name.matches(PREFIX + "\\d{1,18}")) {
        return Optional.of(Long.valueOf(name.substring(PREFIX.length())));
      }
      LOG.warn("{} is damaged; using the newest checkpoint", pointer);
      return Optional.empty();
    } catch (IOException e) {
      throw UserException.unreadable(pointer, e);
    }
  }

  private static Optional<Manifest> manifest(Path checkpoint) {
    try {
      return Manifest.read(checkpoint);
    } catch (IOException e) {
      throw UserException.unreadable(checkpoint, e);
    }
  }

  private static Optional<String> problem(Optional<Manifest> manifest, Path checkpoint) {
    if (manifest.isEmpty()) {
      return Optional.of(Manifest.NAME + " is missing or unreadable");
    }
    try {
      return manifest.get().problem(checkpoint);
    } catch (IOException e) {
      throw UserException.unreadable(checkpoint, e);
    }
  }

  private static Checkpoint checkpoint(Manifest manifest, Path folder) {
    return new Checkpoint(
        manifest.update(), manifest.score() == null ? Double.NaN : manifest.score(), folder);
  }
}

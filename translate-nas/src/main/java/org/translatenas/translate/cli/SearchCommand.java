package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.Pause;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.search.SearchOutcome;
import org.translatenas.translate.search.SearchRun;
import org.translatenas.translate.search.SeedStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code translate-nas search}: a prepared corpus becomes an architecture. */
@Command(
    name = "search",
    description =
        "Searches an architecture on a prepared corpus and writes OUTPUT/architecture.json, for"
            + " 'train --architecture', and OUTPUT/search.jsonl. A search that was stopped goes on when"
            + " the same command is given again.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;

  @Mixin private RunFolders folders;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Searches N times, with runtime.seed and the numbers after it, into OUTPUT/seed-NUMBER, and"
              + " reports means, deviations and how far the architectures agree, also in"
              + " OUTPUT/seeds.txt.")
  private Integer seeds;

  @Option(
      names = "--dry-run",
      description =
          "Compute nothing; print what the search would need in memory in each mode of"
              + " search.backpropagation, and the largest batch that fits into runtime.memoryBudget.")
  private boolean dryRun;

  @Mixin private JudgeOptions judge;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (seeds != null && judge.given()) {
      throw UserException.usage(
          "--judge is of one search; leave --seeds away, and let --output be the folder of one");
    }
    if (seeds != null && !dryRun) {
      return study();
    }
    SearchRun search = new SearchRun(config.read(), folders.corpus(), folders.output());
    if (dryRun) {
      spec.commandLine().getOut().print(search.memory());
      spec.commandLine().getOut().flush();
      return 0;
    }
    if (judge.given()) {
      judge.run(search, spec.commandLine().getOut());
      return 0;
    }
    folders.run(
        () -> {
          SearchOutcome outcome = search.run(folders.pause());
          System.err.printf(
              "loss %.4f on the validation set, with shared weights%n", outcome.loss());
        });
    System.err.println("wrote " + folders.output().resolve("architecture.json"));
    return 0;
  }

  private int study() throws IOException {
    if (seeds < 2) {
      throw UserException.usage("--seeds must be at least 2, not " + seeds);
    }
    if (folders.profiled()) {
      throw UserException.usage(
          "--profile is of one search; leave --seeds away, or take a seed with --set runtime.seed=N");
    }
    long first = config.read().runtime().seed();
    Map<Long, SearchOutcome> outcomes = new LinkedHashMap<>();
    SearchRun run = null;
    Pause pause = folders.pause();
    for (long seed = first; seed < first + seeds; seed++) {
      TranslateConfig of = config.read(List.of("runtime.seed=" + seed));
      Path output = folders.output().resolve("seed-" + seed);
      System.err.printf("seed %d, in %s%n", seed, output);
      run = new SearchRun(of, folders.corpus(), output);
      outcomes.put(seed, run.run(pause));
    }
    String report = new SeedStudy(outcomes, run.space().nodes()).text();
    AtomicFiles.write(folders.output().resolve("seeds.txt"), report);
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return 0;
  }
}

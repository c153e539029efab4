package org.translatenas.translate.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Long options may be shortened as long as they are unique, {@code --tok} for {@code --tokenize},
 * as Python's argparse has it. (Picocli's own abbreviations are taken for values behind an option
 * with several.)
 */
final class Abbreviations implements IParameterPreprocessor {
  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec none, Map<String, Object> info) {
    Set<String> options = command.optionsMap().keySet();
    // The top of the stack is the first argument.
    for (int i = arguments.size() - 1; i >= 0 && !arguments.get(i).equals("--"); i--) {
      arguments.set(i, whole(arguments.get(i), options));
    }
    return false;
  }

  private static String whole(String argument, Set<String> options) {
    int end = argument.indexOf('=');
    String name = end < 0 ? argument : argument.substring(0, end);
    if (!name.startsWith("--") || options.contains(name)) {
      return argument;
    }
    List<String> meant = options.stream().filter(option -> option.startsWith(name)).toList();
    return meant.size() == 1 ? meant.get(0) + argument.substring(name.length()) : argument;
  }
}

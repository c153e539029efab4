package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The pieces that training does not find but is given, with their ids. */
final class SymbolTable {
  private final TreeMap<Integer, Piece> byId = new TreeMap<>();
  private final Map<String, Integer> standard;
  private final String unk;
  private final Set<String> further = new HashSet<>();
  private final int vocabularySize;
  private int nextId;

  private SymbolTable(TrainerOptions options) {
    vocabularySize = options.vocabularySize();
    TrainerOptions.SymbolTexts texts = options.symbolTexts();
    unk = texts.unk();
    standard = new LinkedHashMap<>();
    name(unk, options.unkId());
    name(texts.bos(), options.bosId());
    name(texts.eos(), options.eosId());
    name(texts.pad(), options.padId());
  }

  private void name(String text, int id) {
    if (id >= 0 && standard.put(text, id) != null) {
      throw new IllegalArgumentException("the symbol " + text + " is defined twice");
    }
  }

  static SymbolTable of(TrainerOptions options) {
    SymbolTable table = new SymbolTable(options);
    table.standard.forEach(
        (text, id) ->
            table.put(id, text, text.equals(table.unk) ? Piece.Type.UNKNOWN : Piece.Type.CONTROL));
    options.userDefinedSymbols().stream()
        .filter(options.requiredCharacters()::contains)
        .filter(symbol -> symbol.codePointCount(0, symbol.length()) == 1)
        .forEach(
            symbol -> {
              throw new IllegalArgumentException(
                  "the symbol " + symbol + " is among the required characters too; name it once");
            });
    options.controlSymbols().forEach(text -> table.add(text, Piece.Type.CONTROL));
    options.userDefinedSymbols().forEach(text -> table.add(text, Piece.Type.USER_DEFINED));
    for (int value = 0; options.byteFallback() && value < 256; value++) {
      table.add(BytePieces.nameOf(value), Piece.Type.BYTE);
    }
    return table;
  }

  private void put(int id, String text, Piece.Type type) {
    if (id >= vocabularySize) {
      throw new IllegalArgumentException(
          "the id " + id + " of " + text + " is outside a vocabulary of " + vocabularySize);
    }
    Piece before = byId.put(id, new Piece(text, 0, type));
    if (before != null) {
      throw new IllegalArgumentException(
          "the id " + id + " is given to both " + before.text() + " and " + text);
    }
  }

  /** A further symbol takes the first free id; one of the standard ones keeps its own. */
  private void add(String text, Piece.Type type) {
    if (Utf8.length(text) > SentencePieceModel.MAX_PIECE_LENGTH) {
      throw new IllegalArgumentException(
          "a symbol has %d bytes, more than %d"
              .formatted(Utf8.length(text), SentencePieceModel.MAX_PIECE_LENGTH));
    }
    if (!further.add(text) || text.equals(unk)) {
      throw new IllegalArgumentException("the symbol " + text + " is defined twice");
    }
    int id = standard.getOrDefault(text, -1);
    if (id >= 0) {
      byId.put(id, new Piece(text, 0, type));
      return;
    }
    while (byId.containsKey(nextId)) {
      nextId++;
    }
    put(nextId, text, type);
  }

  int size() {
    return byId.size();
  }

  /** Finds any of the symbols in text. */
  SymbolMatcher matcher() {
    return new SymbolMatcher(byId.values().stream().map(Piece::text).toList());
  }

  /** The whole vocabulary: each symbol at its id, the others in their order around them. */
  List<Piece> insertInto(List<Piece> others) {
    List<Piece> all = new ArrayList<>(others);
    // Ascending ids, so each insertion leaves the places of those before it alone.
    byId.forEach(
        (id, piece) -> {
          if (id > all.size()) {
            throw new IllegalArgumentException("the ids of the symbols leave a gap before " + id);
          }
          all.add(id, piece);
        });
    return all;
  }
}

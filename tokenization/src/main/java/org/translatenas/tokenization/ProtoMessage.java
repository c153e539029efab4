package org.translatenas.tokenization;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One protocol-buffers message as the ordered list of its fields, immutable. Fields that nobody
 * asks for are kept and written back, so a model passes through unchanged; a field of an unexpected
 * wire type counts as absent, as the protocol prescribes.
 *
 * <p>Source: the wire format, protobuf.dev/programming-guides/encoding.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  static final ProtoMessage EMPTY = new ProtoMessage(List.of());

  private final List<Field> fields;

  private ProtoMessage(List<Field> fields) {
    this.fields = fields;
  }

  /** {@code bits} holds the numbers, {@code bytes} the length-delimited values. */
  private static final class Field {
    final int number;
    final int wireType;
    final long bits;
    final byte[] bytes;

    Field(int number, int wireType, long bits, byte[] bytes) {
      this.number = number;
      this.wireType = wireType;
      this.bits = bits;
      this.bytes = bytes;
    }
  }

  /** Parses all of {@code bytes}; {@code source} names the file in the exception's message. */
  static ProtoMessage parse(byte[] bytes, String source) throws ModelFormatException {
    ProtoReader reader = new ProtoReader(bytes, source);
    List<Field> fields = new ArrayList<>();
    while (reader.hasRemaining()) {
      long tag = reader.readVarint();
      long number = tag >>> 3;
      if (number == 0 || number > 0x1FFFFFFF) {
        throw reader.problem("no valid field");
      }
      int wireType = (int) (tag & 7);
      fields.add(
          switch (wireType) {
            case VARINT -> new Field((int) number, wireType, reader.readVarint(), null);
            case FIXED64 -> new Field((int) number, wireType, reader.readFixed(8), null);
            case BYTES -> new Field((int) number, wireType, 0, reader.readBytes());
            case FIXED32 -> new Field((int) number, wireType, reader.readFixed(4), null);
            default -> throw reader.problem("unknown wire type " + wireType);
          });
    }
    return new ProtoMessage(List.copyOf(fields));
  }

  int getInt(int number, int absent) {
    Field field = last(number, VARINT);
    return field == null ? absent : (int) field.bits;
  }

  boolean getBoolean(int number, boolean absent) {
    Field field = last(number, VARINT);
    return field == null ? absent : field.bits != 0;
  }

  float getFloat(int number, float absent) {
    Field field = last(number, FIXED32);
    return field == null ? absent : Float.intBitsToFloat((int) field.bits);
  }

  /** The bytes of a length-delimited field, null when absent; callers must not change them. */
  byte[] getBytes(int number) {
    Field field = last(number, BYTES);
    return field == null ? null : field.bytes;
  }

  /** The text of a string field; malformed UTF-8 is a damaged file. */
  String getString(int number, String absent, String source) throws ModelFormatException {
    byte[] bytes = getBytes(number);
    if (bytes == null) {
      return absent;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(source, "a text in it is not UTF-8");
    }
  }

  List<byte[]> getAllBytes(int number) {
    return fields.stream()
        .filter(field -> field.number == number && field.wireType == BYTES)
        .map(field -> field.bytes)
        .toList();
  }

  /** The last occurrence counts, as in every protocol-buffers reader. */
  private Field last(int number, int wireType) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      Field field = fields.get(i);
      if (field.number == number && field.wireType == wireType) {
        return field;
      }
    }
    return null;
  }

  ProtoMessage with(int number, long value) {
    return with(new Field(number, VARINT, value, null));
  }

  ProtoMessage with(int number, boolean value) {
    return with(number, value ? 1L : 0L);
  }

  ProtoMessage with(int number, float value) {
    return with(new Field(number, FIXED32, Float.floatToRawIntBits(value), null));
  }

  ProtoMessage with(int number, String value) {
    return with(number, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage with(int number, byte[] value) {
    return with(new Field(number, BYTES, 0, value));
  }

  /** Keeps ascending field numbers, the order in which other writers put them. */
  private ProtoMessage with(Field added) {
    List<Field> changed = new ArrayList<>(without(added.number).fields);
    int place = 0;
    while (place < changed.size() && changed.get(place).number < added.number) {
      place++;
    }
    changed.add(place, added);
    return new ProtoMessage(List.copyOf(changed));
  }

  ProtoMessage without(int number) {
    return new ProtoMessage(fields.stream().filter(field -> field.number != number).toList());
  }

  byte[] toByteArray() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      writeVarint(out, ((long) field.number << 3) | field.wireType);
      switch (field.wireType) {
        case VARINT -> writeVarint(out, field.bits);
        case BYTES -> {
          writeVarint(out, field.bytes.length);
          out.writeBytes(field.bytes);
        }
        default -> {
          ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          buffer.putLong(field.bits);
          out.write(buffer.array(), 0, field.wireType == FIXED32 ? 4 : 8);
        }
      }
    }
    return out.toByteArray();
  }

  /** The bytes of a message that begins with {@code first}, each as field {@code number}. */
  static byte[] concatenate(int number, List<ProtoMessage> first, ProtoMessage rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ProtoMessage message : first) {
      out.writeBytes(EMPTY.with(number, message.toByteArray()).toByteArray());
    }
    out.writeBytes(rest.toByteArray());
    return out.toByteArray();
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProtoMessage message
        && Arrays.equals(toByteArray(), message.toByteArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toByteArray());
  }
}

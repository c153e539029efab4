package org.translatenas.reversible;

/** A fixed-point stream has left the range in which its sums are exact. */
public final class StreamOverflowException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  StreamOverflowException(String message) {
    super(message);
  }
}

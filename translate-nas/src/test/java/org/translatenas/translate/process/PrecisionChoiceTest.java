package org.translatenas.translate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Precision;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.config.RuntimeConfig;
import org.translatenas.translate.config.RuntimeConfig.Format;
import org.translatenas.translate.config.TranslateConfig;

class PrecisionChoiceTest {
  private static RuntimeConfig runtime(String... settings) {
    return ConfigReader.read(TranslateConfig.class, null, List.of(settings)).runtime();
  }

  private static ToDoubleFunction<Precision> takes(double float32, double bfloat16) {
    return precision -> precision.mixed() ? bfloat16 : float32;
  }

  private static final ToDoubleFunction<Precision> NOT_ASKED =
      precision -> {
        throw new AssertionError("nothing is to be timed");
      };

  @Test
  void float32TimesNothing() {
    RuntimeConfig wanted = runtime("runtime.precision=float32");
    assertThat(PrecisionChoice.of(wanted, Optional.empty(), NOT_ASKED))
        .isEqualTo(new PrecisionChoice(Precision.FLOAT32, "float32"));
  }

  @Test
  void autoTakesWhatIsFasterByMoreThanTheCastsCost() {
    RuntimeConfig auto = runtime(); // the default
    assertThat(PrecisionChoice.of(auto, Optional.empty(), takes(10, 4)))
        .isEqualTo(
            new PrecisionChoice(
                Precision.BFLOAT16,
                "bfloat16 products (a trial took 4.0 ms in bfloat16, 10.0 in float32)"));
    assertThat(PrecisionChoice.of(auto, Optional.empty(), takes(10, 9)))
        .isEqualTo(
            new PrecisionChoice(
                Precision.FLOAT32, "float32 (a trial took 9.0 ms in bfloat16, 10.0 in float32)"));
  }

  @Test
  void bfloat16IsRefusedWhereItIsSlower() {
    RuntimeConfig wanted = runtime("runtime.precision=bfloat16");
    assertThat(PrecisionChoice.of(wanted, Optional.empty(), takes(10, 4)).precision())
        .isEqualTo(Precision.BFLOAT16);
    assertThatThrownBy(() -> PrecisionChoice.of(wanted, Optional.empty(), takes(1.25, 38)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "runtime.precision bfloat16 does not pay on this machine: a trial took 38.0 ms in"
                + " bfloat16, 1.3 in float32; set it to float32 or auto, or take it all the same with"
                + " runtime.forcePrecision")
        .extracting(e -> ((UserException) e).exitCode())
        .isEqualTo(2);
  }

  @Test
  void aRunThatGoesOnTimesNothing() {
    for (String wanted : List.of("auto", "bfloat16")) {
      assertThat(
              PrecisionChoice.of(
                  runtime("runtime.precision=" + wanted), Optional.of(Format.BFLOAT16), NOT_ASKED))
          .isEqualTo(
              new PrecisionChoice(Precision.BFLOAT16, "bfloat16 products (as the run began)"));
    }
  }

  @Test
  void forcedBfloat16TimesNothing() {
    RuntimeConfig forced = runtime("runtime.precision=bfloat16", "runtime.forcePrecision=true");
    assertThat(PrecisionChoice.of(forced, Optional.empty(), NOT_ASKED))
        .isEqualTo(new PrecisionChoice(Precision.BFLOAT16, "bfloat16 products (forced)"));
  }

  @Test
  void autoDecodesInFloat32() {
    assertThat(PrecisionChoice.of(runtime().forDecoding(), Optional.empty(), NOT_ASKED).precision())
        .isEqualTo(Precision.FLOAT32);
    RuntimeConfig forced = runtime("runtime.precision=bfloat16", "runtime.forcePrecision=true");
    assertThat(forced.forDecoding()).isEqualTo(forced);
  }

  /** On a machine of another speed too: a run's numbers depend on it. */
  @Test
  void autoGoesOnAsTheRunBegan() {
    RuntimeConfig auto = runtime("runtime.precision=auto");
    assertThat(PrecisionChoice.of(auto, Optional.of(Format.BFLOAT16), NOT_ASKED))
        .isEqualTo(new PrecisionChoice(Precision.BFLOAT16, "bfloat16 products (as the run began)"));
    assertThat(PrecisionChoice.of(auto, Optional.of(Format.FLOAT32), NOT_ASKED))
        .isEqualTo(new PrecisionChoice(Precision.FLOAT32, "float32 (as the run began)"));
  }

  /** The times themselves are the machine's; that both formats run is ours. */
  @Test
  void theTrialRunsInBothFormats() {
    assertThat(ProductTrial.millis(Precision.FLOAT32)).isPositive();
    assertThat(ProductTrial.millis(Precision.BFLOAT16)).isPositive();
  }
}

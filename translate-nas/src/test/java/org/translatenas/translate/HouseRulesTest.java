package org.translatenas.translate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call whom, and where state may live. */
class HouseRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.translatenas");

  /** Caches of what never changes, and the settings of a thread: not state of a run. */
  private static final Set<String> CACHES =
      Set.of(
          "org.translatenas.reversible.Kernel.LOADED",
          "org.translatenas.reversible.Torch.THREAD",
          "org.translatenas.tokenization.CharacterRules.COMPILED",
          "org.translatenas.translate.model.operation.Constants.NUMBERS");

  @ParameterizedTest
  @ValueSource(strings = {"tokenization", "reversible", "training", "bilevel", "translate"})
  void everyModuleIsSeen(String module) {
    assertThat(CLASSES).anyMatch(c -> c.getPackageName().startsWith("org.translatenas." + module));
  }

  @Test
  void modulesUseOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.translatenas..")
        .layer("tokenization")
        .definedBy("org.translatenas.tokenization..")
        .layer("reversible")
        .definedBy("org.translatenas.reversible..")
        .layer("training")
        .definedBy("org.translatenas.training..")
        .layer("bilevel")
        .definedBy("org.translatenas.bilevel..")
        .layer("translate")
        .definedBy("org.translatenas.translate..")
        .optionalLayer("vision")
        .definedBy("org.translatenas.vision..")
        .whereLayer("tokenization")
        .mayNotAccessAnyLayer()
        .whereLayer("reversible")
        .mayNotAccessAnyLayer()
        .whereLayer("training")
        .mayOnlyAccessLayers("reversible")
        .whereLayer("bilevel")
        .mayOnlyAccessLayers("training", "reversible")
        .whereLayer("translate")
        .mayOnlyAccessLayers("tokenization", "reversible", "training", "bilevel")
        .whereLayer("vision")
        .mayOnlyAccessLayers("reversible", "training", "bilevel")
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  @Test
  void onlyTheReversibleModuleKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.translatenas.reversible..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl.pytorch..")
        .check(CLASSES);
  }

  @Test
  void nobodyUsesBlocksTrainersCollectorsOrModelsOfDjl() {
    noClasses()
        .that()
        .doNotHaveSimpleName("PlainOperations") // what kernels are measured against
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl.nn..", "ai.djl.training..", "ai.djl.repository..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "ai\\.djl\\.(Model|BaseModel|pytorch\\.engine\\.Pt(Model|Trainer|GradientCollector))")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.translatenas.(*)..",
        "org.translatenas.training.(*)..",
        "org.translatenas.bilevel.(*)..",
        "org.translatenas.translate.(*).."
      })
  void packagesHaveNoCycles(String slices) {
    slices().matching(slices).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noStateHidesInStaticFields() {
    assertThat(staticFields())
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.getModifiers()).as(field.getName()).contains(JavaModifier.FINAL));
    assertThat(staticFields().filter(HouseRulesTest::holdsState).map(HouseRulesTest::name))
        .containsExactlyInAnyOrderElementsOf(CACHES);
  }

  private static Stream<JavaField> staticFields() {
    return CLASSES.stream()
        .filter(c -> !c.getPackageName().endsWith(".cli"))
        .filter(c -> !c.isEnum())
        .map(JavaClass::getFields)
        .flatMap(Set::stream)
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static String name(JavaField field) {
    return field.getOwner().getName() + "." + field.getName();
  }

  /** Whether what a final field holds can change: a collection that is not the JDK's immutable. */
  private static boolean holdsState(JavaField field) {
    JavaClass type = field.getRawType();
    if (type.isAssignableTo(ThreadLocal.class)
        || type.getPackageName().equals("java.util.concurrent.atomic")) {
      return true;
    }
    if (!type.isAssignableTo(Map.class) && !type.isAssignableTo(Collection.class)) {
      return false;
    }
    String name = value(field).getClass().getName();
    return !name.startsWith("java.util.ImmutableCollections")
        && !name.startsWith("java.util.Collections$");
  }

  private static Object value(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return reflected.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}

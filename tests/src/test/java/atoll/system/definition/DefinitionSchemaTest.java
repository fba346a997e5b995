package atoll.system.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.JsonOptions;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** The published schema, by a validator that knows nothing of the reader, judges as the reader does where a schema can. */
@Timeout(120)
class DefinitionSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Reference.schema(), InputFormat.JSON);

    static List<Written.Bad> bad() throws IOException {
        return Written.bad();
    }

    static List<String> good() throws IOException {
        return Written.good();
    }

    private static List<Error> judged(String text) {
        TomlParseResult toml = Toml.parse(text);
        assertFalse(toml.hasErrors(), text);
        return SCHEMA.validate(toml.toJson(EnumSet.noneOf(JsonOptions.class)), InputFormat.JSON);
    }

    @Test
    void theSchemaIsOne() {
        Schema meta = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
        assertEquals(List.of(), meta.validate(Reference.schema(), InputFormat.JSON));
    }

    @ParameterizedTest
    @MethodSource
    void good(String text) throws Exception {
        assertEquals(List.of(), judged(text));
        DefinitionReader.parse(Path.of("good.toml"), text);
    }

    @ParameterizedTest
    @MethodSource
    void bad(Written.Bad bad) {
        switch (bad.refusedBy()) {
            case "schema" -> assertFalse(judged(bad.text()).isEmpty(), bad.title());
            case "reader" -> assertEquals(List.of(), judged(bad.text()), bad.title());
            default -> {
                assertEquals("toml", bad.refusedBy());
                // What the bounds of the reader refuse is TOML.
                assertTrue(isNoToml(bad.text())
                        || bad.title().contains("deep")
                        || bad.title().contains("many lines"));
            }
        }
    }

    private static boolean isNoToml(String text) {
        try {
            return Toml.parse(text).hasErrors();
        } catch (NullPointerException e) {
            // The library trips over some errors: see Source.
            return true;
        }
    }
}

package io.lamplighter.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that a test makes: {@code make docs} writes it, every other run compares. */
record ReferencePage(Path page) {
    ReferencePage(String name) {
        this(Path.of("../docs/reference").resolve(name));
    }

    void shouldSay(String text) throws IOException {
        if (Boolean.getBoolean("rewrite")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text);
        }
        assertThat(page).as("`make docs` writes it anew").hasContent(text);
    }
}

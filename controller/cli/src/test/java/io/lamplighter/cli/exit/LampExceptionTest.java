package io.lamplighter.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LampExceptionTest {
    @ParameterizedTest
    @MethodSource("failures")
    void saysWhyAFileCannotBeRead(IOException failure, String sentence) {
        assertThat(LampException.unreadable(Path.of("/etc/lab.yaml"), failure, "name another")
                        .sentence())
                .isEqualTo(sentence + "; name another");
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new AccessDeniedException("/etc/lab.yaml"),
                        "/etc/lab.yaml cannot be read: this account may not"),
                Arguments.of(
                        new AccessDeniedException("/etc/lab.yaml/inside"),
                        "/etc/lab.yaml cannot be read: /etc/lab.yaml/inside: this account may not"),
                Arguments.of(
                        new FileSystemException("/etc/lab.yaml", null, "Too many levels of symbolic links"),
                        "/etc/lab.yaml cannot be read: Too many levels of symbolic links"),
                Arguments.of(new MalformedInputException(1), "/etc/lab.yaml cannot be read: it is not text in UTF-8"),
                Arguments.of(new IOException("Is a directory"), "/etc/lab.yaml cannot be read: Is a directory"));
    }
}

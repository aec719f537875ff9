package io.lamplighter.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.process.RememberedAnswers.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedAnswersTest {
    @TempDir
    Path folder;

    private final RememberedAnswers<Integer> answers = RememberedAnswers.ofUnchangedFiles();
    private Path program;
    private int asked;

    @BeforeEach
    void putAProgram() throws IOException {
        folder = folder.toRealPath();
        program = Files.write(folder.resolve("program"), new byte[] {0x7f, 'E', 'L', 'F', 1});
    }

    @Test
    void asksAProgramOnce() throws Exception {
        ask();
        ask();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asksAScriptEachTime() throws Exception {
        Files.writeString(program, "#!/bin/sh\nexec another\n");

        ask();
        ask();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void asksAnotherOfTheSameSizeAndTime() throws Exception {
        ask();
        Path other = Files.write(folder.resolve("other"), new byte[] {0x7f, 'E', 'L', 'F', 2});
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(program));

        Files.move(other, program, StandardCopyOption.REPLACE_EXISTING);
        ask();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void asksAnewWhenOthersMayPutAnotherThere() throws Exception {
        ask();

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        ask();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void doesNotKeepWhatWasSaidWhileTheFileChanged() throws Exception {
        answers.ask(program, each -> {
            asked++;
            Files.write(each, new byte[] {0x7f, 'E', 'L', 'F', 3, 3});
            return Answer.ofProgram(each, asked);
        });

        assertThat(ask()).isEqualTo(2);
        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void keepsNothingOfAProgramThatCannotBeStarted() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> answers.ask(program, _ -> {
                    throw new IOException("not now");
                }));

        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void asksEachTimeWhereItIsNotKnownWhatDecides() throws Exception {
        answers.ask(program, _ -> new Answer<>(++asked, Set.of()));
        answers.ask(program, _ -> new Answer<>(++asked, Set.of()));

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void asksAProgramThatCannotBeReadEachTime() throws Exception {
        Files.delete(program);

        ask();
        ask();

        assertThat(asked).isEqualTo(2);
    }

    private int ask() throws Exception {
        return answers.ask(program, each -> Answer.ofProgram(each, ++asked));
    }
}

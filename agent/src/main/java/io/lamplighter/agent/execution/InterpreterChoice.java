package io.lamplighter.agent.execution;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;

import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which Python an environment is made from: one that every user can reach before one in a home, then the newest.
 *
 * @param reachable whether every user can start a program
 */
record InterpreterChoice(Predicate<Path> reachable) {
    static InterpreterChoice onThisMachine() {
        return new InterpreterChoice(InterpreterChoice::everyUserReaches);
    }

    Optional<Interpreter> choose(Collection<Interpreter> interpreters, Specifiers wanted) {
        return interpreters.stream()
                .filter(each -> wanted.contains(Pep440Version.parse(each.version())))
                .max(Comparator.comparing((Interpreter each) -> reachable.test(Path.of(each.path())))
                        .thenComparing(each -> Pep440Version.parse(each.version()))
                        .thenComparing(Interpreter::path, Comparator.reverseOrder()));
    }

    private static boolean everyUserReaches(Path program) {
        try {
            for (Path part = program.toRealPath(); part != null; part = part.getParent()) {
                if (!Files.getPosixFilePermissions(part).contains(OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

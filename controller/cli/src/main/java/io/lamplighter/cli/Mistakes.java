package io.lamplighter.cli;

import io.lamplighter.api.manifest.NearestName;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong and what to do next; never a stack trace. */
final class Mistakes {
    private final Screen screen;

    Mistakes(Screen screen) {
        this.screen = screen;
    }

    int inArguments(ParameterException mistake, String[] arguments) {
        screen.error("lamp: " + sentence(mistake));
        return ExitStatus.BAD_INPUT.code();
    }

    int whileRunning(Exception exception, CommandLine command, ParseResult parsed) {
        if (exception instanceof LampException refusal) {
            refusal.details().forEach(screen::error);
            screen.error("lamp: " + refusal.sentence());
            return refusal.status().code();
        }
        screen.error("lamp: this is a bug: " + exception + " at " + place(exception)
                + "; please report it with the command that you ran");
        return ExitStatus.BUG.code();
    }

    private static String sentence(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        String help = "`" + command.getCommandSpec().qualifiedName() + " --help` says what there is";
        List<String> unmatched = mistake instanceof UnmatchedArgumentException notKnown
                ? notKnown.getUnmatched()
                : command.getUnmatchedArguments();
        if (!unmatched.isEmpty()) {
            String word = unmatched.getFirst();
            return unknown(word, command) + nearest(word, command, help);
        }
        String what = mistake.getCause() instanceof TypeConversionException refusal && mistake.getArgSpec() != null
                ? name(mistake.getArgSpec()) + ": " + refusal.getMessage()
                : lowerCased(String.valueOf(mistake.getMessage()));
        return what.contains("; ") ? what : what + "; " + help;
    }

    private static String lowerCased(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String unknown(String word, CommandLine command) {
        if (word.startsWith("-")) {
            return "there is no option " + word;
        }
        return command.getSubcommands().isEmpty()
                ? "\"" + word + "\" is one argument too many"
                : "there is no command \"" + word + "\"";
    }

    private static String nearest(String word, CommandLine command, String help) {
        return NearestName.of(word, known(word, command))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; " + help);
    }

    private static List<String> known(String word, CommandLine command) {
        return word.startsWith("-")
                ? command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
    }

    /** Enough to find a bug by, without a trace. */
    private static @Nullable Object place(Exception exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        return Stream.of(trace)
                .filter(frame -> frame.getClassName().startsWith("io.lamplighter."))
                .findFirst()
                .orElse(trace.length == 0 ? null : trace[0]);
    }
}

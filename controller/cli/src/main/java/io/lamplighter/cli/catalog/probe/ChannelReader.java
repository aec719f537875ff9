package io.lamplighter.cli.catalog.probe;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.index.Repodata;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.page.UnreadablePage;
import io.lamplighter.cli.catalog.page.Wanted;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conda channel: {@code <channel>/linux-64/repodata.json}, or the same packed ({@code .zst}, {@code .bz2}). */
record ChannelReader(Pages pages) implements SourceReader {
    private static final List<Subfolder> SUBFOLDERS = List.of(
            new Subfolder("linux-64", TargetPlatform.LINUX_X86_64),
            new Subfolder("linux-aarch64", TargetPlatform.LINUX_AARCH64),
            new Subfolder("win-64", TargetPlatform.WINDOWS_X86_64),
            new Subfolder("noarch", null));

    /** In this order: the plain one shows best where a mirror breaks off. */
    private static final List<Form> FORMS = List.of(
            new Form(Repodata.Form.PLAIN, Wanted.REPODATA),
            new Form(Repodata.Form.PACKED, Wanted.PACKED_REPODATA),
            new Form(Repodata.Form.BZIP2, Wanted.BZIP2_REPODATA));

    private record Form(Repodata.Form form, Wanted wanted) {}

    private record Subfolder(String name, @Nullable TargetPlatform platform) {}

    @Override
    public Optional<Carried> read(SourceAddress source, List<String> packages) {
        List<CarriedFile> files = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (Subfolder subfolder : SUBFOLDERS) {
            list(source, subfolder, Set.copyOf(packages)).ifPresent(list -> {
                present.add(subfolder.name());
                list.forEach(entry -> entry.carried(subfolder.platform())
                        .ifPresentOrElse(
                                files::add,
                                () -> remarks.add(
                                        "the version of " + entry.name() + " " + entry.version() + " cannot be read")));
            });
        }
        String form = "a channel of " + present.stream().collect(joining(" "));
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(new Carried(
                        SourceKind.CONDA,
                        form,
                        packages,
                        files.stream().distinct().toList(),
                        List.of(),
                        remarks.stream().distinct().toList()));
    }

    private Optional<List<CondaPackage>> list(SourceAddress source, Subfolder subfolder, Set<String> names) {
        for (Form each : FORMS) {
            URI address = source.under(subfolder.name() + "/" + each.form().fileName());
            switch (pages.read(address, each.wanted(), body -> read(body, names))) {
                case Pages.Answer.Found<Optional<List<CondaPackage>>> found -> {
                    return found.content();
                }
                case Pages.Answer.Absent<Optional<List<CondaPackage>>> _ -> {}
            }
        }
        return Optional.empty();
    }

    private static Optional<List<CondaPackage>> read(Pages.Body body, Set<String> names) throws IOException {
        try {
            return Repodata.entries(body.bytes(), file -> names.contains(CondaPackage.nameOf(file)))
                    .map(entries -> entries.entrySet().stream()
                            .map(entry -> CondaPackage.of(entry.getKey(), entry.getValue()))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new UnreadablePage(body.address(), "it is no list of packages: " + e.getOriginalMessage());
        }
    }
}

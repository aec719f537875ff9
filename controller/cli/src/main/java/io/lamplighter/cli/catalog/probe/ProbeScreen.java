package io.lamplighter.cli.catalog.probe;

import static java.util.stream.Collectors.joining;

import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.List;

/** A report for people: differences first, all the rest only where it is asked for. */
record ProbeScreen(Screen screen, boolean all) {
    private static final int SHOWN_ROWS = 12;

    void print(ProbeReport report) {
        screen.line(report.source() + " is " + report.form() + ", read as type " + report.type());
        report.packages().forEach(this::print);
        if (!report.remarks().isEmpty()) {
            screen.line("");
            report.remarks().forEach(remark -> screen.line(new Cell(remark, Tone.CAUTION)));
        }
        screen.line("");
        screen.line(report.agrees() ? "source and catalog agree" : "source and catalog differ");
    }

    private void print(PackageReport report) {
        long releases = report.carried().stream().map(Row::release).distinct().count();
        screen.line("");
        screen.line(report.name() + ": "
                + (report.newest() == null
                        ? "none"
                        : releases + (releases == 1 ? " release" : " releases") + ", the newest " + report.newest()));
        report.verdicts().forEach(verdict -> screen.line(new Cell("  " + verdict, Tone.BAD)));
        if (all) {
            rows("  carries:", report.carried());
        }
        rows("  carries, and the catalog does not know:", report.unknown());
        rows("  lacks, and the catalog says such a source has it:", report.lacking());
        report.notCompared().forEach(bound -> screen.line("  not compared, " + bound));
    }

    private void rows(String heading, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        screen.line(heading);
        Table table = Table.of("RELEASE", "BUILDS", "PLATFORM", "PYTHONS");
        rows.stream()
                .limit(all ? rows.size() : SHOWN_ROWS)
                .forEach(row -> table.row(row.release(), joined(row.builds()), row.platform(), joined(row.pythons())));
        screen.table(table, 4);
        if (!all && rows.size() > SHOWN_ROWS) {
            screen.line("    and " + (rows.size() - SHOWN_ROWS) + " rows more, which --all shows");
        }
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(joining(" "));
    }
}

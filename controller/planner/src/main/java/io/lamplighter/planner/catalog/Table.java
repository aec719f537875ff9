package io.lamplighter.planner.catalog;

import java.util.Map;
import java.util.stream.Stream;

/** A file of the catalog. */
sealed interface Table permits TorchTable, CondaTable, CompanionTable, CudaBoundTable, DriverTable, CudnnTable {
    /** The version of its form. */
    int format();

    /** What the short names of sources stand for. */
    Map<String, String> sources();

    /** The source of each row, by its short name. */
    Stream<String> namedSources();
}

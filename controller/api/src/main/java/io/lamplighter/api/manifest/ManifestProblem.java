package io.lamplighter.api.manifest;

/**
 * One mistake in a manifest.
 *
 * @param file as the caller named it, {@code -} for standard input
 * @param line from 1; {@value #NOWHERE} where something is missing that has no place
 * @param column from 1; {@value #NOWHERE} where the line is
 * @param path JSON pointer of the field, {@code /spec/stages/0/packages/1}
 * @param message what is wrong, with the nearest known name where one is near
 */
public record ManifestProblem(String file, int line, int column, String path, String message) {
    /** Stands for the line and the column of what is not there. */
    public static final int NOWHERE = 0;

    @Override
    public String toString() {
        String place = line == NOWHERE ? "" : ":" + line + ":" + column;
        return file + place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}

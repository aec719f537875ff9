package io.lamplighter.versions.pep508;

/** A side of a comparison in a marker. */
public sealed interface MarkerOperand {
    /** As it stands in a marker. */
    String text();

    /** Its value on a machine. */
    String in(MarkerEnvironment environment);

    /** Whether the other side is compared as a version. */
    boolean isVersion();

    /** Whether it is the variable {@code extra}. */
    boolean isExtra();

    /** {@code python_version}. */
    record Variable(MarkerVariable variable) implements MarkerOperand {
        @Override
        public String text() {
            return variable.text();
        }

        @Override
        public String in(MarkerEnvironment environment) {
            return variable.in(environment);
        }

        @Override
        public boolean isVersion() {
            return variable.isVersion();
        }

        @Override
        public boolean isExtra() {
            return variable == MarkerVariable.EXTRA;
        }
    }

    /** {@code '3.10'}; it holds one kind of quotes at most. */
    record Literal(String value) implements MarkerOperand {
        public Literal {
            if (value.indexOf('\'') >= 0 && value.indexOf('"') >= 0) {
                throw new IllegalArgumentException("a text in a marker cannot hold both kinds of quotes");
            }
        }

        @Override
        public String text() {
            return value.indexOf('\'') < 0 ? "'" + value + "'" : "\"" + value + "\"";
        }

        @Override
        public String in(MarkerEnvironment environment) {
            return value;
        }

        @Override
        public boolean isVersion() {
            return false;
        }

        @Override
        public boolean isExtra() {
            return false;
        }
    }
}

package io.lamplighter.versions.conda;

/** One thing asked of a version. */
sealed interface VersionClause {
    boolean allows(CondaVersion version);

    /** In the spelling that every tool of conda's family reads. */
    String text();

    /** {@code >=1.2}. */
    record Compared(Relation relation, CondaVersion bound) implements VersionClause {
        @Override
        public boolean allows(CondaVersion version) {
            return relation.holds(version, bound);
        }

        @Override
        public String text() {
            return relation.sign() + bound.normalized();
        }
    }

    /** {@code 1.2.*}, which {@code =1.2} is too. */
    record BeginsWith(CondaVersion.Prefix prefix) implements VersionClause {
        @Override
        public boolean allows(CondaVersion version) {
            return prefix.isOf(version);
        }

        @Override
        public String text() {
            return prefix + ".*";
        }
    }

    /** {@code !=1.2.*}. */
    record BeginsOtherwise(CondaVersion.Prefix prefix) implements VersionClause {
        @Override
        public boolean allows(CondaVersion version) {
            return !prefix.isOf(version);
        }

        @Override
        public String text() {
            return "!=" + prefix + ".*";
        }
    }

    /** {@code ~=1.2.3}: {@code >=1.2.3,1.2.*}. */
    record Compatible(CondaVersion bound, CondaVersion.Prefix prefix) implements VersionClause {
        @Override
        public boolean allows(CondaVersion version) {
            return version.compareTo(bound) >= 0 && prefix.isOf(version);
        }

        @Override
        public String text() {
            return "~=" + bound.normalized();
        }
    }

    /** {@code 1.*.1} or {@code ^1\.[0-4]$}: the version as text. */
    record Spelled(TextPattern pattern) implements VersionClause {
        @Override
        public boolean allows(CondaVersion version) {
            return pattern.matches(version.toString());
        }

        @Override
        public String text() {
            return pattern.text();
        }
    }
}

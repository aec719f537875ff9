package io.lamplighter.versions.conda;

/**
 * A text that lets itself be read so often and no more: an expression like {@code ^((1+)*)+x$} would otherwise read one
 * of forty characters for years. Of conda's versions none has more than 64 (CEP 26).
 */
final class PatientText implements CharSequence {
    private static final int LONGEST = 1_000;
    private static final int MOST_READS = 1_000_000;

    private final String text;
    private int reads;

    PatientText(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a text of more than " + LONGEST + " characters is not compared with a regular expression");
        }
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++reads > MOST_READS) {
            throw new IllegalArgumentException("a regular expression takes too long on \"" + text + "\"");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}

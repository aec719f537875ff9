package io.lamplighter.api.night;

/**
 * A night as it is posted.
 *
 * @param text for people; the field that chats show
 * @param summary one line of it
 */
public record NightMessage(String text, String summary, Night night) {
    public static NightMessage of(Night night) {
        return new NightMessage(String.join("\n", NightText.lines(night)), NightText.summary(night), night);
    }
}

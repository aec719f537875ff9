package io.lamplighter.controller.peers;

import static io.restassured.RestAssured.given;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often the planner was asked, as the controller's metrics count it. */
public final class Plannings {
    private static final String FAMILY = "lamplighter_controller_plan_seconds_";

    private Plannings() {}

    public static double count() {
        return value("count");
    }

    /** How long that took, all together. */
    public static double seconds() {
        return value("sum");
    }

    private static double value(String series) {
        Matcher value = Pattern.compile(FAMILY + series + " (\\S+)")
                .matcher(given().get("/metrics").asString());
        if (!value.find()) {
            throw new AssertionError("plannings are not counted");
        }
        return Double.parseDouble(value.group(1));
    }
}

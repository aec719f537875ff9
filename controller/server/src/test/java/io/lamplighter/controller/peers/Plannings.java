package io.lamplighter.controller.peers;

import static io.restassured.RestAssured.given;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often the planner was asked, as the controller's metrics count it. */
public final class Plannings {
    private static final Pattern COUNT = Pattern.compile("lamplighter_controller_plan_seconds_count (\\S+)");

    private Plannings() {}

    public static double count() {
        Matcher count = COUNT.matcher(given().get("/metrics").asString());
        if (!count.find()) {
            throw new AssertionError("plannings are not counted");
        }
        return Double.parseDouble(count.group(1));
    }
}

package io.portage.stubs.control;

import io.portage.stubs.http.Answer;
import io.portage.stubs.http.HttpHandler;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import io.portage.stubs.identity.Conduct;
import io.portage.stubs.identity.IdentityProvider;
import io.portage.stubs.identity.TokenMint;
import io.portage.stubs.identity.TokenRequest;
import io.portage.stubs.service.Services;
import io.portage.stubs.traffic.Effects;
import io.portage.stubs.traffic.Faults;
import io.portage.stubs.traffic.Journal;
import io.portage.stubs.traffic.StubClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Answers the control port: `/__…` steers the stubs, `/realms/…` is the identity provider.
public final class ControlApi implements HttpHandler {
    private static final Pattern COMPLETE = Pattern.compile("POST /__orders/([^/]+)/complete");

    private final Journal journal;
    private final Effects effects;
    private final Faults faults;
    private final StubClock clock;
    private final Services services;
    private final TokenMint mint;
    private final IdentityProvider identityProvider;

    public ControlApi(
            Journal journal, Effects effects, Faults faults, StubClock clock, Services services, TokenMint mint) {
        this.journal = journal;
        this.effects = effects;
        this.faults = faults;
        this.clock = clock;
        this.services = services;
        this.mint = mint;
        this.identityProvider = new IdentityProvider(mint, clock);
    }

    @Override
    public Answer handle(HttpRequest request) {
        try {
            var asked = request.method().equals("HEAD") ? request.withMethod("GET") : request;
            return Answer.whole(
                    asked.path().startsWith(IdentityProvider.REALM + "/")
                            ? identityProvider.answer(asked)
                            : control(asked));
        } catch (IllegalArgumentException e) {
            return Answer.whole(HttpResponse.error(400, "CONTROL_REQUEST_INVALID", String.valueOf(e.getMessage())));
        }
    }

    private HttpResponse control(HttpRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /health", "GET /actuator/health", "GET /__health" ->
                HttpResponse.json(200, Json.object().put("status", "UP"));
            case "POST /__token" -> token(request);
            case "GET /__received" -> received(request);
            case "DELETE /__received" -> done(journal::clear);
            case "GET /__effects" -> effects(request);
            case "DELETE /__effects" -> done(effects::clear);
            case "POST /__faults" -> addFault(request);
            case "GET /__faults" -> HttpResponse.json(200, TrafficJson.list(faults.all(), TrafficJson::fault));
            case "DELETE /__faults" -> done(faults::clear);
            case "POST /__identity" -> instruct(request);
            case "GET /__identity" -> conduct();
            case "DELETE /__identity" -> done(mint.conduct()::reset);
            case "DELETE /__sign-ins" -> done(identityProvider::endSignIns);
            case "POST /__clock" -> moveClock(request);
            case "GET /__clock" -> now();
            case "DELETE /__state" -> done(services::reset);
            case "POST /__accounts" -> suspend(request);
            case "POST /__allergies" -> addAllergy(request);
            default -> completeOrder(request);
        };
    }

    private static HttpResponse done(Runnable action) {
        action.run();
        return HttpResponse.empty(204);
    }

    private HttpResponse token(HttpRequest request) {
        var body = ControlBody.of(request, List.of("claims", "header", "expiresIn", "key"));
        var asked = new TokenRequest(
                body.object("claims"),
                body.object("header"),
                body.number("expiresIn").stream().mapToObj(Duration::ofSeconds).findFirst(),
                body.choice("key", TokenRequest.Key.values()).orElse(TokenRequest.Key.RIGHT));
        return HttpResponse.json(200, Json.object().put("access_token", mint.token(asked)));
    }

    private HttpResponse received(HttpRequest request) {
        var wanted = service(request);
        return list(
                journal.all().stream()
                        .filter(item -> wanted.test(item.service()))
                        .toList(),
                TrafficJson::received);
    }

    private HttpResponse effects(HttpRequest request) {
        var wanted = service(request);
        return list(
                effects.all().stream()
                        .filter(item -> wanted.test(item.service()))
                        .toList(),
                TrafficJson::effect);
    }

    private static <T> HttpResponse list(List<T> items, Function<T, JsonNode> writer) {
        return HttpResponse.json(200, TrafficJson.list(items, writer));
    }

    /// The `service` of the query; all services where there is none.
    private static Predicate<String> service(HttpRequest request) {
        var name = request.query().get("service");
        if (name == null) {
            return _ -> true;
        }
        if (!Services.NAMES.contains(name)) {
            throw new IllegalArgumentException("service: " + name + " (expected: one of " + Services.NAMES + ")");
        }
        return name::equals;
    }

    private HttpResponse addFault(HttpRequest request) {
        var fault = TrafficJson.fault(ControlBody.of(request, TrafficJson.faultMembers()));
        faults.add(fault);
        return HttpResponse.json(201, TrafficJson.fault(fault));
    }

    private HttpResponse instruct(HttpRequest request) {
        var body = ControlBody.of(request, List.of("accessSeconds", "rotating", "away", "delayMs"));
        var usual = Conduct.Rules.USUAL;
        mint.conduct()
                .follow(new Conduct.Rules(
                        Duration.ofSeconds(body.number("accessSeconds")
                                .orElse((int) usual.accessLife().toSeconds())),
                        body.has("rotating") && body.flag("rotating"),
                        body.has("away") && body.flag("away"),
                        Duration.ofMillis(body.number("delayMs").orElse(0))));
        return conduct();
    }

    private HttpResponse conduct() {
        var conduct = mint.conduct();
        return HttpResponse.json(
                200,
                Json.object()
                        .put("accessSeconds", conduct.rules().accessLife().toSeconds())
                        .put("rotating", conduct.rules().rotating())
                        .put("away", conduct.rules().away())
                        .put("delayMs", conduct.rules().delay().toMillis())
                        .put("refreshes", conduct.refreshes())
                        .put("refusals", conduct.refusals())
                        .put("logouts", conduct.logouts()));
    }

    private HttpResponse moveClock(HttpRequest request) {
        var body = ControlBody.of(request, List.of("now", "advance"));
        if (body.has("now") == body.has("advance")) {
            throw new IllegalArgumentException("now, advance (expected: one of the two)");
        }
        try {
            body.time("now", text -> OffsetDateTime.parse(text).toInstant(), "an RFC 3339 instant")
                    .ifPresent(clock::set);
            body.time("advance", Duration::parse, "an ISO 8601 duration such as PT25H or PT-1H")
                    .ifPresent(clock::advance);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("now, advance: too far (expected: less than 292 million years)", e);
        }
        return now();
    }

    private HttpResponse now() {
        Instant now = clock.instant();
        return HttpResponse.json(200, Json.object().put("now", now.toString()));
    }

    private HttpResponse suspend(HttpRequest request) {
        var body = ControlBody.of(request, List.of("user", "suspended"));
        services.suspend(body.text("user"), body.flag("suspended"));
        return HttpResponse.empty(204);
    }

    private HttpResponse addAllergy(HttpRequest request) {
        var body = ControlBody.of(request, List.of("patientId", "substance"));
        services.addAllergy(body.text("patientId"), body.text("substance"));
        return HttpResponse.empty(204);
    }

    private HttpResponse completeOrder(HttpRequest request) {
        var asked = request.method() + " " + request.path();
        var complete = COMPLETE.matcher(asked);
        if (!complete.matches()) {
            return HttpResponse.error(404, "NOT_FOUND", asked + " (expected: a request of the control API)");
        }
        return services.completeOrder(complete.group(1))
                ? HttpResponse.empty(204)
                : HttpResponse.error(404, "NOT_FOUND", "order: " + complete.group(1) + " (expected: one that exists)");
    }
}

package io.portage.gateway.correlation;

import io.portage.gateway.Attribute;
import java.util.List;
import org.springframework.web.server.ServerWebExchange;

/// The one id of a request: the client's where it is fit to be repeated, else minted. On every answer, errors included.
public final class CorrelationId {
    public static final String HEADER = "X-Correlation-Id";
    private static final int LONGEST = 128;
    private static final Attribute<String> ATTRIBUTE = Attribute.named("correlation-id");

    private final Uuid7 ids;

    public CorrelationId(Uuid7 ids) {
        this.ids = ids;
    }

    /// Whether a value may be repeated in headers, bodies and logs.
    public static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= LONGEST && value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /// An id as it stands between quotes in a log line, where it cannot pass for another field.
    public static String inLog(String id) {
        return id.replace('"', '\'');
    }

    /// The id of this exchange; the first call decides and puts it on the answer.
    public String of(ServerWebExchange exchange) {
        return ATTRIBUTE.find(exchange).orElseGet(() -> assign(exchange));
    }

    /// The id of a request of which only its lines of that header are known.
    public String of(List<String> lines) {
        return lines.size() == 1 && isValid(lines.getFirst())
                ? lines.getFirst()
                : ids.next().toString();
    }

    private String assign(ServerWebExchange exchange) {
        var id = of(exchange.getRequest().getHeaders().getOrEmpty(HEADER));
        ATTRIBUTE.put(exchange, id);
        if (!exchange.getResponse().isCommitted()) {
            exchange.getResponse().getHeaders().set(HEADER, id);
        }
        return id;
    }
}

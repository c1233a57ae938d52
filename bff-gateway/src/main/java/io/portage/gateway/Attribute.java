package io.portage.gateway;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/// A typed place in an exchange, written by one station and read by later ones.
///
/// @param name name of the attribute
public record Attribute<T>(String name) {
    public static <T> Attribute<T> named(String name) {
        return new Attribute<>("io.portage." + name);
    }

    public void put(ServerWebExchange exchange, T value) {
        exchange.getAttributes().put(name, value);
    }

    /// The value that an earlier station must have put there.
    @SuppressWarnings("unchecked")
    public T get(ServerWebExchange exchange) {
        var value = exchange.getAttributes().get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing (expected: put by an earlier station)");
        }
        return (T) value;
    }

    /// The value, where a station got as far as putting it there.
    @SuppressWarnings("unchecked")
    public Optional<T> find(ServerWebExchange exchange) {
        return Optional.ofNullable((T) exchange.getAttributes().get(name));
    }
}

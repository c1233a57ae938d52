package io.portage.gateway.idempotency.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Speaks to Redis as its protocol has it, beside every client library. Each byte of a text is one character; errors
/// begin with `-`, what is absent is the text `nil`.
final class RedisWire implements AutoCloseable {
    private static final int PATIENCE = 5_000;
    private final Socket socket = new Socket();
    private final DataInputStream in;

    RedisWire(int port) {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object ask(String... words) {
        return askAll(List.of(List.of(words))).getFirst();
    }

    /// Asks many things at once, and then reads their answers.
    List<Object> askAll(List<List<String>> questions) {
        var requests = new StringBuilder();
        questions.forEach(words -> write(words, requests));
        try {
            socket.getOutputStream().write(requests.toString().getBytes(ISO_8859_1));
            var replies = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                replies.add(reply());
            }
            return replies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<String> words, StringBuilder to) {
        to.append('*').append(words.size()).append("\r\n");
        for (var word : words) {
            to.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
    }

    long number(String... words) {
        return (Long) ask(words);
    }

    /// Every key there is.
    List<String> keys() {
        return ((List<?>) ask("KEYS", "*")).stream().map(String::valueOf).toList();
    }

    private Object reply() throws IOException {
        char kind = (char) in.readUnsignedByte();
        var line = line();
        return switch (kind) {
            case '+' -> line;
            case '-' -> "-" + line;
            case ':' -> Long.valueOf(line);
            case '$' -> bulk(Integer.parseInt(line));
            case '*' -> array(Integer.parseInt(line));
            default -> throw new IOException(kind + line + " (expected: a reply of RESP2)");
        };
    }

    private Object bulk(int length) throws IOException {
        if (length < 0) {
            return "nil";
        }
        var bytes = new byte[length];
        in.readFully(bytes);
        in.skipNBytes(2);
        return new String(bytes, ISO_8859_1);
    }

    private List<Object> array(int length) throws IOException {
        var items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            items.add(reply());
        }
        return items;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\r'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

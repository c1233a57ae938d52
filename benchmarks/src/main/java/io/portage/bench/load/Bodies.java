package io.portage.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Orders in JSON, of any length, with as many small members as real ones have.
public final class Bodies {
    private static final Map<Integer, byte[]> MADE = new ConcurrentHashMap<>();
    private static final String HEAD = "{\"type\":\"lab\",\"patientId\":\"p1\",\"code\":\"x\",\"results\":[";
    private static final String RESULT =
            "{\"at\":\"2026-11-20T10:52:33Z\",\"value\":12.5,\"unit\":\"mmol/l\",\"normal\":true,\"note\":null},";
    private static final String TAIL = "{}],\"comment\":\"";
    private static final String END = "\"}";

    private Bodies() {}

    /// The same bytes for the same length: nobody may change them.
    ///
    /// @param bytes at least 100
    public static byte[] json(int bytes) {
        return MADE.computeIfAbsent(bytes, Bodies::make);
    }

    private static byte[] make(int bytes) {
        int left = bytes - HEAD.length() - TAIL.length() - END.length();
        if (left < 0) {
            throw new IllegalArgumentException("body: " + bytes + " bytes (expected: at least 100)");
        }
        int results = left / RESULT.length();
        var comment = "n".repeat(left - results * RESULT.length());
        return (HEAD + RESULT.repeat(results) + TAIL + comment + END).getBytes(StandardCharsets.US_ASCII);
    }
}

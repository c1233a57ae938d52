package io.portage.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers are read whole, and half an answer is none.
final class AnswerReaderTest {
    @Test
    void readWhenLengthIsGivenThenThatManyBytes() throws IOException {
        var answer = read("HTTP/1.1 201 Created\r\nContent-Length: 3\r\nX-A:  b \r\n\r\nabcdef");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("x-a")).contains("b");
        assertThat(answer.text()).isEqualTo("abc");
    }

    @Test
    void readWhenChunkedThenTheChunksTogether() throws IOException {
        var answer = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n"
                + "0\r\nTrailer: t\r\n\r\n");
        assertThat(answer.text()).isEqualTo("abc0123456789");
    }

    @Test
    void readWhenNeitherThenUpToTheEnd() throws IOException {
        assertThat(read("HTTP/1.0 200\r\n\r\nabc").text()).isEqualTo("abc");
    }

    @Test
    void readWhenNoContentThenNoBody() throws IOException {
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\nnext").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"
            })
    void readWhenConnectionEndsTooSoonThenFailure(String wire) {
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(wire));
    }

    @Test
    void readWhenNotHttpThenItSaysWhatCame() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("SSH-2.0-OpenSSH\r\n"))
                .withMessage("answer: \"SSH-2.0-OpenSSH\" (expected: a status line of HTTP/1.1)");
    }

    private static Answer read(String wire) throws IOException {
        return new AnswerReader(new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1))).read();
    }
}

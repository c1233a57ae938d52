package io.portage.stubs.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One client connection: reads requests one after the other and answers each.
final class HttpConnection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final HttpHandler handler;

    HttpConnection(Socket socket, HttpHandler handler) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
        this.handler = handler;
    }

    /// Serves until client or handler ends the connection.
    void serve() throws IOException, InterruptedException {
        try {
            var head = MessageHead.read(in);
            while (head != null && answer(head)) {
                head = MessageHead.read(in);
            }
        } catch (MalformedHttpException e) {
            ResponseWriter.whole(out, refusal(e), true);
        }
    }

    private static HttpResponse refusal(MalformedHttpException e) {
        return HttpResponse.error(400, "REQUEST_MALFORMED", String.valueOf(e.getMessage()))
                .with("Connection", "close");
    }

    /// Answers one request; says whether another may follow.
    private boolean answer(MessageHead head) throws IOException, InterruptedException {
        var line = head.startLine().split(" ", -1);
        if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
            throw new MalformedHttpException(
                    "request line \"" + head.startLine() + "\" (expected: method, target, HTTP/1.1)");
        }
        if (head.says("Expect", "100-continue") && MessageBody.announced(head)) {
            out.write(CONTINUE);
            out.flush();
        }
        var request = new HttpRequest(line[0], line[1], head.headers(), MessageBody.read(in, head));
        return write(handled(request), !line[0].equals("HEAD")) && stays(head, line[2]);
    }

    /// A handler that fails must not look like a service that breaks off: only faults do that.
    private Answer handled(HttpRequest request) throws InterruptedException {
        try {
            return handler.handle(request);
        } catch (IOException | RuntimeException e) {
            return Answer.whole(HttpResponse.error(500, "STUB_FAILED", String.valueOf(e)));
        }
    }

    private boolean write(Answer answer, boolean bodyWanted) throws IOException {
        switch (answer.ending()) {
            case WHOLE -> ResponseWriter.whole(out, answer.response(), bodyWanted);
            case TRUNCATED -> ResponseWriter.half(out, answer.response(), bodyWanted);
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSED -> {}
        }
        return answer.ending() == Answer.Ending.WHOLE;
    }

    private static boolean stays(MessageHead head, String version) {
        return version.equals("HTTP/1.1") && !head.says("Connection", "close");
    }
}

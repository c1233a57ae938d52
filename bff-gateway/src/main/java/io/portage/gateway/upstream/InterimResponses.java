package io.portage.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/// Drops interim answers (RFC 9110, section 15.2) but `100`, which the client above knows. It would take `103` for the
/// answer and give the connection back with the real one still to come: the next caller would get it.
final class InterimResponses extends ChannelInboundHandlerAdapter {
    private boolean dropping;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response && isInterim(response)) {
            dropping = !(message instanceof LastHttpContent);
            drop(context, message, response.status());
        } else if (dropping && message instanceof HttpContent) {
            dropping = !(message instanceof LastHttpContent);
            drop(context, message, HttpResponseStatus.CONTINUE);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean isInterim(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.CONTINUE);
    }

    /// Nobody asked for another protocol: what follows on that connection is no HTTP.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void drop(ChannelHandlerContext context, Object message, HttpResponseStatus status) {
        ReferenceCountUtil.release(message);
        if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            context.close();
        } else {
            context.read();
        }
    }
}

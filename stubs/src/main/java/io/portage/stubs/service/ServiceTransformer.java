package io.portage.stubs.service;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.portage.stubs.http.HeaderLine;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;

/// Lets the state machine of a service write WireMock's answer.
final class ServiceTransformer implements ResponseTransformerV2 {
    static final String NAME = "portage-service";
    static final String SERVICE = "service";

    private final Map<String, ServiceDesk> desks;

    ServiceTransformer(Map<String, ServiceDesk> desks) {
        this.desks = desks;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        var service = event.getTransformerParameters().getString(SERVICE);
        var answer = Objects.requireNonNull(desks.get(service), service).answer(read(event.getRequest()));
        return Response.Builder.like(response)
                .but()
                .status(answer.status())
                .headers(headers(answer))
                .body(answer.body())
                .build();
    }

    private static HttpRequest read(Request request) {
        var headers = new ArrayList<HeaderLine>();
        for (var header : request.getHeaders().all()) {
            header.values().forEach(value -> headers.add(new HeaderLine(header.key(), value)));
        }
        return new HttpRequest(request.getMethod().getName(), request.getUrl(), headers, request.getBody());
    }

    private static HttpHeaders headers(HttpResponse answer) {
        return new HttpHeaders(answer.headers().stream()
                .map(line -> new HttpHeader(line.name(), line.value()))
                .toList());
    }
}

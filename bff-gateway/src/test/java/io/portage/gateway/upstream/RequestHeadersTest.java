package io.portage.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.portage.gateway.caller.Caller;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

final class RequestHeadersTest {
    private static final Caller CALLER = new Caller("north", "pat", Set.of(), Set.of());

    /// A request with the headers as they come from the wire: names and values in turn.
    private static ServerHttpRequest request(String... namesAndValues) {
        var headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        var lines = new HttpHeaders(new Netty4HeadersAdapter(headers));
        return new ServerHttpRequestDecorator(MockServerHttpRequest.method(HttpMethod.POST, URI.create("/v1/orders"))
                .remoteAddress(new InetSocketAddress("localhost", 1))
                .build()) {
            @Override
            public HttpHeaders getHeaders() {
                return lines;
            }
        };
    }

    private static List<Map.Entry<String, String>> read(String... namesAndValues) {
        return RequestHeaders.ofRead(request(namesAndValues), CALLER);
    }

    private static List<Map.Entry<String, String>> mutation(int length, String... namesAndValues) {
        return RequestHeaders.ofMutation(request(namesAndValues), CALLER, length);
    }

    private static List<String> values(List<Map.Entry<String, String>> lines, String name) {
        return lines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void linesWhenSyncHeadersThenNamesAndValuesAsTheyCame() {
        assertThat(read(
                        "authorization", "Bearer a.b.c",
                        "IDEMPOTENCY-Key", "\"k\\\"\"",
                        "X-Correlation-Id", "client",
                        "x-queued-at", "2026-11-20t08:15:30z",
                        "X-SENT-AT", "2026-11-20T08:15:30+00:00"))
                .contains(
                        Map.entry("authorization", "Bearer a.b.c"),
                        Map.entry("IDEMPOTENCY-Key", "\"k\\\"\""),
                        Map.entry("X-Correlation-Id", "client"),
                        Map.entry("x-queued-at", "2026-11-20t08:15:30z"),
                        Map.entry("X-SENT-AT", "2026-11-20T08:15:30+00:00"));
    }

    @Test
    void linesWhenOneNameStandsInTwoCasesThenEachValueOnce() {
        assertThat(values(read("X-Other", "1", "x-other", "2", "X-Other", "3"), "X-Other"))
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tenant-Id",
                "x-tenant-id",
                "X_Tenant_Id",
                "x-tenant_id",
                "X-User-Id",
                "X_USER_ID",
                "X-Consumer-Id",
                "X-Consumer-Username",
                "x_consumer_custom_id",
                "X-Consumer-Groups",
                "X.Tenant.Id",
                "X~Tenant!Id",
                "X-TENANT",
                "X-Tenant-ID-Hint",
                "X-User",
                "X-User-Roles",
                "X-Userinfo",
                "X-Roles",
                "X-Authenticated-Scope",
                "X-Authenticated-UserId",
                "X-Credential-Identifier",
                "X-Anonymous-Consumer",
                "X_Anonymous_Consumer",
                "X-Remote-User",
                "Remote-User",
                "REMOTE_USER",
                "X-Amzn-Oidc-Identity",
                "X-Amzn-Oidc-Data",
                "X-Auth-Request-User",
                "X-Goog-Authenticated-User-Email",
                "X-Goog-IAP-JWT-Assertion",
                "X-MS-CLIENT-PRINCIPAL",
                "X-Access-Token",
                "X-SSL-Client-S-DN",
                "Cf-Access-Jwt-Assertion",
                "Forwarded",
                "X-Forwarded-User",
                "X-Forwarded-For",
                "x_forwarded_proto",
                "X-Real-IP",
                "True-Client-IP",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "X-Username",
                "X-Auth",
                "X-AuthUser",
                "X-Sub",
                "X-Jwt",
                "X-Token",
                "X-Admin",
                "User-Id",
                "iv-user",
                "X-Original-Path",
                "X-Envoy-Original-Path",
                "X-Http-Path-Override",
                "X-Organization-Id",
                "X-Claims",
                "X-Modules",
                "X-Delegate-Id",
                "X-Hasura-Role",
                "X-Shib-User",
                "X-authentik-username",
                "X-Pomerium-Jwt-Assertion",
                "X-WebAuth-User",
                "X-Vouch-User",
                "SM_USER",
                "OIDC_CLAIM_sub",
                "Client-Cert",
                "Client-Cert-Chain",
                "X-SSL-CERT",
                "X-Tls-Client-Subject",
                "X-Group",
                "X-Scope",
                "X-Authorization",
                "X-On-Behalf-Of",
                "X-Endpoint-API-UserInfo",
                "X-Apigateway-Api-Userinfo",
                "X-Principal-Id",
                "X-Identity-Name",
                "X-Account-Id",
                "X-Permissions",
                "X-Actor",
                "X-Jwt-Claim-Sub",
                "X-Jwt-Payload",
                "X-Email",
                "X-Groups",
                "X-Scopes",
                "X-Org-Id",
                "X-Id-Token",
                "X-Jwt-Assertion",
                "X-Client-Ip",
                "X-Cluster-Client-Ip",
                "X-Original-Forwarded-For",
                "Cf-Connecting-Ip",
                "Fastly-Client-Ip",
                "X-Original-Uri",
                "X-Original-Method",
                "X-Original-Host",
                "X-Rewrite-Url",
                "X-Host",
                "X-Http-Method",
                "X-Method-Override",
                "X-User-Name",
                "X-Consumer-Name",
                "X-Credential-Name",
                "X-Authenticated-Name",
                "X-Auth-Request-Name",
                "X-Remote-Name",
                "Remote-Name",
                "X-Amzn-Oidc-Name",
                "X-Goog-Authenticated-User-Name",
                "X-Ms-Token-Name",
                "X-Client-Cert",
                "X-Ssl-Client-Name",
                "Ssl-Client-Name",
                "Cf-Access-Name",
                "X-Forwarded-Name",
                "X-Forwarded",
                "X-UserId",
                "X-Role",
                "X-Subject",
                "Tenant-Id",
                "X-Org",
                "X-Auth-User",
                "X-Impersonate-User",
                "Impersonate-User",
            })
    void linesWhenClientMakesUpAnIdentityThenDropped(String name) {
        var lines = read(name, "evil");
        assertThat(lines).extracting(Map.Entry::getValue).doesNotContain("evil");
        assertThat(values(lines, "X-Tenant-Id")).containsExactly("north");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Expect",
                "HTTP2-Settings",
                "Host",
                "Content-Length",
            })
    void linesWhenHeaderEndsAtThisHopThenDropped(String name) {
        assertThat(values(read(name, "7"), name)).isEmpty();
    }

    @Test
    void linesWhenConnectionNominatesOthersThenDropped() {
        var lines =
                read("Connection", "close, X-Hop", "X-Hop", "1", "connection", "x-other", "X-Other", "2", "X-End", "3");
        assertThat(values(lines, "X-Hop")).isEmpty();
        assertThat(values(lines, "X-Other")).isEmpty();
        assertThat(values(lines, "X-End")).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie",
                "If-Match",
                "If-None-Match",
                "Accept",
                "User-Agent",
                "traceparent",
                "Origin",
                "Via",
                "X-Request-Id",
                "X-Userland"
            })
    void linesWhenHeaderIsTheClientsThenKept(String name) {
        assertThat(values(read(name, "v"), name)).containsExactly("v");
    }

    @Test
    void acceptEncodingWhenMutationThenIdentityAndWhenReadThenTheClients() {
        assertThat(values(mutation(0, "Accept-Encoding", "gzip", "accept-encoding", "br"), "Accept-Encoding"))
                .containsExactly("identity");
        assertThat(values(mutation(0), "Accept-Encoding")).containsExactly("identity");
        assertThat(values(read("Accept-Encoding", "gzip"), "Accept-Encoding")).containsExactly("gzip");
    }

    @Test
    void contentLengthWhenMutationThenThatOfTheBytesThatAreSent() {
        assertThat(values(mutation(5, "Transfer-Encoding", "chunked"), "Content-Length"))
                .containsExactly("5");
        assertThat(values(mutation(5, "Content-Length", "99"), "Content-Length"))
                .containsExactly("5");
        assertThat(values(mutation(0, "Content-Type", "application/json"), "Content-Length"))
                .containsExactly("0");
    }
}

package io.portage.gateway.local;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// `/docs`: what `/openapi.json` says, to look at and to try out. All of it comes from this gateway.
@Configuration(proxyBeanMethods = false)
@Profile("local")
class DocsConfiguration {
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

    /// Swagger UI sets styles of single elements.
    private static final String NOTHING_FROM_ELSEWHERE = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> docs() {
        var routes = RouterFunctions.route();
        file(routes, "/docs", "index.html", MediaType.parseMediaType("text/html;charset=UTF-8"));
        file(routes, "/docs/page.js", "page.js", SCRIPT);
        file(routes, "/docs/swagger-ui-bundle.js", "swagger-ui-bundle.js", SCRIPT);
        file(routes, "/docs/swagger-ui.css", "swagger-ui.css", STYLE);
        return routes.build();
    }

    private static void file(RouterFunctions.Builder routes, String path, String name, MediaType mediaType) {
        var file = new ClassPathResource("docs/" + name);
        routes.GET(
                path,
                _ -> ServerResponse.ok()
                        .contentType(mediaType)
                        .cacheControl(CacheControl.noCache())
                        .header("Content-Security-Policy", NOTHING_FROM_ELSEWHERE)
                        .bodyValue(file));
    }
}

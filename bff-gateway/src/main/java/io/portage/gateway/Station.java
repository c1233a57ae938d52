package io.portage.gateway;

import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;

/// A filter with its place in the pipeline.
public interface Station extends GlobalFilter, Ordered {
    Pipeline place();

    @Override
    default int getOrder() {
        return place().order();
    }
}

package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;

/// What a service does for one operation.
@FunctionalInterface
interface Behaviour {
    /// @throws ServiceError where the service refuses, which must leave no effect
    HttpResponse answer(Call call);
}

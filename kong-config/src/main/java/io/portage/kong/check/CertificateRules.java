package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.custom;
import static io.portage.kong.check.RecordRule.together;

import java.util.List;

/// What certificates and keys must be together.
final class CertificateRules {
    static final List<RecordRule> ALL = List.of(
            together("cert_alt", "key_alt"),
            custom("cert", "a key that belongs to cert", it -> Pem.belong(it.text("cert"), it.text("key"))),
            custom(
                    "cert_alt",
                    "a key_alt that belongs to cert_alt",
                    it -> it.isEmpty("cert_alt") || Pem.belong(it.text("cert_alt"), it.text("key_alt"))));

    private CertificateRules() {}
}

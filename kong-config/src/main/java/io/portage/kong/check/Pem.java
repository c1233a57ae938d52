package io.portage.kong.check;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Certificates and keys in PEM form.
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA", "XDH", "DH");
    private static final String CERTIFICATE = "CERTIFICATE";
    /// A sequence, which every key is in DER.
    private static final int SEQUENCE = 0x30;

    private record Block(String kind, byte[] der) {}

    private Pem() {}

    static boolean isCertificate(String text) {
        return certificate(text).isPresent();
    }

    static boolean isAuthority(String text) {
        return certificate(text).filter(it -> it.getBasicConstraints() >= 0).isPresent()
                && text.indexOf("-----BEGIN CERTIFICATE-----") == text.lastIndexOf("-----BEGIN CERTIFICATE-----");
    }

    /// Whether that is a private or public key; one of a form that Java does not read counts as one.
    static boolean isKey(String text) {
        return block(text)
                .filter(block -> block.kind.endsWith("KEY") && block.der.length > 0 && block.der[0] == SEQUENCE)
                .filter(block -> switch (block.kind) {
                    case "PUBLIC KEY" -> publicKey(block.der) != null;
                    case "PRIVATE KEY" -> isPrivate(block.der);
                    default -> true;
                })
                .isPresent();
    }

    /// Whether a key may belong to a certificate; false only where it is known not to.
    static boolean belong(String certificate, String key) {
        var known = certificate(certificate).map(X509Certificate::getPublicKey);
        var block = block(key);
        return known.isEmpty()
                || block.isEmpty()
                || !(known.get() instanceof RSAPublicKey rsa)
                || !block.get().kind.equals("PRIVATE KEY")
                || rsaPrivate(block.get().der)
                        .map(it -> it.getModulus().equals(rsa.getModulus()))
                        .orElse(true);
    }

    private static Optional<Block> block(String text) {
        var block = BLOCK.matcher(text);
        if (!block.find()) {
            return Optional.empty();
        }
        try {
            var lines = block.group(2).replaceAll("(?m)^[A-Za-z-]+:.*$", "");
            return Optional.of(new Block(block.group(1), Base64.getMimeDecoder().decode(lines)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> certificate(String text) {
        try {
            var block = block(text).filter(it -> it.kind.endsWith(CERTIFICATE));
            var bytes = block.map(Block::der).orElseGet(() -> text.getBytes(StandardCharsets.ISO_8859_1));
            var parsed = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            return parsed instanceof X509Certificate it ? Optional.of(it) : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static @Nullable PublicKey publicKey(byte[] der) {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException _) {
                // the next one may know it
            }
        }
        return null;
    }

    private static boolean isPrivate(byte[] der) {
        return ALGORITHMS.stream().anyMatch(algorithm -> {
            try {
                KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                return true;
            } catch (GeneralSecurityException _) {
                return false;
            }
        });
    }

    private static Optional<RSAPrivateKey> rsaPrivate(byte[] der) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der))
                            instanceof RSAPrivateKey key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}

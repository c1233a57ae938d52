package io.portage.kong.jwks;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.List;

/// A key on one of the three curves that Kong knows.
final class EcKey {
    private EcKey() {}

    static RealmKey of(JsonWebKey key, String kid) {
        var curve = key.required("crv");
        return switch (curve) {
            case "P-256" -> of(key, kid, "secp256r1", "ES256");
            case "P-384" -> of(key, kid, "secp384r1", "ES384");
            case "P-521" -> of(key, kid, "secp521r1", "ES512");
            default -> throw key.wrong("crv", curve, "P-256, P-384 or P-521");
        };
    }

    private static RealmKey of(JsonWebKey key, String kid, String name, String algorithm) {
        var curve = curve(name);
        var point = new ECPoint(key.number("x"), key.number("y"));
        if (!isOn(curve, point)) {
            throw key.wrong("x", "a point beside the curve", "one on " + key.required("crv"));
        }
        return new RealmKey(
                kid,
                key.algorithm(algorithm, List.of(algorithm)),
                Pem.of(key, "EC", new ECPublicKeySpec(point, curve)));
    }

    private static ECParameterSpec curve(String name) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The JDK does not ask.
    private static boolean isOn(ECParameterSpec parameters, ECPoint point) {
        var curve = parameters.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        var x = point.getAffineX();
        var y = point.getAffineY();
        var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }
}

package io.portage.gateway.mutation;

/// A name as the laxest service reads it: `tenant_id`, `TenantID` and ` tenantId` are `tenantId` to somebody.
final class LenientName {
    private LenientName() {}

    /// Letters and digits alone, in lower case.
    static String of(String name) {
        var folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                folded.append(c);
            } else if (c >= 'A' && c <= 'Z') {
                folded.append((char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}

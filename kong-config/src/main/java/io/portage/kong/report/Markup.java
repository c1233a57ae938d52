package io.portage.kong.report;

/// Text in XML and HTML, in content and between quotes.
final class Markup {
    private Markup() {}

    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        }
        return escaped.toString();
    }

    /// XML 1.0 has no controls, no halves of pairs, and not the last two of the plane.
    private static boolean isAllowed(int c) {
        return c >= ' ' ? (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff : c == '\n' || c == '\t';
    }
}

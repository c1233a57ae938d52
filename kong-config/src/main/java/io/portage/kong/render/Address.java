package io.portage.kong.render;

/// Where the first target of an upstream is.
record Address(String host, int port) {
    static Address of(Tree upstream) {
        var target = upstream.trees("targets").getFirst().text("target");
        int colon = target.lastIndexOf(':');
        return new Address(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
    }
}

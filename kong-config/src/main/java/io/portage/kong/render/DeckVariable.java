package io.portage.kong.render;

/// A value that decK takes from its environment.
record DeckVariable(String name) {
    @Override
    public String toString() {
        return "${{ env \"" + name + "\" }}";
    }
}

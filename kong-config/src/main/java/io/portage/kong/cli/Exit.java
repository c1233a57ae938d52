package io.portage.kong.cli;

/// How the program ends.
final class Exit {
    static final int OK = 0;
    static final int FOUND = 1;
    /// Something cannot be read.
    static final int UNUSABLE = 3;
    /// The command line is wrong; as `./portage` says it.
    static final int USAGE = 64;
    /// A mistake of this program.
    static final int OURS = 70;

    private Exit() {}

    /// The worse of two: what cannot be read, then what is wrong, then what is not known.
    static int worse(int one, int other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(int exit) {
        return switch (exit) {
            case OK -> 0;
            case 2 -> 1;
            case FOUND -> 2;
            default -> 3;
        };
    }
}

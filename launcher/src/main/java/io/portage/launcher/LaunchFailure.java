package io.portage.launcher;

/// Something could not be started or died, in words for the user.
public final class LaunchFailure extends RuntimeException {
    public LaunchFailure(String message) {
        super(message);
    }
}

package io.portage.kong.verify;

import io.portage.contract.SyncContract;
import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.waiver.Baseline;
import org.jspecify.annotations.Nullable;

/// How to verify.
///
/// @param merge whether the files are one decK state, even if it is one file
/// @param reach null for the default
/// @param declarations of plugins that are not known here
/// @param contract null for the one that ships with this
public record Options(
        KongVersion version,
        boolean merge,
        @Nullable Reach reach,
        KongConf conf,
        Declarations declarations,
        @Nullable SyncContract contract,
        Baseline baseline) {
    public static final Options DEFAULT =
            new Options(KongVersion.NEWEST, false, null, KongConf.UNKNOWN, Declarations.NONE, null, Baseline.none());

    /// The same, for other files.
    public Options merged(boolean other) {
        return new Options(version, other, reach, conf, declarations, contract, baseline);
    }

    /// The same, of other routes.
    public Options reaching(Reach other) {
        return new Options(version, merge, other, conf, declarations, contract, baseline);
    }

    ReadOptions reading() {
        return ReadOptions.of(version, merge, declarations, conf);
    }
}

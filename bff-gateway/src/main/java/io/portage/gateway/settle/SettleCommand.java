package io.portage.gateway.settle;

import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.redis.Settled;
import io.portage.gateway.idempotency.redis.Settlement;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.settle.Settle.Unusable;
import io.portage.gateway.settle.Settle.WrongUsage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options of `settle`, and what is done with them.
@Command(name = Settle.NAME)
final class SettleCommand implements Callable<Integer> {
    /// A time-out does not tell whether Redis had done it.
    private static final String AGAIN = "; run the same command again, it does nothing twice";

    private final Map<String, String> environment;
    private final InputStream in;
    private final Palette palette;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "KEY", arity = "0..1")
    private @Nullable String key;

    @Option(names = "--tenant")
    private @Nullable String tenant;

    @Option(names = "--subject")
    private @Nullable String subject;

    @Option(names = "--as")
    private @Nullable String as;

    @Option(names = "--because")
    private @Nullable String because;

    @Option(names = "--by")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--redis")
    private @Nullable String redis;

    @Option(names = "--redis-config")
    private @Nullable Path redisConfig;

    @Option(names = "--development-key")
    private boolean developmentKey;

    @Option(names = "--json")
    private boolean json;

    @Option(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    SettleCommand(Map<String, String> environment, InputStream in, Palette palette) {
        this.environment = environment;
        this.in = in;
        this.palette = palette;
    }

    @Override
    public Integer call() {
        if (help) {
            tell(Words.help());
            return 0;
        }
        var verdict = verdict();
        var words = new Words(by, because);
        if (verdict != null) {
            words.check();
        }
        var scope = Values.scope(key, tenant, subject, in);
        if (verdict != null) {
            words.checkSecrecy(scope);
        }
        var settled = settled(scope, verdict, words);
        tell(json ? Report.json(settled, verdict) : Report.text(settled, verdict, palette));
        return status(settled);
    }

    private Settled.@Nullable Verdict verdict() {
        var verdict = as == null ? null : Values.verdict(as);
        if (verdict == null && !dryRun) {
            throw new WrongUsage("--as is missing (expected: completed or no-effect, or --dry-run)");
        }
        return dryRun ? null : verdict;
    }

    private Settled settled(Scope scope, Settled.@Nullable Verdict verdict, Words words) {
        var installation = new Installation(environment);
        var names = installation.names(developmentKey);
        try (var settlement =
                Settlement.open(installation.redis(redis, redisConfig), names, installation.retention())) {
            return verdict == null
                    ? settlement.look(scope)
                    : audited(settlement.settle(scope, verdict, words.by(), words.because()), verdict, words.by());
        } catch (StoreUnavailableException e) {
            throw new Unusable(e.getMessage() + (verdict == null ? "" : AGAIN));
        } catch (IllegalArgumentException e) {
            throw new Unusable(String.valueOf(e.getMessage()).replace("portage.redis.config", "--redis-config"));
        }
    }

    private Settled audited(Settled settled, Settled.Verdict verdict, String name) {
        if (spec != null) {
            spec.commandLine().getErr().println(Report.audit(settled, verdict, name));
            spec.commandLine().getErr().flush();
        }
        return settled;
    }

    private void tell(String text) {
        if (spec != null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
    }

    private static int status(Settled settled) {
        return switch (settled.outcome()) {
            case SETTLED, ALREADY -> 0;
            case REFUSED -> Settle.REFUSED;
            case SEEN -> settled.state().isOpen() ? 0 : Settle.REFUSED;
        };
    }
}

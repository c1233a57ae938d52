package io.portage.kong.lua;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What code finds around it.
///
/// @param closed whether there is nothing but what Kong gives to functions that stand in a configuration
/// @param requires what these may require
/// @param names global variables that they find beside the usual ones
/// @param harmless whether a module of that name does nothing to requests, or is looked at by itself
/// @param rewriting whether the code runs before the route is found
public record Sandbox(
        boolean closed, Set<String> requires, Set<String> names, Predicate<String> harmless, boolean rewriting) {
    private static final Set<String> BASE = Set.of(
            "_VERSION assert error ipairs next pairs pcall select tonumber tostring type unpack xpcall require _G kong ngx"
                    .split(" "));
    private static final Set<String> FIELDS = Set.of(
            ("coroutine.create coroutine.resume coroutine.running coroutine.status coroutine.wrap coroutine.yield"
                            + " math.abs math.acos math.asin math.atan math.atan2 math.ceil math.cos math.cosh math.deg"
                            + " math.exp math.fmod math.floor math.frexp math.huge math.ldexp math.log math.log10 math.max"
                            + " math.min math.modf math.pi math.pow math.rad math.random math.sin math.sinh math.sqrt"
                            + " math.tan math.tanh os.clock os.date os.difftime os.time string.byte string.char"
                            + " string.find string.format string.gmatch string.gsub string.len string.lower string.match"
                            + " string.rep string.reverse string.sub string.upper table.concat table.insert table.maxn"
                            + " table.remove table.sort")
                    .split(" "));
    private static final Set<String> LIBRARIES = Set.of("coroutine", "math", "os", "string", "table");

    /// Modules that know nothing of requests.
    private static final Predicate<String> HARMLESS = Pattern.compile(
                    "bit|cjson(\\.safe)?|string\\.buffer|table\\.(new|clear|nkeys|clone|isempty|isarray)"
                            + "|kong\\.(meta|constants|tools\\..+|db\\.schema\\.typedefs)|pl\\..+|lpeg|ngx\\.re"
                            + "|resty\\.(sha.*|md5|string|random|aes|lrucache|lock|http|jit-uuid|openssl\\..+|redis|cookie)")
            .asMatchPredicate();

    /// What Kong makes of functions in a configuration unless it is told otherwise.
    public static Sandbox stock() {
        return new Sandbox(true, Set.of(), Set.of(), HARMLESS, false);
    }

    /// Everything that Lua, OpenResty and Kong have.
    public static Sandbox none() {
        return new Sandbox(false, Set.of(), Set.of(), HARMLESS, false);
    }

    /// With modules and variables that `kong.conf` adds.
    public Sandbox with(Set<String> moreRequires, Set<String> moreNames) {
        return new Sandbox(closed, Set.copyOf(moreRequires), Set.copyOf(moreNames), harmless, rewriting);
    }

    /// The same where further modules are looked at by themselves.
    public Sandbox knowing(Predicate<String> modules) {
        return new Sandbox(closed, requires, names, modules.or(harmless), rewriting);
    }

    /// The same where nobody can say what else there is.
    Sandbox open() {
        return new Sandbox(false, requires, names, harmless, rewriting);
    }

    /// The same before the route is found.
    public Sandbox inRewrite() {
        return new Sandbox(closed, requires, names, harmless, true);
    }

    /// Whether a module can be had.
    boolean mayRequire(Datum name) {
        return !closed || (name instanceof Datum.Text(var module) ? requires.contains(module) : !requires.isEmpty());
    }

    boolean isHarmless(Datum name) {
        return name instanceof Datum.Text(var module) && harmless.test(module);
    }

    /// What a global variable is that the code does not write.
    Datum global(String name) {
        boolean there = !closed || BASE.contains(name) || LIBRARIES.contains(name) || isAdded(name);
        return there ? new Datum.Api(name) : Datum.NIL;
    }

    private boolean isAdded(String name) {
        return names.stream().anyMatch(it -> it.equals(name) || it.startsWith(name + "."));
    }

    /// A part of a part of it.
    Datum field(String path, Datum key) {
        if (!(key instanceof Datum.Text(var name))) {
            return LIBRARIES.contains(path) && closed ? Datum.ANY : new Datum.Api(path + ".?");
        }
        if (path.equals("_G")) {
            return global(name);
        }
        var whole = path + "." + name;
        boolean absent =
                closed && LIBRARIES.contains(path) && !FIELDS.contains(whole) && !isAdded(whole) && !isAdded(path);
        return absent ? Datum.NIL : new Datum.Api(whole);
    }
}

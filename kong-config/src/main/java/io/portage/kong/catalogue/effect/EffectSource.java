package io.portage.kong.catalogue.effect;

/// Says what an instance of one plugin does to headers.
@FunctionalInterface
interface EffectSource {
    Effects of(Settings settings);
}

using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Engine;

namespace Allora.Sdk.DevNet.Hosting;

/// <summary>Puts the version of a plan on the nodes.</summary>
internal static class PlannedVersions
{
    /// <summary>From now on the newest state, and all before it, are served by the planned version; no block is made yet.</summary>
    public static void Install(ChainEngine engine) => engine.Change((controls, state) =>
    {
        if (!state.Upgrade.Stops(state.Height + 1))
            return (state, false);
        var name = state.Upgrade.Plan!.Name;
        controls.Counts = controls.Counts with { Upgrades = controls.Counts.Upgrades + 1 };
        return (state with { Schema = NodeIdentity.SchemaOf(name) ?? state.Schema, Upgrade = state.Upgrade with { Version = name } }, true);
    });

    /// <summary>Lets the block of the upgrade be made.</summary>
    public static void Resume(ChainEngine engine) => engine.Change(static (_, state) =>
        state.Upgrade is { IsReady: false, Plan: { } plan } && plan.Height == state.Height + 1
            ? (state with { Upgrade = state.Upgrade with { IsReady = true } }, true)
            : (state, false));
}

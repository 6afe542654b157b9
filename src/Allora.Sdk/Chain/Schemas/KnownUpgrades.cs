namespace Allora.Sdk.Chain.Schemas;

/// <summary>The upgrades of the chain that this version of the library was made for, by the names of their plans.</summary>
internal static class KnownUpgrades
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "v0.16.0", "v0.17.0" };

    public static bool Contains(string name) => Names.Contains(name);
}

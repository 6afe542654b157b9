using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests;

/// <summary>The built assemblies under test, read once.</summary>
internal static class Products
{
    private static readonly Dictionary<string, Lazy<BuiltAssembly>> All = new()
    {
        ["Allora.Sdk"] = new(() => BuiltAssembly.Open("Allora.Sdk", "src/Allora.Sdk")),
        ["Allora.Sdk.DevNet"] = new(() => BuiltAssembly.Open("Allora.Sdk.DevNet", "src/Allora.Sdk.DevNet")),
        ["allora"] = new(() => BuiltAssembly.Open("allora", "src/Allora.Cli")),
        ["Topic67.Worker"] = new(() => BuiltAssembly.Open("Topic67.Worker", "samples/Topic67.Worker")),
    };

    /// <summary>Gets the assemblies whose folders are in order; one that is being rearranged joins when it is done.</summary>
    public static TheoryData<string> Names => ["Allora.Sdk", "Allora.Sdk.DevNet", "allora", "Topic67.Worker"];

    public static BuiltAssembly Sdk => Open("Allora.Sdk");

    public static BuiltAssembly Open(string name) => All[name].Value;
}

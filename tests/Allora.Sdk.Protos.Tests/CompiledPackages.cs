using System.Reflection;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Protos.Tests;

/// <summary>Every .proto file compiled into Allora.Sdk.Protos, found in the assembly itself so that none can be forgotten.</summary>
internal static class CompiledPackages
{
    public static readonly IReadOnlyList<FileDescriptor> Files =
    [
        .. typeof(Emissions.V10.Topic).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Names => Files.Select(file => file.Package).Distinct(StringComparer.Ordinal);

    public static IEnumerable<FileDescriptor> OfPackage(string package) => Files.Where(file => file.Package == package);
}

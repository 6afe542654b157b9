using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Allora.Sdk.Diagnostics;

/// <summary>
/// The name of this library's traces and metrics: <c>tracing.AddSource(AlloraTelemetry.Name)</c> and
/// <c>metrics.AddMeter(AlloraTelemetry.Name)</c> enable them. Without a listener, nothing is measured.
/// </summary>
public static class AlloraTelemetry
{
    /// <summary>The name of the ActivitySource and of the Meter.</summary>
    public const string Name = "Allora.Sdk";

    internal static string? Version { get; } =
        typeof(AlloraTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static Meter Meter { get; } = new(Name, Version);
}

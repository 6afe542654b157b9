using Allora.Sdk.Hosting.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Health checks over all workers of a host.</summary>
public static class AlloraHealthExtensions
{
    /// <summary>Adds the checks <see cref="AlloraHealthChecks.Live"/> and <see cref="AlloraHealthChecks.Ready"/>, each tagged with its name.</summary>
    /// <param name="builder">The host's health checks: <c>services.AddHealthChecks()</c>.</param>
    public static IHealthChecksBuilder AddAllora(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(AlloraHealthChecks.Live).Add(AlloraHealthChecks.Ready);
    }
}

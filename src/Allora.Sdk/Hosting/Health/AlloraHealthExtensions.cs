using Allora.Sdk;
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

    /// <summary>Adds the same checks over workers that the program runs itself.</summary>
    /// <param name="builder">The program's health checks: <c>services.AddHealthChecks()</c>.</param>
    /// <param name="workers">Returns the workers by name, which may change. Called with each check, on any thread.</param>
    public static IHealthChecksBuilder AddAllora(this IHealthChecksBuilder builder, Func<IReadOnlyDictionary<string, WorkerRunner>> workers)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(workers);
        return builder
            .Add(AlloraHealthChecks.Create(AlloraHealthChecks.LiveName, ready: false, _ => Named(workers)))
            .Add(AlloraHealthChecks.Create(AlloraHealthChecks.ReadyName, ready: true, _ => Named(workers)));
    }

    private static IEnumerable<(string Name, WorkerRunner Runner)> Named(Func<IReadOnlyDictionary<string, WorkerRunner>> workers) =>
        workers().Select(static pair => (pair.Key, pair.Value));
}

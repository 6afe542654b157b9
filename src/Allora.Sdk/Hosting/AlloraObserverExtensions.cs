using System.Diagnostics.CodeAnalysis;
using Allora.Sdk;
using Allora.Sdk.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Observers of a host's workers.</summary>
public static class AlloraObserverExtensions
{
    /// <summary>Adds an observer that is called for every result, follow-up and change of state of all workers of the host.</summary>
    /// <typeparam name="TObserver">The observer; one instance for the host's life.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static AlloraBuilder AddWorkerObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TObserver>(this AlloraBuilder builder)
        where TObserver : class, IWorkerObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IWorkerObserver, TObserver>();
        return builder;
    }
}

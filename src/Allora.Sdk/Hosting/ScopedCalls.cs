using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>Creates a service for each call, in a scope of its own that ends with it: a database context lives as long as one answer.</summary>
internal sealed class ScopedCalls<TService>(IServiceScopeFactory scopes)
    where TService : class
{
    public async ValueTask<TAnswer> QueryAsync<TAnswer>(Func<TService, ValueTask<TAnswer>> ask)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await ask(scope.ServiceProvider.GetRequiredService<TService>()).ConfigureAwait(false);
    }

    /// <summary>Gets the service itself if there is one for the host's life; otherwise a factory for each call.</summary>
    /// <returns>Whether there is one for the host's life.</returns>
    public static bool IsOne(IServiceProvider provider, IServiceCollection services, [NotNullWhen(true)] out TService? one, [NotNullWhen(false)] out ScopedCalls<TService>? calls)
    {
        // Not resolved: a scoped service must not be created outside of a scope.
        var isOne = services.Last(static s => s.ServiceType == typeof(TService) && !s.IsKeyedService).Lifetime == ServiceLifetime.Singleton;
        one = isOne ? provider.GetRequiredService<TService>() : null;
        calls = isOne ? null : new ScopedCalls<TService>(provider.GetRequiredService<IServiceScopeFactory>());
        return isOne;
    }
}

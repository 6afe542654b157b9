using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>Makes a provider for each prediction, in a scope of its own that ends with it: a database context lives as long as one answer.</summary>
internal sealed class ScopedProvider<TProvider>(IServiceScopeFactory scopes) : IPredictionProvider
    where TProvider : class, IPredictionProvider
{
    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await scope.ServiceProvider.GetRequiredService<TProvider>().PredictAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The provider itself where there is one for the host's life; otherwise one that makes it each time.</summary>
    public static IPredictionProvider For(IServiceProvider provider, IServiceCollection services)
    {
        var lifetime = services.Last(s => s.ServiceType == typeof(TProvider) && !s.IsKeyedService).Lifetime;
        return lifetime == ServiceLifetime.Singleton
            ? provider.GetRequiredService<TProvider>()
            : new ScopedProvider<TProvider>(provider.GetRequiredService<IServiceScopeFactory>());
    }
}

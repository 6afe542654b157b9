using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>Adds workers to a host that knows an Allora network.</summary>
public sealed class AlloraBuilder
{
    internal AlloraBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }
}

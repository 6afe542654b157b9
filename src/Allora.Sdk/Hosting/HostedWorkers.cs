using Allora.Sdk.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>
/// All workers of a network, checked together when the first of them is made: whoever corrects a configuration sees at once all that is wrong with it.
/// A host makes its services before it validates options, so that without this the first wrong worker would hide the others.
/// </summary>
internal sealed class HostedWorkers(AlloraBuilder network)
{
    private readonly List<(string Name, string? Wallet)> _workers = [];

    public void Add(string name, string? wallet) => _workers.Add((name, wallet));

    /// <exception cref="OptionsValidationException">An option is wrong; the failures are those of all workers and of the client.</exception>
    public void Require(IServiceProvider provider)
    {
        var failures = new List<string>();
        Collect(failures, () => provider.GetRequiredService<IOptionsMonitor<AlloraSettings>>().Get(network.Name));
        var options = provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>();
        var known = provider.GetService<IServiceProviderIsKeyedService>();
        foreach (var (name, wallet) in _workers)
        {
            Collect(failures, () => options.Get(name));
            if (wallet is not null && known?.IsKeyedService(typeof(AlloraWallet), network.KeyOf(wallet)) == false)
                failures.Add(AlloraBuilder.NotAdded($"Worker '{name}'", wallet));
        }

        if (failures.Count > 0)
            throw new OptionsValidationException(_workers[0].Name, typeof(WorkerOptions), failures);
    }

    private static void Collect(List<string> failures, Func<object> read)
    {
        try
        {
            read();
        }
        catch (OptionsValidationException wrong)
        {
            failures.AddRange(wrong.Failures);
        }
    }
}

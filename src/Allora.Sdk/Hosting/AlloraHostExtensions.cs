using Allora.Sdk;
using Allora.Sdk.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Runs a host with Allora workers.</summary>
public static class AlloraHostExtensions
{
    /// <summary>The exit code of a host that cannot run as it is configured.</summary>
    public const int MistakeExitCode = 2;

    /// <summary>
    /// Runs the host until it is stopped, and disposes it: <c>return await builder.Build().RunAlloraAsync()</c>. A mistake in the configuration (an option, a
    /// wallet, a key file, the chain, a second process with the same wallet) ends it with one sentence on standard error and exit code 2, not with stack traces.
    /// </summary>
    /// <param name="host">The host; AddAllora was called for its services.</param>
    /// <param name="cancellationToken">Stops the host.</param>
    /// <returns>The process's exit code, which is also set: 0, 1 if a service failed, 2 after a mistake in the configuration.</returns>
    /// <exception cref="InvalidOperationException">AddAllora was not called.</exception>
    public static Task<int> RunAlloraAsync(this IHost host, CancellationToken cancellationToken = default) => RunAsync(host, Console.Error, cancellationToken);

    internal static async Task<int> RunAsync(IHost host, TextWriter error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        var mistakes = host.Services.GetService<StartMistakes>() ?? throw new InvalidOperationException("AddAllora was not called for this host.");
        mistakes.Collect();
        // Before the host starts anything, and logs a failure of it as its own.
        if (!Check(host.Services, mistakes))
            await DisposeAsync(host).ConfigureAwait(false);
        else
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (var sentence in mistakes.Sentences)
            await error.WriteLineAsync(SafeText.OneLine(sentence)).ConfigureAwait(false);
        if (mistakes.Sentences.Count > 0)
            Environment.ExitCode = MistakeExitCode;
        return Environment.ExitCode;
    }

    private static bool Check(IServiceProvider services, StartMistakes mistakes)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            _ = services.GetServices<AlloraWorkerService>().Count();
            return true;
        }
        catch (Exception exception) when (mistakes.Add(exception))
        {
            return false;
        }
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync().ConfigureAwait(false);
        else
            host.Dispose();
    }
}

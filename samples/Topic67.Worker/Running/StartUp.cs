using Allora.Sdk;
using Topic67.Worker.Chain;
using Topic67.Worker.Logs;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Running;

/// <summary>Prints the lines of a start from the wallet to the subscription.</summary>
internal sealed class StartUp(WorkerSettings settings, AlloraClient client, AlloraWallet wallet, Journalist journalist, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForEvents = TimeSpan.FromSeconds(10);
    private static readonly string Polled = FormattableString.Invariant($"open windows are polled every {new WorkerOptions().PollInterval.TotalSeconds:0} s");

    /// <summary>Waits for the node, reports wallet and balance; returns the chain's time. Each failed attempt is passed to <paramref name="failed"/>.</summary>
    public async Task<DateTimeOffset> ConnectAsync(Action<string?> failed, CancellationToken stop)
    {
        var reported = "";
        while (true)
        {
            try
            {
                var chain = await client.GetChainIdAsync(stop).ConfigureAwait(false);
                if (chain != client.Network.ChainId)
                    throw new ConfigurationException($"The node at {client.Network.Endpoints[0]} serves chain '{chain}', but the settings name '{client.Network.ChainId}': fix one of the two.");
                var balance = await client.GetBalanceAsync(wallet.Address, stop).ConfigureAwait(false);
                var header = await client.GetBlockHeaderAsync(null, stop).ConfigureAwait(false);
                failed(null);
                journalist.Say($"wallet {wallet.Address}, balance {balance.ToAllo()} ALLO");
                journalist.Say(settings.IsEmbedded
                    ? $"connected: embedded DevNet {chain} (gRPC {client.Network.Endpoints[0]}, RPC {Events}), a chain in a box, no real money"
                    : $"connected: {chain} (gRPC {string.Join(", ", client.Network.Endpoints)}, RPC {Events}), height {header.Height}");
                return header.Time;
            }
            catch (AlloraException exception)
            {
                failed(exception.Message);
                if (reported != exception.Message)
                    journalist.Tell("warning", $"waiting for the node {string.Join(", ", client.Network.Endpoints)}: {reported = exception.Message}");
            }

            await Task.Delay(Again, time, stop).ConfigureAwait(false);
        }
    }

    public async Task SubscribedAsync(ChainWatch watch, CancellationToken stop)
    {
        try
        {
            await watch.Subscribed.WaitAsync(ForEvents, time, stop).ConfigureAwait(false);
            journalist.Say($"subscribed: block events; in addition, {Polled}");
        }
        catch (TimeoutException)
        {
            journalist.Tell("warning", $"not subscribed yet: {Events} sends no events; {Polled}");
        }
    }

    public StatusSnapshot First(string address, string model) => new()
    {
        Started = time.GetUtcNow(),
        State = "Connecting",
        ChainId = client.Network.ChainId,
        Endpoints = [.. client.Network.Endpoints.Select(static endpoint => SafeText.Address(endpoint.Address))],
        EventEndpoints = [.. client.Network.EventEndpoints.Select(static endpoint => SafeText.Address(endpoint.Address))],
        HasSecretEndpoints = client.Network.Endpoints.Concat(client.Network.EventEndpoints).Any(static endpoint => endpoint.Headers.Count > 0 || SafeText.Address(endpoint.Address) != endpoint.Address.OriginalString),
        EnvironmentFile = settings.EnvironmentFile is { } file ? Path.GetFullPath(file) : null,
        Wallet = address,
        TopicId = settings.TopicId,
        Period = settings.Period.ToString(),
        Model = model,
        DryRun = settings.DryRun,
    };

    private string Events => client.Network.EventEndpoints.Count == 0 ? "none" : string.Join(", ", client.Network.EventEndpoints);
}

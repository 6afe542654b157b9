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

    /// <summary>Waits for the node, reports wallet and balance; returns the chain's time.</summary>
    public async Task<DateTimeOffset> ConnectAsync(CancellationToken stop)
    {
        var told = "";
        while (true)
        {
            try
            {
                var chain = await client.GetChainIdAsync(stop).ConfigureAwait(false);
                if (chain != client.Network.ChainId)
                    throw new ConfigurationException($"The node at {client.Network.Endpoints[0]} is of chain '{chain}', the network names '{client.Network.ChainId}': correct one of the two.");
                var balance = await client.GetBalanceAsync(wallet.Address, stop).ConfigureAwait(false);
                var header = await client.GetBlockHeaderAsync(null, stop).ConfigureAwait(false);
                journalist.Say($"wallet {wallet.Address}, balance {balance.ToAllo()} ALLO");
                journalist.Say(settings.IsEmbedded
                    ? $"connected: embedded DevNet {chain} (gRPC {client.Network.Endpoints[0]}, RPC {client.Network.EventEndpoints[0]}), a chain in a box, no real money"
                    : $"connected: {chain} (gRPC {client.Network.Endpoints[0]}, RPC {client.Network.EventEndpoints[0]}), height {header.Height}");
                return header.Time;
            }
            catch (AlloraException exception)
            {
                if (told != exception.Message)
                    journalist.Tell("warning", $"waiting for the node {client.Network.Endpoints[0]}: {told = exception.Message}");
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
            journalist.Tell("warning", $"not subscribed yet: {client.Network.EventEndpoints[0]} sends no events; {Polled}");
        }
    }

    public StatusSnapshot First(string address, string prices) => new()
    {
        Started = time.GetUtcNow(),
        ChainId = client.Network.ChainId,
        Grpc = client.Network.Endpoints[0].Address,
        Rpc = client.Network.EventEndpoints[0].Address,
        Wallet = address,
        TopicId = settings.TopicId,
        Period = settings.Period.ToString(),
        Prices = prices,
    };
}

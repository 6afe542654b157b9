using System.Globalization;
using System.Numerics;
using Allora.Sdk;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Commands;

/// <summary>The lines of a check about the wallet and the chain.</summary>
internal sealed class CheckChain(WorkerSettings settings, CheckLines lines)
{
    // Upper bound of the gas that payloads used on a DevNet.
    private const ulong GasOfAWindow = 250_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (settings.Network is not { } network)
        {
            lines.Fail("wallet", "no MNEMONIC, KEY_FILE or network: the worker would start an embedded DevNet; set MNEMONIC for a real network");
            return;
        }

        if (settings.Mnemonic is null && settings.KeyFile is null)
        {
            lines.Fail("wallet", "set MNEMONIC or KEY_FILE");
            return;
        }

        AlloraWallet wallet;
        try
        {
            wallet = WorkerHost.OpenWallet(settings);
        }
        catch (ConfigurationException exception)
        {
            lines.Fail("wallet", exception.Message);
            return;
        }

        using (wallet)
        {
            lines.Ok("wallet", wallet.Address);
            var client = new AlloraClient(network);
            await using (client.ConfigureAwait(false))
                await QueryAsync(client, wallet.Address, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task QueryAsync(AlloraClient client, string address, CancellationToken cancellationToken)
    {
        try
        {
            var chain = await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
            var same = chain == client.Network.ChainId;
            lines.Is(same, "chain", same ? $"{chain} at {client.Network.Endpoints[0]}" : $"the node serves {chain}, but the settings name {client.Network.ChainId}: fix one of the two");
            await PeriodAsync(client, cancellationToken).ConfigureAwait(false);
            var window = await client.GetWorkerWindowAsync(settings.TopicId, address, cancellationToken).ConfigureAwait(false);
            lines.Is(window.IsTopicActive, "topic", window.IsTopicActive ? $"{settings.TopicId} is active" : $"{settings.TopicId} is not active: no window will open until it is funded");
            lines.Is(window.IsWhitelisted, "permission", window.IsWhitelisted ? "the wallet may submit" : "the wallet is not on the topic's white list: ask its creator");
            lines.Ok("registered", window.IsRegistered ? "yes" : "not yet: the worker registers at its start");
            await BalanceAsync(client, address, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            lines.Fail("chain", $"{exception.Message.TrimEnd('.')}. Check the address and the network.");
        }
    }

    // By the chain's time, as the worker does.
    private async Task PeriodAsync(AlloraClient client, CancellationToken cancellationToken)
    {
        var time = (await client.GetBlockHeaderAsync(null, cancellationToken).ConfigureAwait(false)).Time;
        if (settings.Period.IsOver(time))
            lines.Fail("active period", FormattableString.Invariant($"the {settings.Period} is over (the chain's time is {time:yyyy-MM-ddTHH:mm:ssZ}): the worker would end at once; set ACTIVE_UNTIL or remove it"));
        else
            lines.Ok("active period", $"{settings.Period}{(settings.Period.IsBefore(time) ? "; it has not begun: the worker would wait" : "")}");
    }

    private async Task BalanceAsync(AlloraClient client, string address, CancellationToken cancellationToken)
    {
        var balance = await client.GetBalanceAsync(address, cancellationToken).ConfigureAwait(false);
        var price = await client.GetGasPriceAsync(cancellationToken).ConfigureAwait(false);
        var fee = price.FeeFor(GasOfAWindow);
        if (settings.Fees.MaximumFee is { } most && fee > most)
            lines.Fail("maximum fee", $"MAX_FEE is {most.ToAllo()} ALLO, and a window costs up to {fee.ToAllo()} ALLO at the current price: nothing would be sent");
        var windows = fee.Value.IsZero ? balance.Value : BigInteger.Divide(balance.Value, fee.Value);
        lines.Is(windows > 0, "balance", $"{balance.ToAllo()} ALLO, enough for about {windows.ToString(CultureInfo.InvariantCulture)} windows at the current price{(windows > 0 ? "" : $": send ALLO to the wallet{(settings.FaucetUrl is not null || (settings.AlloraKey is not null && client.Network.Faucet is not null) ? "; a worker requests test coins from the faucet" : "")}")}");
    }
}

using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.Values;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Market;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>check: one line for each prerequisite of a worker, with a fix. 0 if all are met, 1 otherwise.</summary>
internal sealed class CheckCommand(WorkerSettings settings, TextWriter output)
{
    // Upper bound of the gas that payloads used on a DevNet.
    private const ulong GasOfAWindow = 250_000;

    private bool _failed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StateFolder(settings.FolderOrDefault);
        Say(true, "environment", settings.EnvironmentFile is { } file ? $"process and {file}" : "process only, no .env");
        foreach (var warning in settings.EnvironmentWarnings)
            Say(!warning.Contains("chmod", StringComparison.Ordinal), "environment file", warning);
        Say(true, "keys", Keys());
        Say(true, "active period", settings.Period.ToString());
        Say(!InstanceLock.IsHeld(folder), "other instance", InstanceLock.IsHeld(folder) ? $"one runs: {InstanceLock.Holder(folder)}; stop it with the stop command before you start another" : "none");
        await PricesAsync(folder, cancellationToken).ConfigureAwait(false);
        await ChainAsync(cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(_failed ? "check failed: see the lines with FAIL" : "check passed").ConfigureAwait(false);
        return _failed ? 1 : 0;
    }

    // Names only, never values.
    private string Keys() => string.Join(", ", new[]
    {
        (settings.Mnemonic ?? settings.KeyFile) is null ? "no wallet's key" : settings.KeyFile is null ? "MNEMONIC set" : "key file named",
        settings.TiingoKey is null ? "TIINGO_API_KEY not set (coinbase and binance need none)" : "TIINGO_API_KEY set",
        settings.HasAlloraKey ? "ALLORA_API_KEY set" : "ALLORA_API_KEY not set (only the HTTP API and the faucet need it)",
    });

    private async Task PricesAsync(StateFolder folder, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var market = MarketSetup.Open(settings, folder, now);
        using var owned = market.Source as IDisposable;
        try
        {
            var batch = await market.Source.GetBarsAsync(market.HistoryFrom ?? now.AddHours(-Horizon.BarsForFullWindow - 24), now, cancellationToken).ConfigureAwait(false);
            Say(true, "price source", $"{batch.Source} answers{(batch.Warnings.Count > 0 ? "; " + batch.Warnings[0] : "")}");
            var speaks = batch.Bars.Count >= settings.Forecaster.MinimumBars ? "the model is used" : batch.Bars.Count >= Horizon.MinimumBarsForDrift ? "the drift is used" : "only the fallback is used";
            Say(batch.Bars.Count >= Horizon.MinimumBarsForDrift, "history", FormattableString.Invariant($"{batch.Bars.Count} bars, {batch.Gaps.Sum(g => g.Hours)} hours absent, newest {batch.Bars[^1].Label:yyyy-MM-ddTHH:mmZ}: {speaks}"));
        }
        catch (PriceSourceException exception)
        {
            Say(false, "price source", $"{exception.Message} Check the network, TIINGO_API_KEY and PRICE_SOURCE.");
        }
    }

    private async Task ChainAsync(CancellationToken cancellationToken)
    {
        if (settings.Network is not { } network)
        {
            Say(false, "wallet", "no MNEMONIC, KEY_FILE or network: the worker would start an embedded DevNet; set MNEMONIC for a real network");
            return;
        }

        if (settings.Mnemonic is null && settings.KeyFile is null)
        {
            Say(false, "wallet", "set MNEMONIC or KEY_FILE");
            return;
        }

        AlloraWallet wallet;
        try
        {
            wallet = WorkerHost.OpenWallet(settings);
        }
        catch (ConfigurationException exception)
        {
            Say(false, "wallet", exception.Message);
            return;
        }

        using (wallet)
        {
            Say(true, "wallet", wallet.Address);
            var client = new AlloraClient(network);
            await using (client.ConfigureAwait(false))
                await AskAsync(client, wallet.Address, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskAsync(AlloraClient client, string address, CancellationToken cancellationToken)
    {
        try
        {
            var chain = await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
            var same = chain == client.Network.ChainId;
            Say(same, "chain", same ? $"{chain} at {client.Network.Endpoints[0]}" : $"the node serves {chain}, but the settings name {client.Network.ChainId}: fix one of the two");
            var window = await client.GetWorkerWindowAsync(settings.TopicId, address, cancellationToken).ConfigureAwait(false);
            Say(window.IsTopicActive, "topic", window.IsTopicActive ? $"{settings.TopicId} is active" : $"{settings.TopicId} is not active: no window will open until it is funded");
            Say(window.IsWhitelisted, "permission", window.IsWhitelisted ? "the wallet may submit" : "the wallet is not on the topic's white list: ask its creator");
            Say(true, "registered", window.IsRegistered ? "yes" : "not yet: the worker registers at its start");
            await BalanceAsync(client, address, cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException exception)
        {
            Say(false, "chain", $"{exception.Message} Check the address and the network.");
        }
    }

    private async Task BalanceAsync(AlloraClient client, string address, CancellationToken cancellationToken)
    {
        var balance = await client.GetBalanceAsync(address, cancellationToken).ConfigureAwait(false);
        var price = await client.GetGasPriceAsync(cancellationToken).ConfigureAwait(false);
        var windows = Windows(balance, price.FeeFor(GasOfAWindow));
        Say(windows > 0, "balance", $"{balance.ToAllo()} ALLO, enough for about {windows.ToString(CultureInfo.InvariantCulture)} windows at the current price{(windows > 0 ? "" : ": send ALLO to the wallet")}");
    }

    private static System.Numerics.BigInteger Windows(UAllo balance, UAllo fee) => fee.Value.IsZero ? balance.Value : balance.Value / fee.Value;

    private void Say(bool ok, string what, string how)
    {
        _failed |= !ok;
        output.WriteLine(SafeText.OneLine($"{(ok ? "ok  " : "FAIL")} {what}: {how}"));
    }
}

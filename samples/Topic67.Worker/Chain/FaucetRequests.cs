using Allora.Sdk;
using Allora.Sdk.Api;
using Topic67.Worker.Logs;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Chain;

/// <summary>
/// Requests test coins while the wallet has none. After a request the next one waits ten minutes, then twice as long, a day at most: the coins arrive
/// on the faucet's own time, and a faucet refuses wallets that request too often.
/// </summary>
internal sealed class FaucetRequests : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly FaucetClient _faucet;
    private readonly string _wallet;
    private readonly Journalist _journalist;
    private readonly TimeProvider _time;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private TimeSpan _pause = FirstPause;

    private FaucetRequests(FaucetClient faucet, string wallet, Journalist journalist, TimeProvider time) =>
        (_faucet, _wallet, _journalist, _time) = (faucet, wallet, journalist, time);

    /// <summary>The requests of a worker; null if none is wanted: no key is set and no faucet named, the network has none, or nothing is sent.</summary>
    public static FaucetRequests? Open(WorkerSettings settings, AlloraNetwork network, string wallet, Journalist journalist, TimeProvider time)
    {
        var faucet = settings.FaucetUrl ?? (settings.AlloraKey is null ? null : network.Faucet);
        return faucet is null || settings.DryRun
            ? null
            : new FaucetRequests(new FaucetClient(network with { Faucet = faucet }, new FaucetOptions { ApiKey = settings.AlloraKey, TimeProvider = time }), wallet, journalist, time);
    }

    /// <summary>Requests coins if the worker waits for funds and the pause after the last request is over.</summary>
    public async Task AskIfDueAsync(WorkerState state, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        if (state != WorkerState.WaitingForFunds || now < _notBefore)
            return;
        var pause = _pause;
        (_notBefore, _pause) = (now + pause, pause * 2 < LongestPause ? pause * 2 : LongestPause);
        try
        {
            await _faucet.RequestAsync(_wallet, stop).ConfigureAwait(false);
            _journalist.Tell("info", $"faucet: test coins were requested for {_wallet}; they arrive on the faucet's own time");
        }
        catch (AlloraException exception)
        {
            _journalist.Tell("warning", FormattableString.Invariant($"{exception.Message}; the next request is in {pause.TotalMinutes:0} minutes"));
        }
    }

    public void Dispose() => _faucet.Dispose();
}

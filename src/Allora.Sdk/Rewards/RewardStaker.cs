using System.Runtime.CompilerServices;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Loop;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Rewards;

/// <summary>
/// Stakes the rewards of a wallet as an inferer or forecaster of a topic: each settlement once, whatever is restarted in between. A reputer's
/// rewards are added to its stake by the chain itself.
/// </summary>
/// <remarks>
/// It shares the wallet's one sender and journal with the workers of the same client. A transaction that was sent before a restart is followed
/// to its outcome, never sent again while it can still be included; settlements of missed blocks are looked up.
/// </remarks>
public sealed class RewardStaker
{
    private const int ResultCapacity = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly AlloraClient _client;
    private readonly AlloraWallet _wallet;
    private readonly RewardStakingOptions _options;
    private readonly StakeTarget _target;
    private readonly ILogger _logger;
    private readonly ResultStream<StakedReward> _results = new(ResultCapacity);
    private int _started;

    /// <summary>Creates a staker; nothing is queried before <see cref="RunAsync"/>.</summary>
    /// <param name="client">The client; the caller disposes it after the run.</param>
    /// <param name="wallet">The wallet; the caller disposes it after the run.</param>
    /// <param name="options">The rewards to stake, and the target.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the network has no CometBFT RPC endpoint for the events of rewards.</exception>
    public RewardStaker(AlloraClient client, AlloraWallet wallet, RewardStakingOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(client.Network.AddressPrefix);
        if (client.Network.EventEndpoints.Count == 0)
            throw new ArgumentException($"Rewards are read from block events, which only CometBFT RPC has, and the network has no such endpoint: add one to its {nameof(AlloraNetwork.EventEndpoints)}.", nameof(client));
        (_client, _wallet, _options) = (client, wallet, options);
        _target = new StakeTarget(client, wallet, options);
        _logger = client.Loggers.CreateLogger<RewardStaker>();
    }

    /// <summary>The settled rewards from this call on, each once its outcome is known. Any number of readers each get all of them. Ends with the run.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public IAsyncEnumerable<StakedReward> ResultsAsync(CancellationToken cancellationToken = default) => _results.ReadAsync(cancellationToken);

    /// <summary>Runs until it is stopped. A transaction that was sent by then is followed by the wallet's session, or by the next run.</summary>
    /// <param name="stoppingToken">Stops the run.</param>
    /// <exception cref="AlloraException">The target does not exist or cannot be staked upon: a wrong configuration.</exception>
    /// <exception cref="JournalException">Another process runs this wallet, or the journal cannot be used.</exception>
    /// <exception cref="InvalidOperationException">This staker was started before, or another of this client stakes the wallet's rewards of the topic.</exception>
    public async Task RunAsync(CancellationToken stoppingToken = default)
    {
        try
        {
            await foreach (var staked in StakeAsync(stoppingToken).ConfigureAwait(false))
                _results.Publish(staked);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
        finally
        {
            _results.Complete();
        }
    }

    /// <summary>The run, settlement by settlement: it stops between two of them if its caller does.</summary>
    internal async IAsyncEnumerable<StakedReward> StakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("A staker runs once: create another to start again.");
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        var lease = await WalletRegistry.Of(_client).LeaseAsync(_wallet, _logger, cancellationToken).ConfigureAwait(false);
        await using var held = lease.ConfigureAwait(false);
        lease.Blocks.Listen();
        var ledger = new RewardLedger(_client, _wallet, lease.Session, _options, _target, _logger);
        using var claim = ledger.Claim();
        var missed = new MissedBlocks(_client, _options, _logger);

        await foreach (var finished in ledger.FinishAsync(cancellationToken).ConfigureAwait(false))
            yield return finished;
        if (ledger.LastSettlement is { } last)
            missed.Since(last);
        await foreach (var block in _client.Blocks.TypedBlocksAsync(missed.Note, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var earlier in missed.TakeAsync(block.Height, cancellationToken).ConfigureAwait(false))
            {
                if (await ledger.StakeAsync(earlier, cancellationToken).ConfigureAwait(false) is { } caughtUp)
                    yield return caughtUp;
            }

            foreach (var typed in block.TypedEvents)
            {
                if (typed.TopicId == _options.TopicId && RewardSettlement.From(typed) is { } settlement
                    && await ledger.StakeAsync(settlement, cancellationToken).ConfigureAwait(false) is { } staked)
                {
                    yield return staked;
                }
            }
        }
    }

    // An unanswered query is repeated; a target that does not exist is a wrong configuration.
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _target.CheckAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (AlloraException waiting) when (waiting.IsTransient)
            {
                RewardLog.TargetNotChecked(_logger, waiting.Message);
            }

            await Task.Delay(Pause, _client.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}

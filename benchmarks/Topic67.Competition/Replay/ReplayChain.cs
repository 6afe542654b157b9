using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Journal;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;

namespace Topic67.Competition.Replay;

/// <summary>
/// The chain of a replay, an hour of market time every 12 blocks. It waits after each window's block until the answer has arrived, or
/// until the patience is over: an hour is shortened, never the worker's time to answer.
/// </summary>
internal sealed class ReplayChain : IAsyncDisposable
{
    public const ulong Topic = 67;

    private readonly ReplayOptions _options;
    private readonly ConcurrentDictionary<long, long> _opened = [];
    private TaskCompletionSource<DevNetStamp> _answer = NewAnswer();
    private BigInteger _balance;

    private ReplayChain(AlloraDevNet devnet, ReplayOptions options)
    {
        (DevNet, _options) = (devnet, options);
        devnet.Stamped += Take;
        _balance = Balance;
    }

    public AlloraDevNet DevNet { get; }

    /// <summary>Market time from a block to the next.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromHours(1) / EmbeddedChain.EpochLength;

    public BigInteger Paid => _balance - Balance;

    private BigInteger Balance => DevNet.Balance(DevNet.Accounts[0].Address).Value;

    public static async Task<ReplayChain> StartAsync(ReplayOptions options, CancellationToken stop)
    {
        var settings = new WorkerSettings { TopicId = Topic, From = options.From, GasPrice = options.GasPrice };
        return new ReplayChain(await AlloraDevNet.StartAsync(EmbeddedChain.Options(settings) with { StepByHand = true }, stop), options);
    }

    /// <summary>Makes blocks up to, and without, the first window's.</summary>
    public async Task ReachFirstWindowAsync(CancellationToken stop)
    {
        while (DevNet.Height < EmbeddedChain.FirstWindow - 1)
            await DevNet.StepAsync(1, stop);
    }

    /// <summary>Opens the next window, waits for its answer, and goes on to the block before the one after.</summary>
    public async Task<WindowFate> NextAsync(int index, CancellationToken stop)
    {
        var nonce = EmbeddedChain.FirstWindow + (EmbeddedChain.EpochLength * index);
        _answer = NewAnswer();
        await DevNet.StepAsync(1, stop);
        var answer = await ArrivalAsync(stop);
        while (DevNet.Height < nonce + EmbeddedChain.EpochLength - 1)
        {
            await DevNet.StepAsync(1, stop);
            await Task.Delay(_options.Pause, TimeProvider.System, stop);
        }

        var held = DevNet.Submissions(Topic, nonce) is [var only] ? only : null;
        return new WindowFate
        {
            Nonce = nonce,
            BlockTime = _options.From.AddHours(index),
            Value = held?.Values["y"],
            Height = held?.Height,
            FirstResponseMs = answer is not null && _opened.TryGetValue(nonce, out var opened)
                ? TimeProvider.System.GetElapsedTime(opened, answer.Timestamp).TotalMilliseconds
                : null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        DevNet.Stamped -= Take;
        await DevNet.DisposeAsync();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"height {DevNet.Height}");

    private async Task<DevNetStamp?> ArrivalAsync(CancellationToken stop)
    {
        try
        {
            return await _answer.Task.WaitAsync(_options.Patience, TimeProvider.System, stop);
        }
        catch (TimeoutException)
        {
            return null; // the window's own record tells why
        }
    }

    private void Take(DevNetStamp stamp)
    {
        if (stamp.Kind == "window")
            _opened.TryAdd(stamp.Height, stamp.Timestamp);
        else if (stamp.Code == 0)
            _answer.TrySetResult(stamp);
    }

    private static TaskCompletionSource<DevNetStamp> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

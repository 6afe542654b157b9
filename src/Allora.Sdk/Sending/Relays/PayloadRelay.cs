using System.Threading.Channels;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Relays;

/// <summary>Gathers the payloads of workers into transactions of a few funded wallets, each of which sends one transaction at a time.</summary>
internal sealed class PayloadRelay : IAsyncDisposable
{
    // What a further payload of a transaction costs (gas), before the first simulation.
    private const ulong UsualGas = 75_000;

    private readonly PayloadSenders _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ulong _maximumGas;
    private readonly Channel<RelayedPayload> _waiting = Channel.CreateUnbounded<RelayedPayload>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<RelayedPayload> _next = [];
    private readonly Channel<RelaySender> _free;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _sending = [];
    private readonly Lock _lock = new();
    private readonly Task _running;

    public PayloadRelay(AlloraClient client, PayloadSenders options, TimeSpan warmInterval, ILogger logger)
    {
        options.Validate();
        (_options, _logger, _time) = (options, logger, client.Time);
        var fees = options.Fees.Copy();
        _maximumGas = fees.MaximumGas;
        Senders = [.. options.Wallets.Select(wallet => new RelaySender(client, wallet, fees, warmInterval, logger, _stop.Token))];
        _free = Channel.CreateBounded<RelaySender>(Senders.Count);
        foreach (var sender in Senders)
            _free.Writer.TryWrite(sender);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    public IReadOnlyList<RelaySender> Senders { get; }

    public int Users { get; set; }

    /// <summary>The transaction on the way that has a payload, by its signed part; null if there is none.</summary>
    public RelayBatch? Find(ReadOnlyMemory<byte> signed) => Senders.Select(sender => sender.Find(signed.Span)).FirstOrDefault(static batch => batch is not null);

    /// <summary>Opens every sender that is free here.</summary>
    /// <exception cref="JournalException">None could be opened.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        JournalException? failure = null;
        foreach (var sender in Senders)
        {
            try
            {
                await sender.OpenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (JournalException exception)
            {
                failure = exception;
                RelayLog.CannotSend(_logger, sender.Address, exception.Reason, exception.Message);
            }
        }

        if (failure is not null && Senders.All(static sender => sender.Session is null))
            throw failure;
    }

    /// <summary>Has a payload sent with others.</summary>
    public Task<RelayAnswer> SubmitAsync(RelayedPayload payload, CancellationToken cancellationToken)
    {
        _waiting.Writer.TryWrite(payload);
        return payload.AnswerAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        foreach (var sender in Senders)
            await sender.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (_next.Count > 0 || await _waiting.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                await Task.Delay(_options.GatherTime, _time, _stop.Token).ConfigureAwait(false);
                while (Take() is { Count: > 0 } payloads)
                {
                    var sender = await _free.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
                    // Others may have come while all senders were busy.
                    Own(SendAsync(sender, [.. payloads, .. Take(payloads)]));
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The last worker has ended.
        }

        Task[] sending;
        lock (_lock)
            sending = [.. _sending];
        await Task.WhenAll(sending).ConfigureAwait(false);
    }

    private void Own(Task sending)
    {
        lock (_lock)
        {
            _sending.RemoveWhere(static one => one.IsCompleted);
            _sending.Add(sending);
        }
    }

    private List<RelayedPayload> Take() => Take([]);

    // Adds to a transaction what has come since, as long as there is room.
    private List<RelayedPayload> Take(List<RelayedPayload> begun)
    {
        while (_waiting.Reader.TryRead(out var waiting))
            _next.Enqueue(waiting);
        var most = Math.Min(_options.MaximumMessages, (int)Math.Max(1, _maximumGas * 9 / 10 / UsualGas));
        var (count, size) = (begun.Count, begun.Sum(static one => one.Size));
        var taken = new List<RelayedPayload>();
        while (_next.TryPeek(out var payload))
        {
            if (payload.IsAnswered)
            {
                _next.Dequeue();
                continue;
            }

            if (count > 0 && (count == most || size + payload.Size > _options.MaximumBytes || payload.IsAlone || begun.Concat(taken).Any(static one => one.IsAlone)))
                break;
            taken.Add(_next.Dequeue());
            (count, size) = (count + 1, size + payload.Size);
        }

        return taken;
    }

    private async Task SendAsync(RelaySender first, IReadOnlyList<RelayedPayload> payloads)
    {
        await Task.Yield();
        try
        {
            await new RelayAttempt(Senders, _logger, _stop.Token).RunAsync(first, payloads).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (!_stop.IsCancellationRequested)
                RelayLog.Failed(_logger, exception);
            var failure = new Refused(AlloraErrorReason.Unavailable, SubmissionStage.Broadcast, $"the senders of the payload failed: {exception.Message}", IsTransient: true);
            foreach (var payload in payloads)
                payload.Refused(failure);
        }
        finally
        {
            _free.Writer.TryWrite(first);
        }
    }
}

using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>A call in progress: its cancellation, and its status after the end.</summary>
internal sealed class UnaryCall : IDisposable
{
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _caller;
    private readonly bool _hasDeadline;
    private readonly CancellationToken _callerToken;
    private Status? _status;
    private Metadata _trailers = Metadata.Empty;
    private int _ended;

    public UnaryCall(CallOptions options)
    {
        _callerToken = options.CancellationToken;
        Token = _stop.Token;
        if (options.Deadline is { } deadline)
        {
            // Deadlines use the machine's clock.
            _hasDeadline = true;
            var left = deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
            if (left <= TimeSpan.Zero)
                _stop.Cancel();
            else if (left.TotalMilliseconds < int.MaxValue)
                _stop.CancelAfter(left);
        }

        _caller = _callerToken.UnsafeRegister(static call => ((UnaryCall)call!).Cancel(), this);
    }

    public CancellationToken Token { get; }

    public Task<Metadata> Headers => _headers.Task;

    public Status GetStatus() => _status ?? throw new InvalidOperationException("The call has not ended.");

    public Metadata GetTrailers() => _status is null ? throw new InvalidOperationException("The call has not ended.") : _trailers;

    public void Cancel()
    {
        lock (_stop)
        {
            if (_ended == 0)
                _stop.Cancel();
        }
    }

    public void Succeed(Metadata headers)
    {
        _status = Status.DefaultSuccess;
        _headers.TrySetResult(headers);
    }

    public RpcException Fail(RpcException failure)
    {
        (_status, _trailers) = (failure.Status, failure.Trailers);
        _headers.TrySetException(failure);
        // Whoever awaits the reply already receives this failure.
        _ = _headers.Task.Exception;
        return failure;
    }

    /// <summary>The status of a call that was stopped before its end.</summary>
    public Status Stopped() => _callerToken.IsCancellationRequested || !_hasDeadline
        ? new Status(StatusCode.Cancelled, "the call was cancelled")
        : new Status(StatusCode.DeadlineExceeded, "no answer in time");

    /// <summary>The call has ended: it can no longer be stopped.</summary>
    public void Dispose()
    {
        _caller.Dispose();
        lock (_stop)
        {
            _ended = 1;
            _stop.Dispose();
        }
    }
}

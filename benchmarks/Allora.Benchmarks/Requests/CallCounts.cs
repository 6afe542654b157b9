using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Allora.Benchmarks.Requests;

/// <summary>Counts the calls of a client by method, and refuses those above a limit a minute, as public endpoints do.</summary>
internal sealed class CallCounts(int? mostPerMinute = null) : Interceptor
{
    private readonly ConcurrentQueue<long> _taken = [];
    private ConcurrentDictionary<string, int> _calls = [];
    private int _refused;

    /// <summary>Takes the counts since the last time, the most frequent first.</summary>
    public (IReadOnlyList<(string Method, int Calls)> Calls, int Refused) Take() =>
        ([.. Interlocked.Exchange(ref _calls, []).Select(static pair => (pair.Key, pair.Value)).OrderByDescending(static pair => pair.Value)], Interlocked.Exchange(ref _refused, 0));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        _calls.AddOrUpdate(context.Method.Name, 1, static (_, calls) => calls + 1);
        if (mostPerMinute is not { } most || IsWithin(most))
            return continuation(request, context);
        Interlocked.Increment(ref _refused);
        var refusal = new Status(StatusCode.ResourceExhausted, "429: too many requests");
        return new AsyncUnaryCall<TResponse>(
            Task.FromException<TResponse>(new RpcException(refusal)), Task.FromResult(new Metadata()), () => refusal, static () => [], static () => { });
    }

    private bool IsWithin(int most)
    {
        var now = TimeProvider.System.GetTimestamp();
        while (_taken.TryPeek(out var oldest) && TimeProvider.System.GetElapsedTime(oldest, now) > TimeSpan.FromMinutes(1))
            _taken.TryDequeue(out _);
        if (_taken.Count >= most)
            return false;
        _taken.Enqueue(now);
        return true;
    }
}

using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Calls of one endpoint alone, to compare its answer with those of the others.</summary>
internal sealed class EndpointCalls(EndpointPool pool, AlloraClientOptions options, PooledEndpoint endpoint) : IChainCalls
{
    // The more answers the better, but a network of many endpoints is not asked as a whole.
    private const int MostEndpoints = 4;

    /// <summary>Calls each of the endpoints that may be called now, in parallel; returns the answers that arrived.</summary>
    public static async Task<IReadOnlyList<TReply>> CallEachAsync<TReply>(
        EndpointPool pool, AlloraClientOptions options, Func<IChainCalls, Task<TReply>> call, CancellationToken cancellationToken)
    {
        var calls = pool.Endpoints.Where(static endpoint => endpoint.Health.RemainingWait <= TimeSpan.Zero).Take(MostEndpoints)
            .Select(endpoint => TryAsync(() => call(new EndpointCalls(pool, options, endpoint))));
        var answers = await Task.WhenAll(calls).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. answers.SelectMany(static answer => answer)];
    }

    public async Task<TReply> CallAsync<TRequest, TReply>(Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        (await CallWithHeightAsync(method, request, cancellationToken).ConfigureAwait(false)).Reply;

    public async Task<(TReply Reply, long Height)> CallWithHeightAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        var attempt = new CallAttempt<TRequest, TReply>(pool, endpoint, method, atHeight: 0, neededHeight: 0);
        var limit = options.DetectionDeadline < options.RequestTimeout ? options.DetectionDeadline : options.RequestTimeout;
        await attempt.RunAsync(request, limit, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return attempt.Reply is { } reply
            ? (reply, attempt.Height)
            : throw attempt.Failure ?? StatusErrors.TimedOut(method.Name, limit, new TimeoutException());
    }

    private static async Task<TReply[]> TryAsync<TReply>(Func<Task<TReply>> call)
    {
        try
        {
            return [await call().ConfigureAwait(false)];
        }
        catch (AlloraException)
        {
            // The endpoint's health has it; the others' answers count.
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}

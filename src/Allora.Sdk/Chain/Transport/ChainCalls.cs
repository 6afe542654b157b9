using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Sends unary calls, each with a time limit, and turns their failures into <see cref="AlloraException"/>. Calls that an endpoint cannot answer
/// are sent to the others within the same limit.
/// </summary>
internal sealed class ChainCalls(EndpointPool pool, AlloraClientOptions options) : IChainCalls
{
    public async Task<TReply> CallAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        (await CallAtAsync(method, request, height: 0, cancellationToken).ConfigureAwait(false)).Reply;

    /// <summary>Also returns the height that the answer was computed at, 0 if the node does not report it.</summary>
    public Task<(TReply Reply, long Height)> CallWithHeightAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        CallAtAsync(method, request, height: 0, cancellationToken);

    /// <summary>Queries the state after a past block; 0 for the latest.</summary>
    public async Task<(TReply Reply, long Height)> CallAtAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, long height, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        var answer = await new CallRace<TRequest, TReply>(pool, options, method, request, height).RunAsync(cancellationToken).ConfigureAwait(false);
        return (answer.Reply!, answer.Height);
    }

    /// <summary>
    /// Sends a request that depends on a block: an endpoint's refusal counts only once it has that block, and others are tried meanwhile.
    /// </summary>
    public async Task<(TReply Reply, long Height)> CallSinceAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, long neededHeight, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        // A height that no endpoint and no event has shown to be plausible is not waited for.
        var race = new CallRace<TRequest, TReply>(pool, options, method, request, atHeight: 0) { NeededHeight = Math.Min(neededHeight, pool.BestHeight) };
        var answer = await race.RunAsync(cancellationToken).ConfigureAwait(false);
        return (answer.Reply!, answer.Height);
    }

    /// <summary>
    /// Sends a request that only one endpoint needs to accept, and that is harmless if sent twice. An endpoint's rejection counts only if no other may
    /// have accepted it.
    /// </summary>
    /// <exception cref="AlloraException">No endpoint reported the outcome, or one rejected a request that another may have accepted.</exception>
    public async Task<TReply> DeliverAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, Func<TReply, bool> isTaken, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        // An endpoint that is behind forwards it as well as any other.
        var race = new CallRace<TRequest, TReply>(pool, options, method, request, atHeight: 0) { MayBeStale = true };
        var answer = await race.RunAsync(cancellationToken).ConfigureAwait(false);
        if (race.Unclear is not { } unclear || isTaken(answer.Reply!))
            return answer.Reply!;
        throw unclear.Failure ?? StatusErrors.TimedOut(method.Name, options.DetectionDeadline / pool.Endpoints.Count, new TimeoutException($"{unclear.Endpoint} had not answered yet"));
    }
}

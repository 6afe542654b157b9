using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Sends unary calls, each with a time limit, and turns their failures into <see cref="AlloraException"/>. What an endpoint cannot answer
/// goes to the others within the same limit.
/// </summary>
internal sealed class ChainCalls(EndpointPool pool, AlloraClientOptions options) : IChainCalls
{
    public async Task<TReply> CallAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        (await CallAtAsync(method, request, height: 0, cancellationToken).ConfigureAwait(false)).Reply;

    /// <summary>Also tells the height that the answer was computed at, 0 where the node does not.</summary>
    public Task<(TReply Reply, long Height)> CallWithHeightAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        CallAtAsync(method, request, height: 0, cancellationToken);

    /// <summary>Asks for the state after a past block; 0 for the newest.</summary>
    public async Task<(TReply Reply, long Height)> CallAtAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, long height, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        var answer = await new CallRace<TRequest, TReply>(pool, options, method, request, height).RunAsync(cancellationToken).ConfigureAwait(false);
        return (answer.Reply!, answer.Height);
    }

    /// <summary>
    /// Hands something over that only one endpoint need take, and that does no harm twice. One endpoint's no counts only where no other may
    /// have taken it.
    /// </summary>
    /// <exception cref="AlloraException">No endpoint told what became of it, or one refused what another may have taken.</exception>
    public async Task<TReply> DeliverAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, Func<TReply, bool> isTaken, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        // One that is behind passes it on as well as any other.
        var race = new CallRace<TRequest, TReply>(pool, options, method, request, atHeight: 0) { MayBeStale = true };
        var answer = await race.RunAsync(cancellationToken).ConfigureAwait(false);
        if (race.Unclear is not { } unclear || isTaken(answer.Reply!))
            return answer.Reply!;
        throw unclear.Failure ?? StatusErrors.TimedOut(method.Name, options.DetectionDeadline / pool.Endpoints.Count, new TimeoutException($"{unclear.Endpoint} had not answered yet"));
    }
}

using Grpc.Core;

namespace Allora.Sdk.Chain;

/// <summary>Sends queries to the chain's endpoints, each with a time limit, and turns failures into <see cref="AlloraException"/>.</summary>
internal interface IChainCalls
{
    /// <summary>Sends a query of the latest state.</summary>
    Task<TReply> CallAsync<TRequest, TReply>(Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class;

    /// <summary>The same, and returns the height that the reply was computed at; 0 if the node does not report it.</summary>
    Task<(TReply Reply, long Height)> CallWithHeightAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class;
}

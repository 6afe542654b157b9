using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Transport.Http;
using Grpc.Core;

namespace Allora.Sdk.Chain.Events;

/// <summary>The CometBFT RPC endpoints, the only source of past blocks' events.</summary>
internal sealed class RpcNodes(IReadOnlyList<AlloraEndpoint> endpoints, AlloraClientOptions options) : IDisposable
{
    private const string Method = "block_results";
    private const int MostAnswers = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<AlloraEndpoint, (HttpClient Http, RpcInvoker Rpc)> _open = [];
    private bool _disposed;

    public Task<IReadOnlyList<TypedEvent>> BlockEventsAsync(long height, CancellationToken cancellationToken) =>
        BlockResultsAsync(height, results => BlockFrameEvents.OfBlock(results, height), cancellationToken);

    /// <summary>The events by each endpoint that has them, at most a few, to compare them.</summary>
    public Task<IReadOnlyList<IReadOnlyList<TypedEvent>>> BlockEventsOfEachAsync(long height, CancellationToken cancellationToken) =>
        BlockResultsAsync(height, results => BlockFrameEvents.OfBlock(results, height), MostAnswers, cancellationToken);

    /// <summary>What a reader makes of a block's results; a result that it cannot read is the endpoint's fault, and the next one is tried.</summary>
    public async Task<T> BlockResultsAsync<T>(long height, Func<System.Text.Json.JsonElement, T> read, CancellationToken cancellationToken) =>
        (await BlockResultsAsync(height, read, mostAnswers: 1, cancellationToken).ConfigureAwait(false))[0];

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var (http, _) in _open.Values)
                http.Dispose();
            _open.Clear();
        }
    }

    private async Task<IReadOnlyList<T>> BlockResultsAsync<T>(long height, Func<System.Text.Json.JsonElement, T> read, int mostAnswers, CancellationToken cancellationToken)
    {
        AlloraException? told = null;
        var answers = new List<T>();
        foreach (var endpoint in endpoints)
        {
            using var limit = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                var results = await Of(endpoint).BlockResultsAsync(height, CallHeaders.Of(endpoint) ?? Metadata.Empty, either.Token).ConfigureAwait(false);
                answers.Add(read(results));
                if (answers.Count == mostAnswers)
                    break;
            }
            catch (RpcException failure)
            {
                told = StatusErrors.From(failure.Without(endpoint.Secrets), Method, endpoint.ToString());
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (OperationCanceledException slow)
            {
                told = StatusErrors.TimedOut(Method, options.RequestTimeout, slow);
            }
            catch (Exception broken) when (broken is not ObjectDisposedException)
            {
                told = StatusErrors.From(new RpcException(new Status(StatusCode.Unavailable, broken.Message, broken)).Without(endpoint.Secrets), Method, endpoint.ToString());
            }
        }

        if (answers.Count > 0)
            return answers;
        throw told ?? new AlloraException(AlloraErrorReason.Unavailable, isTransient: false, "The network has no CometBFT RPC endpoint, which is needed to query a past block's events.");
    }

    private RpcInvoker Of(AlloraEndpoint endpoint)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_open.TryGetValue(endpoint, out var open))
            {
                var http = ChannelFactory.CreateHttp(endpoint, options, static () => { });
                _open.Add(endpoint, open = (http, new RpcInvoker(http, endpoint.HttpAddress)));
            }

            return open.Rpc;
        }
    }
}

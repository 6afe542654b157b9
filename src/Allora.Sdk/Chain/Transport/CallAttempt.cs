using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Transport.Http;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>One request to one endpoint, and its outcome.</summary>
internal sealed class CallAttempt<TRequest, TReply>(EndpointPool pool, PooledEndpoint endpoint, Method<TRequest, TReply> method, long atHeight, long neededHeight)
    where TRequest : class
    where TReply : class
{
    // Several nodes may be behind one address: the one that has the block, and the one that refused.
    private static readonly TimeSpan[] RepeatPauses = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(180)];

    private readonly BlockWait _block = new(pool, endpoint, neededHeight);
    private TimeSpan? _pushback;

    public PooledEndpoint Endpoint => endpoint;

    /// <summary>Completes if the endpoint refused the request before it had the needed block; the attempt then waits for the block.</summary>
    public Task Behind => _block.Behind;

    /// <summary>Whether the race has reacted to <see cref="Behind"/>.</summary>
    public bool IsNoticed { get; set; }

    /// <summary>Whether the refusal is of a state before the needed block.</summary>
    public bool IsTooEarly { get; private set; }

    /// <summary>When it was sent: a timestamp of the clock.</summary>
    public long Since { get; private set; }

    public TReply? Reply { get; private set; }

    /// <summary>The height that the answer was computed at, 0 if the node does not report it.</summary>
    public long Height { get; private set; }

    /// <summary>Why there is no reply; also null if the caller cancelled.</summary>
    public AlloraException? Failure { get; private set; }

    /// <summary>Whether the chain itself returned the error, so that no other endpoint would answer differently.</summary>
    public bool IsRefusal { get; private set; }

    /// <summary>Whether the endpoint did not answer within its time.</summary>
    public bool WasSilent { get; private set; }

    /// <summary>Whether the connection ended during the request.</summary>
    public bool HasLostConnection { get; private set; }

    /// <summary>Whether the endpoint may have received the request: false only if no connection was made.</summary>
    public bool MayHaveArrived { get; private set; } = true;

    /// <summary>Ends with an answer, a failure, a timeout, or by the token; none of them throws.</summary>
    public async Task RunAsync(TRequest request, TimeSpan timeout, TimeProvider time, CancellationToken over)
    {
        // Not gRPC's own deadline, which uses the machine's clock instead of TimeProvider.
        using var limit = new CancellationTokenSource(timeout, time);
        var link = over.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        await using var linked = link.ConfigureAwait(false);
        var channel = endpoint.Enter();
        var since = Since = time.GetTimestamp();
        try
        {
            await CallAsync(request, channel, time, limit.Token).ConfigureAwait(false);
            // A past height does not show how far the endpoint is.
            pool.Answered(endpoint, atHeight == 0 ? Height : 0, since);
        }
        catch (RpcException) when (over.IsCancellationRequested)
        {
            // No sign of the endpoint's health.
        }
        catch (RpcException early) when (IsTooEarly)
        {
            Failure = StatusErrors.From(endpoint.WithoutSecrets(early), method.Name, endpoint.ToString());
            IsRefusal = true;
        }
        catch (RpcException failure) when (limit.IsCancellationRequested)
        {
            pool.WentSilent(endpoint, channel, since);
            WasSilent = true;
            Failure = StatusErrors.TimedOut(method.Name, timeout, endpoint.WithoutSecrets(failure));
        }
        catch (RpcException failure)
        {
            Failure = StatusErrors.From(endpoint.WithoutSecrets(failure), method.Name, endpoint.ToString());
            IsRefusal = !pool.Failed(endpoint, failure, since, _pushback);
            if (IsRefusal)
                return;
            HasLostConnection = CallVerdicts.HasLostConnection(failure);
            MayHaveArrived = !CallVerdicts.IsUndelivered(failure);
        }
        finally
        {
            channel.Leave();
        }
    }

    // A refusal counts only if the endpoint had the needed block before it received the request.
    private async Task CallAsync(TRequest request, PooledChannel channel, TimeProvider time, CancellationToken limit)
    {
        var hadBlock = neededHeight <= endpoint.Health.LastReported;
        var repeats = 0;
        while (true)
        {
            try
            {
                await CallOnceAsync(request, channel, limit).ConfigureAwait(false);
                return;
            }
            catch (RpcException refusal) when (!hadBlock && StatusTable.Of(refusal.Status).Verdict == CallVerdict.Answered)
            {
                hadBlock = true;
                IsTooEarly = !await _block.ArrivesAsync(channel, time, limit).ConfigureAwait(false);
                if (IsTooEarly)
                    throw;
            }
            catch (RpcException refusal) when (repeats < RepeatPauses.Length && neededHeight > 0 && IsOfMissingBlock(refusal))
            {
                await Task.Delay(RepeatPauses[repeats++], time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static bool IsOfMissingBlock(RpcException refusal) =>
        ErrorTexts.ChainErrorOf(ErrorTexts.Bounded(refusal.Status.Detail))?.Reason is AlloraErrorReason.NonceNotOpen or AlloraErrorReason.WindowNotOpen;

    private async Task CallOnceAsync(TRequest request, PooledChannel channel, CancellationToken limit)
    {
        var headers = atHeight == 0 ? endpoint.Headers : CallHeaders.Join(CallHeaders.AtHeight(atHeight), endpoint.Headers);
        using var call = channel.Invoker.AsyncUnaryCall(method, host: null, new CallOptions(headers, cancellationToken: limit), request);
        try
        {
            Reply = await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException failure) when (StatusTable.Of(failure.Status).Verdict == CallVerdict.Busy)
        {
            _pushback = await CallVerdicts.PushbackAsync(call, failure).ConfigureAwait(false);
            throw;
        }

        Height = CallHeaders.HeightOf(await call.ResponseHeadersAsync.ConfigureAwait(false));
    }
}

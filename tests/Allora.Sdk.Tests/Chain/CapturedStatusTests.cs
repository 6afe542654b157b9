using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

/// <summary>Every recorded call, whatever its service, goes byte for byte through the invoker that generated clients use.</summary>
public class CapturedStatusTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    // The statuses of queries, by hand from the facts; those of Simulate, BroadcastTx and GetTx have tests of their own.
    private static readonly Dictionary<string, AlloraErrorReason> Reasons = new()
    {
        ["block-by-height-future"] = AlloraErrorReason.NotSynced,
        ["account-info-not-found"] = AlloraErrorReason.UnknownAccount,
        ["account-info-wrong-prefix"] = AlloraErrorReason.InvalidRequest,
        ["account-info-garbage-address"] = AlloraErrorReason.InvalidRequest,
        ["account-info-empty"] = AlloraErrorReason.InvalidRequest,
        ["account-any-not-found"] = AlloraErrorReason.UnknownAccount,
        ["balance-bad-denom"] = AlloraErrorReason.InvalidRequest,
        ["balance-at-future-height"] = AlloraErrorReason.NotSynced,
        ["balance-at-bad-height"] = AlloraErrorReason.InvalidRequest,
        ["unknown-service"] = AlloraErrorReason.WrongSchema,
        ["unknown-method"] = AlloraErrorReason.WrongSchema,
        ["garbage-request"] = AlloraErrorReason.InvalidRequest,
        ["topic-not-found"] = AlloraErrorReason.UnknownTopic,
        ["worker-registered-unknown-topic"] = AlloraErrorReason.UnknownTopic,
        ["broadcast-empty"] = AlloraErrorReason.InvalidRequest,
        ["broadcast-mode-unspecified"] = AlloraErrorReason.InvalidRequest,
        ["broadcast-mode-block"] = AlloraErrorReason.InvalidRequest,
        ["get-tx-not-found"] = AlloraErrorReason.NotFound,
        ["get-tx-bad-hash"] = AlloraErrorReason.InvalidRequest,
        ["get-tx-empty-hash"] = AlloraErrorReason.InvalidRequest,
        ["get-tx-still-pending"] = AlloraErrorReason.NotFound,
        ["txs-bad-query"] = AlloraErrorReason.InvalidRequest,
        ["window-status-unknown-topic"] = AlloraErrorReason.UnknownTopic,
        ["window-status-bad-address"] = AlloraErrorReason.InvalidRequest,
        ["gas-price-unknown-denom"] = AlloraErrorReason.WrongFeeDenom,
        ["gas-price-no-denom"] = AlloraErrorReason.WrongFeeDenom,
        ["feegrant-allowance-none"] = AlloraErrorReason.NoFeeGrant,
    };

    [Fact]
    public async Task Every_recorded_answer_comes_through_unchanged()
    {
        CapturedCall? current = null;
        await using var server = await ReplayServer.StartAsync(
            call => call.Method == current!.Method && call.Request.AsSpan().SequenceEqual(current.Request)
                ? current.Answer
                : ReplayAnswer.Fail(StatusCode.FailedPrecondition, "another request"));
        await using var client = new AlloraClient(server.Network);
        foreach (var captured in CapturedCall.All)
        {
            current = captured;
            var parts = captured.Method.Split('/');
            var method = new Method<byte[], byte[]>(MethodType.Unary, parts[1], parts[2], Bytes, Bytes);
            var options = new CallOptions(cancellationToken: TestContext.Current.CancellationToken);
            using var call = client.Invoker.AsyncUnaryCall(method, null, options, captured.Request);
            if (captured.Succeeded)
            {
                Assert.Equal(captured.Answer.Body, await call);
                continue;
            }

            var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
            Assert.Equal((captured.Answer.Status, captured.Answer.Message), (failure.StatusCode, failure.Status.Detail));
        }

        Assert.Equal(253, CapturedCall.All.Count);
    }

    [Fact]
    public void Every_recorded_status_of_a_query_has_a_reason()
    {
        var failed = CapturedCall.All.Where(call => !call.Succeeded && call.ShortMethod != "Simulate").ToList();

        Assert.Equal(Reasons.Keys.Order(), failed.Select(call => call.Name).Order());
        Assert.All(failed, call =>
        {
            var failure = StatusErrors.From(new RpcException(new Status(call.Answer.Status, call.Answer.Message)), call.ShortMethod);
            Assert.Equal(Reasons[call.Name], failure.Reason);
            Assert.Equal(failure.Reason is AlloraErrorReason.NotSynced or AlloraErrorReason.WrongSchema, failure.IsTransient);
            Assert.StartsWith(call.ShortMethod + ": ", failure.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_text_alone_tells_the_pair_that_the_chain_gave_with_it()
    {
        // The chain gives the same sentence with its pair in CheckTx and in blocks, and without it in simulations.
        var verdicts = CapturedCall.Of("GetTx").Concat(CapturedCall.Of("BroadcastTx"))
            .Where(call => call.Succeeded && call.Response.ValueKind == System.Text.Json.JsonValueKind.Object)
            .Select(call => call.Response.GetProperty("txResponse"))
            .Where(response => response.TryGetProperty("rawLog", out _))
            .Select(response => (
                Text: response.GetProperty("rawLog").GetString()!,
                Codespace: response.GetProperty("codespace").GetString()!,
                Code: response.GetProperty("code").GetUInt32()))
            .Where(verdict => !verdict.Text.StartsWith("unable to get min gas price", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(40, verdicts.Count);
        Assert.All(verdicts, verdict =>
        {
            var told = ErrorTexts.ChainErrorOf($"{verdict.Text} [cosmos/cosmos-sdk@v0.50.14/some/file.go:1] with gas used: '12868'");
            Assert.Equal((verdict.Codespace, verdict.Code, verdict.Text), (told?.Codespace, told?.Code, told?.Log));
        });
    }
}

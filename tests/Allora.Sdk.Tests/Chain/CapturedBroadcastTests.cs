using System.Text.Json;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

/// <summary>Every recorded broadcast goes through the client: same bytes out, the node's bytes in.</summary>
public class CapturedBroadcastTests
{
    private static readonly string[] NotSync = ["broadcast-mode-unspecified", "broadcast-mode-block"];

    private static readonly string[] NotUtf8 = ["older-broadcast-unknown-account", "feegrant-broadcast-no-grant"];

    // Written down by hand from the facts; everything else was accepted.
    private static readonly Dictionary<string, (AlloraErrorReason Reason, bool IsTransient)> Refusals = new()
    {
        ["broadcast-sequence-too-high"] = (AlloraErrorReason.SequenceMismatch, true),
        ["broadcast-sequence-too-low"] = (AlloraErrorReason.SequenceMismatch, true),
        ["broadcast-fee-too-low"] = (AlloraErrorReason.InsufficientFee, true),
        ["broadcast-fee-none"] = (AlloraErrorReason.InsufficientFee, true),
        ["broadcast-fee-wrong-denom"] = (AlloraErrorReason.WrongFeeDenom, false),
        ["broadcast-bad-signature"] = (AlloraErrorReason.SignatureRejected, false),
        ["broadcast-wrong-chain-id"] = (AlloraErrorReason.SignatureRejected, false),
        ["broadcast-wrong-account-number"] = (AlloraErrorReason.SignatureRejected, false),
        ["broadcast-out-of-gas-in-check"] = (AlloraErrorReason.OutOfGas, true),
        ["broadcast-timeout-height-passed"] = (AlloraErrorReason.WindowEnded, false),
        ["broadcast-memo-too-long"] = (AlloraErrorReason.MemoTooLarge, false),
        ["broadcast-unknown-account"] = (AlloraErrorReason.UnknownAccount, false),
        ["broadcast-signer-is-not-sender"] = (AlloraErrorReason.WrongSigner, false),
        ["broadcast-unknown-message-type"] = (AlloraErrorReason.WrongSchema, true),
        ["broadcast-no-messages"] = (AlloraErrorReason.InvalidRequest, false),
        ["broadcast-cannot-pay-fee"] = (AlloraErrorReason.InsufficientFunds, false),
        ["broadcast-garbage"] = (AlloraErrorReason.WrongSchema, true),
        ["broadcast-same-bytes-again-while-pending"] = (AlloraErrorReason.AlreadyKnown, false),
        ["broadcast-same-bytes-after-inclusion"] = (AlloraErrorReason.AlreadyKnown, false),
        ["broadcast-low-gas"] = (AlloraErrorReason.OutOfGas, true),
        ["payload-broadcast-timeout-height-at-window-end"] = (AlloraErrorReason.WindowEnded, false),
        ["older-broadcast-unknown-account"] = (AlloraErrorReason.UnknownAccount, false),
        ["older-broadcast-unknown-message-type"] = (AlloraErrorReason.WrongSchema, true),
        ["pending-other-bytes-same-sequence"] = (AlloraErrorReason.SequenceMismatch, true),
        ["feegrant-broadcast-no-grant"] = (AlloraErrorReason.NoFeeGrant, false),
    };

    public static TheoryData<string> Answered =>
        [.. CapturedCall.Of("BroadcastTx").Where(call => call.Succeeded).Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task The_nodes_verdict_is_a_result(string name)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var result = await client.BroadcastAsync(Transaction(captured), TestContext.Current.CancellationToken);

        Assert.Equal(Refusals.GetValueOrDefault(name), result.Error is null ? default : (result.Error.Reason, result.Error.IsTransient));
        if (NotUtf8.Contains(name))
            return;

        var recorded = captured.Response.GetProperty("txResponse");
        Assert.Equal(Text(recorded, "txhash"), result.Hash);
        Assert.Equal(Text(recorded, "codespace"), result.Error?.Codespace);
        Assert.Equal(Text(recorded, "rawLog") ?? (result.Error is null ? null : ""), result.Error?.Log);
        Assert.Equal(recorded.TryGetProperty("code", out var code) ? code.GetUInt32() : 0, result.Error?.Code ?? 0);
    }

    [Theory]
    [InlineData("older-broadcast-unknown-account", "791A94EE15A9FA879DADCBD07FC67EC358321F473C52F4141F5921229D103C5B", 9u, " does not exist: unknown address")]
    [InlineData("feegrant-broadcast-no-grant", "C96D7CCC0014AF109CB18F007BF58ACE7FF44F7D8C57595C1B467A2BA64F071D", 38u, ": fee-grant not found: not found")]
    public async Task A_verdict_whose_text_is_not_UTF8_is_read_all_the_same(string name, string hash, uint code, string end)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var result = await client.BroadcastAsync(Transaction(captured), TestContext.Current.CancellationToken);

        Assert.Equal(hash, result.Hash);
        Assert.Equal(("sdk", code), (result.Error?.Codespace, result.Error?.Code));
        Assert.Contains('\uFFFD', result.Error!.Log);
        Assert.EndsWith(end, result.Error.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_transaction_is_refused_without_a_verdict()
    {
        var captured = CapturedCall.Get("broadcast-empty");
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(
            () => client.BroadcastAsync(ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken));

        Assert.Equal((AlloraErrorReason.InvalidRequest, false, StatusCode.InvalidArgument), (failure.Reason, failure.IsTransient, failure.Status));
        Assert.Equal("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", failure.TransactionHash);
    }

    [Fact]
    public void Nothing_recorded_is_left_out()
    {
        var broadcasts = CapturedCall.Of("BroadcastTx").Select(call => call.Name).ToList();

        Assert.Equal(["broadcast-empty", .. NotSync], broadcasts.Except(Answered.Select(row => row.Data)));
        Assert.Equal([], Refusals.Keys.Except(broadcasts));
    }

    private static byte[] Transaction(CapturedCall captured) =>
        captured.Json.TryGetProperty("request", out var request)
            ? request.GetProperty("txBytes").GetBytesFromBase64()
            : Protos.Cosmos.Tx.V1Beta1.BroadcastTxRequest.Parser.ParseFrom(captured.Request).TxBytes.ToByteArray();

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

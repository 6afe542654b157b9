using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

/// <summary>Every recorded simulation goes through the client: same bytes out, the node's bytes in.</summary>
public class CapturedSimulateTests
{
    // What each refusal is, written down by hand from the facts. The pair is what a block gives for the same mistake.
    private static readonly Dictionary<string, (string Codespace, uint Code, AlloraErrorReason Reason)> Refusals = new()
    {
        ["simulate-wrong-sequence"] = ("sdk", 32, AlloraErrorReason.SequenceMismatch),
        ["simulate-insufficient-funds"] = ("sdk", 5, AlloraErrorReason.InsufficientFunds),
        ["simulate-garbage"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["simulate-unknown-account"] = ("sdk", 9, AlloraErrorReason.UnknownAccount),
        ["simulate-unknown-message-type"] = ("sdk", 6, AlloraErrorReason.WrongSchema),
        ["older-simulate-unknown-account"] = ("sdk", 9, AlloraErrorReason.UnknownAccount),
        ["older-simulate-unknown-message-type"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["feegrant-simulate-unknown-account"] = ("sdk", 9, AlloraErrorReason.UnknownAccount),
        ["pending-simulate-same-sequence"] = ("sdk", 32, AlloraErrorReason.SequenceMismatch),
        ["pending-simulate-after-next"] = ("sdk", 32, AlloraErrorReason.SequenceMismatch),
        ["second-message-fails-simulate"] = ("undefined", 1, AlloraErrorReason.AlreadySubmitted),
        ["payload-simulate-bad-inner-signature"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-no-inner-signature"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-pubkey-of-another-wallet"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-no-pubkey"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-value-not-canonical"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-plain-small"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-plus-sign"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-leading-zeros"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-leading-dot"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-trailing-dot"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-nan"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["payload-simulate-value-infinity"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["payload-simulate-value-empty"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-value-garbage"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["payload-simulate-value-1E+100"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["payload-simulate-value-1E-100"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["payload-simulate-neither-inference-nor-forecast"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-worker-is-another"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-inferer-is-another"] = ("sdk", 4, AlloraErrorReason.SignatureRejected),
        ["payload-simulate-sender-is-another"] = ("sdk", 32, AlloraErrorReason.SequenceMismatch),
        ["payload-simulate-inference-height-differs"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-unknown-topic"] = ("emissions", 6, AlloraErrorReason.UnknownTopic),
        ["payload-simulate-topic-zero"] = ("sdk", 29, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-future-nonce"] = ("emissions", 75, AlloraErrorReason.NonceNotOpen),
        ["payload-simulate-nonce-off-by-one"] = ("emissions", 75, AlloraErrorReason.NonceNotOpen),
        ["payload-simulate-previous-nonce"] = ("emissions", 75, AlloraErrorReason.NonceNotOpen),
        ["payload-simulate-nonce-zero"] = ("sdk", 29, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-nonce-negative"] = ("sdk", 29, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-worker-not-registered"] = ("emissions", 13, AlloraErrorReason.NotRegistered),
        ["payload-simulate-single-empty-label"] = ("emissions", 95, AlloraErrorReason.InvalidLabels),
        ["payload-simulate-single-wrong-label"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["payload-simulate-single-two-labels"] = ("emissions", 97, AlloraErrorReason.InvalidLabels),
        ["payload-simulate-not-on-topic-whitelist"] = ("emissions", 83, AlloraErrorReason.NotPermitted),
        ["payload-simulate-second-submission"] = ("undefined", 1, AlloraErrorReason.AlreadySubmitted),
        ["payload-simulate-window-closed"] = ("emissions", 75, AlloraErrorReason.NonceNotOpen),
        ["register-simulate-again"] = ("emissions", 8, AlloraErrorReason.AlreadyRegistered),
        ["register-simulate-unknown-topic"] = ("emissions", 23, AlloraErrorReason.UnknownTopic),
        ["register-simulate-no-owner"] = ("sdk", 7, AlloraErrorReason.InvalidRequest),
        ["multi-simulate-unity-broken"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["multi-simulate-not-on-label-whitelist"] = ("emissions", 96, AlloraErrorReason.InvalidLabels),
        ["multi-simulate-duplicate-label"] = ("emissions", 95, AlloraErrorReason.InvalidLabels),
        ["multi-simulate-too-many"] = ("emissions", 97, AlloraErrorReason.InvalidLabels),
        ["multi-simulate-zero-width"] = ("emissions", 95, AlloraErrorReason.InvalidLabels),
        ["multi-simulate-plain-value-only"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["multi-simulate-empty-values"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["multi-simulate-long-label"] = ("emissions", 95, AlloraErrorReason.InvalidLabels),
        ["reputer-simulate-too-early"] = ("emissions", 68, AlloraErrorReason.WindowNotOpen),
        ["reputer-simulate-bad-signature"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["reputer-simulate-not-canonical"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["reputer-simulate-nan"] = ("sdk", 2, AlloraErrorReason.WrongSchema),
        ["reputer-simulate-unknown-nonce"] = ("emissions", 75, AlloraErrorReason.NonceNotOpen),
        ["reputer-simulate-no-inferer-values"] = ("sdk", 18, AlloraErrorReason.InvalidRequest),
        ["reputer-simulate-second"] = ("undefined", 1, AlloraErrorReason.AlreadySubmitted),
        ["reputer-simulate-not-registered"] = ("emissions", 13, AlloraErrorReason.NotRegistered),
        ["reputer-simulate-closed"] = ("emissions", 75, AlloraErrorReason.NonceNotOpen),
    };

    public static TheoryData<string> Accepted =>
        [.. CapturedCall.Of("Simulate").Where(call => call.Succeeded).Select(call => call.Name)];

    public static TheoryData<string> Refused => [.. CapturedCall.Of("Simulate").Where(call => !call.Succeeded).Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task What_the_node_accepted_tells_gas_and_height(string name)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var result = await client.SimulateAsync(Transaction(captured), TestContext.Current.CancellationToken);

        Assert.Equal(captured.Response.GetProperty("gasInfo").GetProperty("gasUsed").GetString(), $"{result.GasUsed}");
        Assert.Equal(captured.Answer.Height, $"{result.Height}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_the_node_refused_is_recovered_as_the_pair_that_a_block_would_give(string name)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(
            () => client.SimulateAsync(Transaction(captured), TestContext.Current.CancellationToken));

        var (codespace, code, reason) = Refusals[name];
        Assert.Equal(reason, failure.Reason);
        Assert.Equal((codespace, code, reason), (failure.ChainError?.Codespace, failure.ChainError?.Code, failure.ChainError?.Reason));
        Assert.Equal(StatusCode.Unknown, failure.Status);
        Assert.DoesNotContain("gas used", failure.ChainError!.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(".go:", failure.ChainError.Log, StringComparison.Ordinal);
        Assert.Equal(ErrorMap.IsTransient(reason), failure.IsTransient);
    }

    [Fact]
    public void The_expected_sequence_is_told()
    {
        var failure = ErrorTexts.ChainErrorOf(CapturedCall.Get("simulate-wrong-sequence").Answer.Message);

        Assert.Equal(26ul, ErrorMap.ExpectedSequence(failure!));
    }

    private static byte[] Transaction(CapturedCall captured) =>
        captured.Json.GetProperty("request").TryGetProperty("txBytes", out var bytes)
            ? bytes.GetBytesFromBase64()
            : throw new InvalidOperationException($"{captured} holds no transaction.");
}

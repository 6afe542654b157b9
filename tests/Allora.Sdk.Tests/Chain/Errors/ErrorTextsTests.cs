using Allora.Sdk.Chain.Errors;

namespace Allora.Sdk.Tests.Chain.Errors;

public class ErrorTextsTests
{
    [Theory]
    [InlineData("codespace emissions code 23: topic does not exist: error getting topic", "emissions", 23u, "topic does not exist: error getting topic")]
    [InlineData("codespace sdk code 26: invalid height: cannot query with height in the future", "sdk", 26u, "invalid height: cannot query with height in the future")]
    [InlineData("codespace wasm code 5: not yet known", "wasm", 5u, "not yet known")]
    public void A_named_pair_is_taken(string text, string codespace, uint code, string log)
    {
        var error = ErrorTexts.ChainErrorOf(text);

        Assert.Equal((codespace, code, log), (error?.Codespace, error?.Code, error?.Log));
    }

    // The causes that no capture holds.
    [Theory]
    [InlineData("invalid sequence", "sdk", 3u)]
    [InlineData("invalid coins", "sdk", 10u)]
    [InlineData("maximum number of signatures exceeded", "sdk", 14u)]
    [InlineData("no signatures supplied", "sdk", 15u)]
    [InlineData("tx already in mempool", "sdk", 19u)]
    [InlineData("mempool is full", "sdk", 20u)]
    [InlineData("tx too large", "sdk", 21u)]
    [InlineData("tx intended signer does not match the given signer", "sdk", 24u)]
    [InlineData("invalid chain-id", "sdk", 28u)]
    [InlineData("unknown extension options", "sdk", 31u)]
    [InlineData("failed unpacking protobuf message from Any", "sdk", 34u)]
    [InlineData("feature not supported", "sdk", 37u)]
    [InlineData("reputer already registered in topic", "emissions", 7u)]
    [InlineData("address is not registered in this topic", "emissions", 10u)]
    [InlineData("insufficient stake to register", "emissions", 11u)]
    [InlineData("topic registrant does not have enough denom", "emissions", 48u)]
    [InlineData("invalid value", "emissions", 52u)]
    [InlineData("worker nonce window not available", "emissions", 67u)]
    [InlineData("not permitted to create topic", "emissions", 82u)]
    public void A_cause_names_its_pair_and_a_reason(string cause, string codespace, uint code)
    {
        string[] texts = [cause, $"failed to execute message; message index: 0: {cause} [x/y.go:1] with gas used: '1'"];

        Assert.All(texts, text =>
        {
            var error = ErrorTexts.ChainErrorOf(text);
            Assert.Equal((codespace, code), (error?.Codespace, error?.Code));
            Assert.NotEqual(AlloraErrorReason.Unknown, error?.Reason);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("codespace sdk code x: unauthorised")]
    [InlineData("codespace sdk code 99999999999: too large")]
    [InlineData("codespace sdk")]
    [InlineData("codespace sdk code 0: fine")]
    [InlineData("unauthorized: but that was long ago")]
    [InlineData("tx not found: BE55D1D4764B5D82EE01EB4B88D926389112D9A076CF86F760686FAF5195D943")]
    public void Other_texts_name_no_pair(string text) => Assert.Null(ErrorTexts.ChainErrorOf(text));

    [Theory]
    [InlineData("a: invalid request [x/y.go:1] with gas used: '12'", "a: invalid request")]
    [InlineData("a: invalid request [x/y.go:1]", "a: invalid request")]
    [InlineData("a: invalid request with gas used: '12'", "a: invalid request")]
    [InlineData("label \"[x]\" is bad: invalid label name [x/y.go:1] with gas used: '12'", "label \"[x]\" is bad: invalid label name")]
    [InlineData("a: invalid request", "a: invalid request")]
    [InlineData("]", "]")]
    public void A_simulations_trace_is_cut_off(string text, string expected) => Assert.Equal(expected, ErrorTexts.WithoutTrace(text));

    [Fact]
    public void A_label_of_the_users_cannot_pass_for_another_error()
    {
        var error = ErrorTexts.ChainErrorOf(
            "failed to execute message; message index: 0: input inference failed label validation: "
            + "label \"x: inference already submitted\" is not in topic label whitelist: label is not in the topic's label whitelist "
            + "[x/label.go:1] with gas used: '100000'");

        Assert.Equal(("emissions", 96u, AlloraErrorReason.InvalidLabels), (error?.Codespace, error?.Code, error?.Reason));
    }
}

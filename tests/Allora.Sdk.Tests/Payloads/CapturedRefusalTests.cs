using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Roles;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Payloads;

/// <summary>
/// What a real node refused for its labels, values, forecasts or losses is refused here before anything is paid, with the field and the rule;
/// what it accepted is not. A capture of such a refusal without a line here fails the last test.
/// </summary>
public sealed class CapturedRefusalTests
{
    // The chain's limit, as its parameters gave it (max_elements_per_forecast).
    private const ulong ForecastLimit = 12;

    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "multi-simulate-unity-broken", "values: ", "sum is 1.1, but topic 1 requires a sum of 1 (require_unity) within 0.001" },
        { "multi-simulate-not-on-label-whitelist", "values[1].label: ", "\"left\" is not on the label white list of topic 1 (up, down, flat)" },
        { "multi-simulate-duplicate-label", "values[1].label: ", "\"up\" is listed twice" },
        { "multi-simulate-too-many", "values: ", "4 labels, but topic 1 takes at most 3" },
        { "multi-simulate-zero-width", "values[0].label: ", "holds U+200B, a control or format character" },
        { "multi-simulate-plain-value-only", "values: ", "takes a value for each label (up, down, flat)" },
        { "multi-simulate-empty-values", "values: ", "takes a value for each label (up, down, flat)" },
        { "multi-simulate-long-label", "values[0].label: ", "has 65 bytes of UTF-8, but the chain accepts at most 64" },
        { "refused-in-block-label-not-whitelisted", "values[0].label: ", "not on the label white list" },
        { "refused-in-block-label-duplicate", "values[1].label: ", "\"up\" is listed twice" },
        { "refused-in-block-labels-too-many", "values: ", "4 labels, but topic 1 takes at most 3" },
        { "refused-in-block-label-control-character", "values[0].label: ", "holds U+200B" },
        { "refused-in-block-unity-broken", "values: ", "sum is 1.2, but topic 1 requires a sum of 1" },
        { "refused-in-block-labels-missing", "values: ", "takes a value for each label" },
        { "refused-in-block-neither", "inference, forecast: ", "a payload needs at least one of them" },
        { "payload-simulate-neither-inference-nor-forecast", "inference, forecast: ", "a payload needs at least one of them" },
        { "payload-simulate-single-empty-label", "values[0].label: ", "takes one value, whose label is \"y\"" },
        { "payload-simulate-single-wrong-label", "values[0].label: ", "\"x\", but topic 2 takes one value" },
        { "payload-simulate-single-two-labels", "values: ", "2 labels, but topic 2 takes one value" },
        { "payload-simulate-nonce-zero", "nonce: ", "a nonce is a height above 0" },
        { "payload-simulate-nonce-negative", "nonce: ", "a nonce is a height above 0" },
        // Ours: the chain takes these and drops what it has no use for.
        { "refused-in-block-forecast-13-elements", "forecast_elements: ", "13 of them, but the chain uses at most 12" },
        { "payload-simulate-forecast-duplicate-inferer", "forecast_elements[1].inferer: ", "is listed twice" },
    };

    /// <summary>Spellings that fail the inner signature: here the number is spelled as the chain does, so none of them is ever sent.</summary>
    public static TheoryData<string> Respelled { get; } =
    [
        "payload-simulate-value-not-canonical", "payload-simulate-value-plain-small", "payload-simulate-value-plus-sign",
        "payload-simulate-value-leading-zeros", "payload-simulate-value-leading-dot", "payload-simulate-value-trailing-dot",
    ];

    public static TheoryData<string, double, string> NoNumbers { get; } = new()
    {
        { "payload-simulate-value-nan", double.NaN, "is not a finite number" },
        { "payload-simulate-value-infinity", double.PositiveInfinity, "is not a finite number" },
        { "payload-simulate-value-1E+100", 1e100, "no value larger than 1E+40" },
        { "payload-simulate-value-1E-100", 1e-100, "no value closer to zero than 1E-40" },
        { "payload-simulate-value-garbage", double.NaN, "is not a finite decimal number" },
        { "payload-simulate-value-empty", double.NaN, "is not a finite decimal number" },
    };

    public static TheoryData<string> Accepted { get; } = [.. CapturedMessages.All
        .Where(call => IsPayload(call.Text("name")) && CapturedMessages.Refusal(call).Length == 0 && Refused.All(row => row.Data.Item1 != call.Text("name")))
        .Select(call => call.Text("name"))];

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_captured_refusal_names_its_field_and_rule(string name, string field, string rule)
    {
        var payload = CapturedMessages.Read(CapturedMessages.Worker(name));
        var refusal = Assert.Throws<AlloraException>(() => WorkerPayloadRules.Require(payload, TopicOf(payload), takesLabels: true, ForecastLimit));
        Assert.StartsWith(field, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(rule, refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsTransient);
        Assert.Contains(refusal.Reason, new[] { AlloraErrorReason.InvalidLabels, AlloraErrorReason.InvalidPrediction });
    }

    [Theory]
    [MemberData(nameof(Respelled))]
    public void A_spelling_that_fails_the_signature_is_never_sent(string name)
    {
        var given = ValueOf(name);
        Assert.Contains("signature verification failed", CapturedMessages.Refusal(CapturedMessages.Find(name)), StringComparison.Ordinal);
        var value = ChainDecimal.Parse(given);
        Assert.NotEqual(given, value.ToString());
        var bundle = new PayloadEncodingV10().Bundle(new WorkerPayload { Worker = "w", TopicId = 2, Nonce = 3, Labels = [KeyValuePair.Create("y", value)] });
        var written = Protos.Emissions.V10.InputInferenceForecastBundle.Parser.ParseFrom(bundle).Inference.Values[0].Value;
        Assert.Equal(ChainDecimal.Parse(written).ToString(), written);
    }

    [Theory]
    [MemberData(nameof(NoNumbers))]
    public void What_is_no_number_of_the_chain_is_no_prediction(string name, double value, string rule)
    {
        var text = ValueOf(name);
        Assert.Contains(double.IsFinite(value) ? rule : "is not a finite decimal number", Assert.Throws<FormatException>(() => ChainDecimal.Parse(text)).Message, StringComparison.Ordinal);
        if (text is "abc" or "")
            return;
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Prediction.Value(value));
        Assert.Equal("value", refusal.ParamName);
        Assert.Contains(rule, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void What_the_node_accepted_keeps_the_rules(string name)
    {
        var payload = CapturedMessages.Read(CapturedMessages.Worker(name));
        WorkerPayloadRules.Require(payload, TopicOf(payload), takesLabels: true, ForecastLimit);
    }

    [Fact]
    public void A_bundle_without_inferers_is_refused()
    {
        var bundle = CapturedMessages.Read(CapturedMessages.Reputer("reputer-simulate-no-inferer-values").ValueBundle);
        var refusal = Assert.Throws<AlloraException>(() => ReputerBundleRules.Require(bundle));
        Assert.StartsWith("inferer_values: there are none", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_with_a_worker_twice_is_refused_though_the_node_took_it()
    {
        var bundle = CapturedMessages.Read(CapturedMessages.Reputer("reputer-simulate-duplicate-worker").ValueBundle);
        var refusal = Assert.Throws<AlloraException>(() => ReputerBundleRules.Require(bundle));
        Assert.StartsWith("inferer_values[1].worker: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is listed twice", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reputer-simulate-nan")]
    [InlineData("reputer-simulate-not-canonical")]
    public void A_bundle_never_holds_what_is_no_number_or_another_spelling(string name)
    {
        var text = CapturedMessages.Reputer(name).ValueBundle.CombinedValue;
        if (text == "NaN")
            Assert.Throws<FormatException>(() => ChainDecimal.Parse(text));
        else
            Assert.NotEqual(text, ChainDecimal.Parse(text).ToString());
        var builder = new ReputerBundleBuilder(LossFunction.Of(_ => double.NaN));
        var network = new NetworkInference
        {
            TopicId = 2,
            Nonce = 271,
            Combined = NetworkValue.Of(ChainDecimal.Zero),
            Naive = NetworkValue.Of(ChainDecimal.Zero),
            Inferers = [new WorkerValue { Worker = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r", Value = NetworkValue.Of(ChainDecimal.Zero) }],
        };
        var refusal = Assert.Throws<AlloraException>(() => builder.Build(network, "allo125x237wf0ypee6y5whwg057yajqavxz9zm92uz"));
        Assert.StartsWith("combined_value: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not a finite number", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bundle_that_the_node_took_is_written_byte_for_byte()
    {
        var signed = CapturedMessages.Reputer("reputer-simulate-ok");
        var bundle = ReputerBundleEncoding.Write(CapturedMessages.Read(signed.ValueBundle));
        Assert.True(Ecdsa.Verify(Convert.FromHexString(signed.Pubkey), bundle, signed.Signature.Span));
        ReputerBundleRules.Require(CapturedMessages.Read(signed.ValueBundle));
    }

    /// <summary>
    /// Every captured refusal of a worker's or a reputer's payload is caught above, or cannot be written here at all, or is no matter of what is in
    /// the payload: the chain is asked, or its answer has a reason of its own.
    /// </summary>
    [Fact]
    public void No_captured_refusal_of_a_payload_is_missing_here()
    {
        string[] caught =
        [
            .. Refused.Select(row => row.Data.Item1), .. Respelled.Select(row => row.Data), .. NoNumbers.Select(row => row.Data.Item1),
            "reputer-simulate-no-inferer-values", "reputer-simulate-nan", "reputer-simulate-not-canonical",
        ];
        // One wallet signs and is worker, inferer, forecaster and sender; one nonce and one topic, which the options require, stand everywhere.
        string[] unwritable =
        [
            "payload-simulate-bad-inner-signature", "payload-simulate-no-inner-signature", "payload-simulate-pubkey-of-another-wallet", "payload-simulate-no-pubkey",
            "payload-simulate-worker-is-another", "payload-simulate-inferer-is-another", "payload-simulate-sender-is-another", "payload-simulate-inference-height-differs",
            "payload-simulate-topic-zero", "refused-in-block-pubkey-of-another", "refused-in-block-no-signature", "reputer-simulate-bad-signature",
        ];
        string[] asked =
        [
            "payload-simulate-unknown-topic", "payload-simulate-future-nonce", "payload-simulate-nonce-off-by-one", "payload-simulate-previous-nonce",
            "payload-simulate-worker-not-registered", "payload-simulate-not-on-topic-whitelist", "payload-simulate-second-submission", "payload-simulate-window-closed",
            "refused-in-block-unknown-topic", "refused-in-block-not-permitted", "refused-in-block-not-registered", "refused-in-block-forecast-of-nobody",
            "reputer-simulate-too-early", "reputer-simulate-unknown-nonce", "reputer-simulate-second", "reputer-simulate-not-registered", "reputer-simulate-closed",
        ];
        var refused = CapturedMessages.All
            .Where(call => (IsPayload(call.Text("name")) || call.Text("name").StartsWith("reputer-simulate-", StringComparison.Ordinal)) && CapturedMessages.Refusal(call).Length > 0)
            .Select(call => call.Text("name"))
            .ToList();

        Assert.Empty(refused.Except([.. caught, .. unwritable, .. asked]));
        Assert.Empty(unwritable.Concat(asked).Except(refused));
        Assert.Empty(caught.Intersect([.. unwritable, .. asked]));
        Assert.True(Accepted.Count > 20, $"{Accepted.Count} accepted payloads");
    }

    private static bool IsPayload(string name) =>
        name.StartsWith("payload-simulate-", StringComparison.Ordinal) || name.StartsWith("multi-simulate-", StringComparison.Ordinal)
        || (name.StartsWith("refused-in-block-", StringComparison.Ordinal) && !name.StartsWith("refused-in-block-register-", StringComparison.Ordinal));

    private static TopicInfo TopicOf(WorkerPayload payload) => payload.TopicId == 1 ? CapturedMessages.Multi : CapturedMessages.Single;

    private static string ValueOf(string name)
    {
        var inference = CapturedMessages.Worker(name).InferenceForecastsBundle.Inference;
        return inference.Values.Count > 0 ? inference.Values[0].Value : inference.Value;
    }
}

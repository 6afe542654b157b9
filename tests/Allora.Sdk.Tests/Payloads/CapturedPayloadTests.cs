using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Payloads;

/// <summary>Payloads that a real node simulated: encoded here again, each signature must get the node's own verdict.</summary>
public class CapturedPayloadTests
{
    private const string Insert = "/emissions.v10.InsertWorkerPayloadRequest";

    [Fact]
    public void Every_signature_gets_the_nodes_verdict()
    {
        var (good, bad) = (0, 0);
        foreach (var call in CapturedCalls.Of("/cosmos.tx.v1beta1.Service/Simulate"))
        {
            var error = call.ErrorText();
            var refused = error.Contains("signature verification failed", StringComparison.Ordinal);
            if (error.Length > 0 && !refused)
                continue;
            foreach (var data in Payloads(SimulateRequest.Parser.ParseFrom(call.Request())).Where(CanBeWritten))
            {
                var bundle = new PayloadEncodingV10().Bundle(Read(data));
                Assert.Equal(!refused, Ecdsa.Verify(Convert.FromHexString(data.Pubkey), bundle, data.InferencesForecastsBundleSignature.Span));
                (good, bad) = refused ? (good, bad + 1) : (good + 1, bad);
            }
        }

        Assert.True(good > 10 && bad > 2, $"{good} good and {bad} bad signatures were checked");
    }

    private static IEnumerable<InputWorkerDataBundle> Payloads(SimulateRequest request) =>
        from message in TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(request.TxBytes).BodyBytes).Messages
        where message.TypeUrl == Insert
        select InsertWorkerPayloadRequest.Parser.ParseFrom(message.Value).WorkerDataBundle;

    private static WorkerPayload Read(InputWorkerDataBundle data)
    {
        var (inference, forecast) = (data.InferenceForecastsBundle.Inference, data.InferenceForecastsBundle.Forecast);
        return new WorkerPayload
        {
            Worker = data.Worker,
            TopicId = data.TopicId,
            Nonce = data.Nonce.BlockHeight,
            Value = inference is { Values.Count: 0 } ? Decimal(inference.Value) : null,
            Labels = inference is null ? [] : [.. inference.Values.Select(pair => KeyValuePair.Create(pair.Label, Decimal(pair.Value)))],
            Forecasts = forecast is null ? [] : [.. forecast.ForecastElements.Select(pair => KeyValuePair.Create(pair.Inferer, Decimal(pair.Value)))],
            ExtraData = inference?.ExtraData.Memory ?? default,
            ForecastExtraData = forecast?.ExtraData.Memory ?? default,
            Proof = inference?.Proof ?? "",
        };
    }

    // The chain reads an absent decimal as zero, and writes it.
    private static ChainDecimal Decimal(string text) => text.Length == 0 ? ChainDecimal.Zero : ChainDecimal.Parse(text);

    // This SDK never sends labels and a value of its own beside them.
    private static bool CanBeWritten(InputWorkerDataBundle data) =>
        data.InferenceForecastsBundle.Inference is not { Values.Count: > 0 } inference || Decimal(inference.Value).IsZero;
}

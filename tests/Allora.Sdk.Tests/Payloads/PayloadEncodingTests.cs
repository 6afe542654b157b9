using System.Globalization;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Values;
using CsCheck;
using Google.Protobuf;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.Tests.Payloads;

public class PayloadEncodingTests
{
    private static readonly Gen<ChainDecimal> Decimals =
        from digits in Gen.Long
        from scale in Gen.Int[0, 20]
        select ChainDecimal.Parse($"{digits.ToString(CultureInfo.InvariantCulture)}E-{scale.ToString(CultureInfo.InvariantCulture)}");

    private static readonly Gen<string> Texts = Gen.Char['a', 'ÿ'].Array[1, 60].Select(letters => new string(letters));

    private static readonly Gen<KeyValuePair<string, ChainDecimal>[]> Pairs =
        Gen.Select(Texts, Decimals, (text, value) => KeyValuePair.Create(text, value)).Array[1, 6];

    private static readonly Gen<WorkerPayload> Payloads =
        from worker in Texts
        from topic in Gen.ULong
        from nonce in Gen.Long
        from value in Decimals
        from forecasts in Pairs
        from blobs in Gen.Byte.Array[0, 200].Array[2]
        select new WorkerPayload
        {
            Worker = worker,
            TopicId = topic,
            Nonce = nonce,
            Value = value,
            Forecasts = nonce % 2 == 0 ? forecasts : [],
            ExtraData = blobs[0],
            ForecastExtraData = blobs[1],
            Proof = blobs[0].Length > 100 ? worker : "",
        };

    [Fact]
    public void Version_9_is_what_protobuf_reads_and_writes() =>
        Payloads.Sample(payload =>
        {
            var encoding = new PayloadEncodingV9();
            var bytes = encoding.Bundle(payload);
            var bundle = V9.InputInferenceForecastBundle.Parser.ParseFrom(bytes);
            Assert.Equal(bytes, bundle.ToByteArray());
            Assert.Equal((payload.Worker, payload.Value.ToString(), payload.Nonce), (bundle.Inference.Inferer, bundle.Inference.Value, bundle.Inference.BlockHeight));
            Assert.Equal(payload.HasForecast, bundle.Forecast is not null);
            var inserted = encoding.InsertWorkerPayload(payload, bytes, [1, 2], "ab");
            Assert.Equal(inserted.Value.ToArray(), V9.InsertWorkerPayloadRequest.Parser.ParseFrom(inserted.Value.Span).ToByteArray());
        });

    [Fact]
    public void Version_10_is_what_protobuf_reads_and_writes() =>
        Gen.Select(Payloads, Pairs).Sample((payload, labels) =>
        {
            var encoding = new PayloadEncodingV10();
            var labelled = payload with { Value = null, Labels = labels };
            var bytes = encoding.Bundle(labelled);
            var bundle = V10.InputInferenceForecastBundle.Parser.ParseFrom(bytes);
            Assert.Equal(bytes, bundle.ToByteArray());
            Assert.Equal("0", bundle.Inference.Value);
            Assert.Equal(labels.Select(pair => (pair.Key, pair.Value.ToString())), bundle.Inference.Values.Select(pair => (pair.Label, pair.Value)));
            var inserted = encoding.InsertWorkerPayload(labelled, bytes, [1, 2], "ab");
            Assert.Equal(inserted.Value.ToArray(), V10.InsertWorkerPayloadRequest.Parser.ParseFrom(inserted.Value.Span).ToByteArray());
            Assert.Equal(payload.Value.ToString(), V10.InputInferenceForecastBundle.Parser.ParseFrom(encoding.Bundle(payload)).Inference.Value);
        });

    [Fact]
    public void A_forecast_may_go_alone_and_nothing_may_not()
    {
        var payload = new WorkerPayload { Worker = "w", TopicId = 1, Nonce = 2, Forecasts = [KeyValuePair.Create("i", ChainDecimal.Zero)] };
        foreach (PayloadEncoding encoding in new PayloadEncoding[] { new PayloadEncodingV9(), new PayloadEncodingV10() })
        {
            var bundle = V9.InputInferenceForecastBundle.Parser.ParseFrom(encoding.Bundle(payload));
            Assert.Null(bundle.Inference);
            Assert.Equal("0", Assert.Single(bundle.Forecast.ForecastElements).Value);
            Assert.Throws<ArgumentException>(() => encoding.Bundle(payload with { Forecasts = [] }));
        }
    }

    [Fact]
    public void Version_9_takes_the_default_label_for_its_value_and_no_other()
    {
        var payload = new WorkerPayload { Worker = "w", TopicId = 1, Nonce = 2 };
        var encoding = new PayloadEncodingV9();
        var y = KeyValuePair.Create("y", ChainDecimal.Parse("1.50"));
        Assert.Equal(encoding.Bundle(payload with { Value = y.Value }), encoding.Bundle(payload with { Labels = [y] }));
        Assert.Throws<NotSupportedException>(() => encoding.Bundle(payload with { Labels = [y, y] }));
        Assert.Throws<NotSupportedException>(() => encoding.Bundle(payload with { Labels = [KeyValuePair.Create("x", y.Value)] }));
    }

    [Fact]
    public void A_value_of_a_thousand_digits_is_written_whole()
    {
        var text = "0." + new string('7', 1000);
        var payload = new WorkerPayload { Worker = "w", TopicId = 1, Nonce = 2, Value = ChainDecimal.Parse(text) };
        Assert.Equal(text, V10.InputInferenceForecastBundle.Parser.ParseFrom(new PayloadEncodingV10().Bundle(payload)).Inference.Value);
    }
}

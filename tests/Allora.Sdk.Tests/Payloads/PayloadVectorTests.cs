using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Payloads;

public sealed class PayloadVectorTests
{
    [Fact]
    public Task The_published_sdk_writes_the_same_worker_payloads() => VectorFile.ForEachAsync(
        "sdk-payloads.json",
        "cases",
        entry => entry.Text("kind") == "worker",
        async entry =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
            var values = entry.GetProperty("values").EnumerateArray()
                .Select(v => KeyValuePair.Create(v.Text("label"), ChainDecimal.Parse(v.Text("given")))).ToList();
            var single = values is [{ Key: "y" }];
            var payload = new WorkerPayload
            {
                Worker = entry.Text("address"),
                TopicId = entry.U64("topic_id"),
                Nonce = entry.I64("nonce"),
                Value = single ? values[0].Value : null,
                Labels = single ? [] : values,
                Forecasts = Forecasts(entry.GetProperty("forecast")),
                ExtraData = entry.Hex("extra_data_hex"),
                Proof = entry.Text("proof"),
            };
            var encoding = new PayloadEncodingV10();

            Assert.Equal(entry.Text("bundle_hex"), encoding.Bundle(encoding.Arrange(payload)).ToHex());
            var message = await InnerSignature.SignPayloadAsync(encoding, payload, wallet, TestContext.Current.CancellationToken);
            Assert.Equal(entry.Text("type_url"), message.TypeUrl);
            Assert.Equal(entry.Text("message_hex"), message.Value.Span.ToHex());
        });

    [Fact]
    public Task Worker_bundles_of_both_schemas_are_the_same_to_the_byte() => VectorFile.ForEachAsync(
        "direct-sign.json",
        "cases",
        entry => entry.GetProperty("messages")[0].Text("type_url").EndsWith("InsertWorkerPayloadRequest", StringComparison.Ordinal),
        async entry =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
            var message = entry.GetProperty("messages")[0];
            var bundle = message.GetProperty("value").GetProperty("worker_data_bundle");
            var parts = bundle.GetProperty("inference_forecasts_bundle");
            var inference = parts.GetProperty("inference");
            var labels = inference.TryGetProperty("values", out var values)
                ? values.EnumerateArray().Select(v => KeyValuePair.Create(v.Text("label"), ChainDecimal.Parse(v.Text("value")))).ToList()
                : [];
            var forecast = parts.GetProperty("forecast");
            var payload = new WorkerPayload
            {
                Worker = bundle.Text("worker"),
                TopicId = bundle.U64("topic_id"),
                Nonce = bundle.GetProperty("nonce").I64("block_height"),
                Value = ChainDecimal.Parse(inference.Text("value")),
                Labels = labels,
                Forecasts = forecast.ValueKind == JsonValueKind.Object ? Forecasts(forecast.GetProperty("forecast_elements")) : [],
                ExtraData = inference.Hex("extra_data_hex"),
                Proof = inference.Text("proof"),
            };
            IPayloadEncoding encoding = message.Text("type_url").Contains(".v9.", StringComparison.Ordinal) ? new PayloadEncodingV9() : new PayloadEncodingV10();
            var derived = message.GetProperty("derived");

            var bytes = encoding.Bundle(payload);
            Assert.Equal(derived.Text("bundle_bytes_hex"), bytes.ToHex());
            var signature = await wallet.SignAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(derived.Text("bundle_signature_hex"), signature.ToHex());
            var written = encoding.InsertWorkerPayload(payload, bytes, signature, wallet.PublicKeyHex);
            Assert.Equal(message.Text("type_url"), written.TypeUrl);
            Assert.Equal(message.Text("value_hex"), written.Value.Span.ToHex());
        });

    [Fact]
    public Task Registrations_of_both_schemas_are_the_same_to_the_byte() => VectorFile.ForEachAsync(
        "direct-sign.json",
        "cases",
        entry => entry.GetProperty("messages")[0].Text("type_url").EndsWith("RegisterRequest", StringComparison.Ordinal),
        entry =>
        {
            var message = entry.GetProperty("messages")[0];
            var value = message.GetProperty("value");
            IPayloadEncoding encoding = message.Text("type_url").Contains(".v9.", StringComparison.Ordinal) ? new PayloadEncodingV9() : new PayloadEncodingV10();
            var written = encoding.Register(value.Text("sender"), value.U64("topic_id"), value.Text("owner"), value.GetProperty("is_reputer").GetBoolean());
            Assert.Equal(message.Text("type_url"), written.TypeUrl);
            Assert.Equal(message.Text("value_hex"), written.Value.Span.ToHex());
            return Task.CompletedTask;
        });

    [Fact]
    public void V9_refuses_labelled_values_with_a_clear_message()
    {
        var payload = new WorkerPayload { Worker = "allo1", TopicId = 1, Nonce = 1, Labels = [KeyValuePair.Create("up", ChainDecimal.Zero)] };

        var refused = Assert.Throws<AlloraException>(() => new PayloadEncodingV9().Arrange(payload));

        Assert.Equal(AlloraErrorReason.InvalidPrediction, refused.Reason);
        Assert.Contains("v10", refused.Message, StringComparison.Ordinal);
    }

    private static List<KeyValuePair<string, ChainDecimal>> Forecasts(JsonElement elements) =>
        [.. elements.EnumerateArray().Select(f => KeyValuePair.Create(f.Text("inferer"), ChainDecimal.Parse(f.Text("value"))))];
}

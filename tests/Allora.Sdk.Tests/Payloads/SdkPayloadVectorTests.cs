using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Losses;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Roles;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Payloads;

public class SdkPayloadVectorTests
{
    [Fact]
    public Task Every_worker_payload_equals_the_published_sdks() =>
        VectorFile.ForEach("sdk-payloads.json", "cases", entry => entry.Text("kind") == "worker", async entry =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
            Assert.Equal(entry.Text("address"), wallet.Address);
            Assert.Equal(entry.Text("pubkey"), wallet.PublicKeyHex);
            var payload = new WorkerPayload
            {
                Worker = wallet.Address,
                TopicId = entry.UInt64("topic_id"),
                Nonce = entry.Int64("nonce"),
                Labels = [.. entry.GetProperty("values").EnumerateArray().Select(Label)],
                Forecasts = [.. entry.GetProperty("forecast").EnumerateArray().Select(pair => KeyValuePair.Create(pair.Text("inferer"), ChainDecimal.Parse(pair.Text("value"))))],
                ExtraData = entry.Hex("extra_data_hex"),
                Proof = entry.Text("proof"),
            };
            var encoding = new PayloadEncodingV10();
            var bundle = encoding.Bundle(payload);
            Assert.Equal(entry.Text("bundle_hex"), bundle.ToHex());
            Assert.Equal(entry.Text("bundle_signature_hex"), (await wallet.SignAsync(bundle)).ToHex());
            var message = await encoding.SignAsync(payload, wallet);
            Assert.Equal(entry.Text("type_url"), message.TypeUrl);
            Assert.Equal(entry.Text("message_hex"), message.Value.Span.ToHex());
        });

    [Fact]
    public Task Every_reputer_bundle_is_signed_as_the_published_sdk_does() =>
        VectorFile.ForEach("sdk-payloads.json", "cases", entry => entry.Text("kind") == "reputer", async entry =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(entry.Text("private_key_hex"));
            Assert.Equal(entry.Text("address"), wallet.Address);
            Assert.Equal(entry.Text("pubkey"), wallet.PublicKeyHex);
            Assert.Equal(entry.Text("signature_hex"), (await wallet.SignAsync(entry.Hex("value_bundle_hex"))).ToHex());

            // The very bytes, from the given texts.
            var bundle = Read(entry.GetProperty("value_bundle"), wallet.Address, entry.UInt64("topic_id"), entry.Int64("nonce"));
            Assert.Equal(entry.Text("value_bundle_hex"), ReputerBundleEncoding.Write(bundle).ToHex());
            var message = await new PayloadEncodingV10().SignAsync(bundle, wallet);
            Assert.Equal((entry.Text("type_url"), entry.Text("message_hex")), (message.TypeUrl, message.Value.Span.ToHex()));

            // The numbers, from the network's inference: the last digit of a logarithm may differ between libraries.
            var network = NetworkInferenceReader.Read(NetworkInferenceBundle.Parser.ParseFrom(entry.Hex("network_inference_hex")), bundle.TopicId, bundle.Nonce);
            var (truth, loss) = (entry.GetProperty("ground_truth").GetDouble(), LossCatalog.Find(entry.Text("loss")));
            var built = new ReputerBundleBuilder(LossFunction.Of(value => loss.Of(truth, value.Scalar))).Build(network, wallet.Address);
            Assert.Equal(Shape(bundle), Shape(built));
            Assert.All(Numbers(bundle).Zip(Numbers(built)), pair =>
                Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-12 * Math.Max(1, Math.Abs(pair.First)), $"{pair}"));
        });

    private static ReputerBundle Read(JsonElement bundle, string reputer, ulong topicId, long nonce) => new()
    {
        Reputer = reputer,
        TopicId = topicId,
        Nonce = nonce,
        Combined = ChainDecimal.Parse(bundle.Text("combinedValue")),
        Naive = ChainDecimal.Parse(bundle.Text("naiveValue")),
        Inferers = Losses(bundle, "infererValues"),
        Forecasters = Losses(bundle, "forecasterValues"),
        OneOutInferers = Losses(bundle, "oneOutInfererValues"),
        OneOutForecasters = Losses(bundle, "oneOutForecasterValues"),
        OneInForecasters = Losses(bundle, "oneInForecasterValues"),
        OneOutInfererForecasters =
        [
            .. from one in Elements(bundle, "oneOutInfererForecasterValues")
               select KeyValuePair.Create(one.Text("forecaster"), Losses(one, "oneOutInfererValues")),
        ],
    };

    private static IEnumerable<JsonElement> Elements(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static IReadOnlyList<KeyValuePair<string, ChainDecimal>> Losses(JsonElement parent, string name) =>
        [.. Elements(parent, name).Select(one => KeyValuePair.Create(one.Text("worker"), ChainDecimal.Parse(one.Text("value"))))];

    private static IEnumerable<KeyValuePair<string, ChainDecimal>> Flat(ReputerBundle bundle) =>
    [
        KeyValuePair.Create("combined", bundle.Combined), KeyValuePair.Create("naive", bundle.Naive), .. bundle.Inferers, .. bundle.Forecasters,
        .. bundle.OneOutInferers, .. bundle.OneOutForecasters, .. bundle.OneInForecasters,
        .. bundle.OneOutInfererForecasters.SelectMany(group => group.Value.Select(one => KeyValuePair.Create($"{group.Key} {one.Key}", one.Value))),
    ];

    private static IEnumerable<string> Shape(ReputerBundle bundle) => Flat(bundle).Select(pair => pair.Key);

    private static IEnumerable<double> Numbers(ReputerBundle bundle) => Flat(bundle).Select(pair => pair.Value.ToDouble());

    private static KeyValuePair<string, ChainDecimal> Label(JsonElement entry)
    {
        var value = ChainDecimal.Parse(entry.Text("given"));
        Assert.Equal(entry.Text("text"), value.ToString());
        return KeyValuePair.Create(entry.Text("label"), value);
    }
}

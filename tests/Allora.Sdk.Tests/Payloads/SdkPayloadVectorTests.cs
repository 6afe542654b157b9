using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
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
            var message = await InnerSignature.SignPayloadAsync(encoding, payload, wallet);
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
        });

    private static KeyValuePair<string, ChainDecimal> Label(JsonElement entry)
    {
        var value = ChainDecimal.Parse(entry.Text("given"));
        Assert.Equal(entry.Text("text"), value.ToString());
        return KeyValuePair.Create(entry.Text("label"), value);
    }
}

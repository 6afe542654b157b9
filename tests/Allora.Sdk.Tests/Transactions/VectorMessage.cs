using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Transactions;

/// <summary>Builds a vector's messages from their fields, through the encoders that the SDK itself uses.</summary>
internal static class VectorMessage
{
    public static async Task<TransactionMessage> BuildAsync(JsonElement message, AlloraWallet wallet)
    {
        var value = message.GetProperty("value");
        var url = message.Text("type_url");
        PayloadEncoding encoding = url.StartsWith("/emissions.v9.", StringComparison.Ordinal) ? new PayloadEncodingV9() : new PayloadEncodingV10();
        return url[(url.LastIndexOf('.') + 1)..] switch
        {
            "MsgSend" => TransactionMessage.From(Send(value)),
            "RegisterRequest" => encoding.Register(value.Text("sender"), value.UInt64("topic_id"), value.Text("owner"), value.GetProperty("is_reputer").GetBoolean()),
            "InsertWorkerPayloadRequest" => await InsertAsync(message, encoding, wallet),
            // Kinds that this SDK does not make itself still travel as bytes.
            _ => new TransactionMessage { TypeUrl = url, Value = message.Hex("value_hex") },
        };
    }

    private static MsgSend Send(JsonElement value)
    {
        var send = new MsgSend { FromAddress = value.Text("from_address"), ToAddress = value.Text("to_address") };
        foreach (var coin in value.GetProperty("amount").EnumerateArray())
            send.Amount.Add(new Allora.Sdk.Protos.Cosmos.Base.V1Beta1.Coin { Denom = coin.Text("denom"), Amount = coin.Text("amount") });
        return send;
    }

    private static async Task<TransactionMessage> InsertAsync(JsonElement message, PayloadEncoding encoding, AlloraWallet wallet)
    {
        var derived = message.GetProperty("derived");
        var payload = Payload(message.GetProperty("value").GetProperty("worker_data_bundle"));
        var bundle = encoding.Bundle(payload);
        Assert.Equal(derived.Text("bundle_bytes_hex"), bundle.ToHex());
        Assert.Equal(derived.Text("bundle_signature_hex"), (await wallet.SignAsync(bundle)).ToHex());
        return await encoding.SignAsync(payload, wallet);
    }

    private static WorkerPayload Payload(JsonElement data)
    {
        var bundle = data.GetProperty("inference_forecasts_bundle");
        var payload = new WorkerPayload
        {
            Worker = data.Text("worker"),
            TopicId = data.UInt64("topic_id"),
            Nonce = data.GetProperty("nonce").Int64("block_height"),
        };
        if (bundle.GetProperty("inference") is { ValueKind: JsonValueKind.Object } inference)
        {
            var labels = inference.TryGetProperty("values", out var values) ? Pairs(values, "label") : [];
            payload = payload with
            {
                Value = labels.Length == 0 ? ChainDecimal.Parse(inference.Text("value")) : null,
                Labels = labels,
                ExtraData = inference.Hex("extra_data_hex"),
                Proof = inference.Text("proof"),
            };
        }

        if (bundle.GetProperty("forecast") is { ValueKind: JsonValueKind.Object } forecast)
            payload = payload with { Forecasts = Pairs(forecast.GetProperty("forecast_elements"), "inferer"), ForecastExtraData = forecast.Hex("extra_data_hex") };
        return payload;
    }

    private static KeyValuePair<string, ChainDecimal>[] Pairs(JsonElement list, string key) =>
        [.. list.EnumerateArray().Select(pair => KeyValuePair.Create(pair.Text(key), ChainDecimal.Parse(pair.Text("value"))))];
}

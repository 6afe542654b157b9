using System.Security.Cryptography;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Journal.Lines;

/// <summary>What a journal tells of a transaction: who pays how much for what. Bytes that cannot be read show their hash alone.</summary>
internal static class TransactionLines
{
    public static void Committed(ChainJournal journal, CommittedTx tx) => journal.Write("tx", tx.Height, writer =>
    {
        Verdict(writer, tx.Hash, tx.Result.Code, tx.Result.Codespace, tx.Result.Log);
        writer.WriteNumber("index", tx.Index);
        writer.WriteNumber("gas_wanted", tx.Result.GasWanted);
        writer.WriteNumber("gas_used", tx.Result.GasUsed);
        Content(writer, tx.Bytes);
    });

    public static void Broadcast(ChainJournal journal, int node, byte[] bytes, CheckTxResult result) => journal.Write("broadcast", writer =>
    {
        writer.WriteNumber("node", node);
        Verdict(writer, result.Hash, result.Code, result.Codespace, result.Log);
        Content(writer, bytes);
    });

    public static void Simulated(ChainJournal journal, int node, byte[] bytes) => journal.Write("simulate", writer =>
    {
        writer.WriteNumber("node", node);
        Content(writer, bytes);
    });

    private static void Verdict(Utf8JsonWriter writer, string hash, uint code, string codespace, string log)
    {
        writer.WriteString("hash", hash);
        writer.WriteNumber("code", code);
        writer.WriteString("codespace", codespace);
        writer.WriteString("log", log);
    }

    private static void Content(Utf8JsonWriter writer, byte[] bytes)
    {
        TxBody body;
        AuthInfo auth;
        try
        {
            var raw = TxRaw.Parser.ParseFrom(bytes);
            body = TxBody.Parser.ParseFrom(raw.BodyBytes);
            auth = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return;
        }

        if (auth.Fee is { } fee)
        {
            writer.WriteString("fee", string.Join(',', fee.Amount.Select(static coin => coin.Amount + coin.Denom)));
            writer.WriteString("granter", fee.Granter);
        }

        if (auth.SignerInfos.Count > 0)
        {
            writer.WriteString("signer", Signer(auth.SignerInfos[0].PublicKey));
            writer.WriteNumber("sequence", auth.SignerInfos[0].Sequence);
        }

        writer.WriteNumber("timeout_height", body.TimeoutHeight);
        writer.WriteStartArray("messages");
        foreach (var message in body.Messages)
            Message(writer, message);
        writer.WriteEndArray();
    }

    private static string Signer(Any? key)
    {
        try
        {
            return key is null ? "" : ChainAddress.FromPublicKey(PubKey.Parser.ParseFrom(key.Value).Key.ToByteArray());
        }
        catch (InvalidProtocolBufferException)
        {
            return "";
        }
    }

    private static void Message(Utf8JsonWriter writer, Any message)
    {
        writer.WriteStartObject();
        writer.WriteString("type", message.TypeUrl);
        try
        {
            // v9's and v10's payloads have the same numbers for what is told here.
            if (message.TypeUrl.EndsWith(".InsertWorkerPayloadRequest", StringComparison.Ordinal))
                Payload(writer, InsertWorkerPayloadRequest.Parser.ParseFrom(message.Value).WorkerDataBundle);
            else if (message.TypeUrl.EndsWith(".InsertReputerPayloadRequest", StringComparison.Ordinal))
                Payload(writer, InsertReputerPayloadRequest.Parser.ParseFrom(message.Value).ReputerValueBundle);
        }
        catch (InvalidProtocolBufferException)
        {
            // The chain refuses it too; its type is told.
        }

        writer.WriteEndObject();
    }

    private static void Payload(Utf8JsonWriter writer, InputWorkerDataBundle? bundle)
    {
        if (bundle is null)
            return;
        writer.WriteNumber("topic", bundle.TopicId);
        writer.WriteNumber("nonce", bundle.Nonce?.BlockHeight ?? 0);
        writer.WriteString("worker", bundle.Worker);
        writer.WriteString("bundle", Convert.ToHexStringLower(SHA256.HashData(bundle.ToByteArray())));
        writer.WriteBoolean("inference", bundle.InferenceForecastsBundle?.Inference is not null);
        writer.WriteBoolean("forecast", bundle.InferenceForecastsBundle?.Forecast is not null);
    }

    private static void Payload(Utf8JsonWriter writer, Protos.Emissions.V9.InputReputerValueBundle? bundle)
    {
        if (bundle?.ValueBundle is not { } values)
            return;
        writer.WriteNumber("topic", values.TopicId);
        writer.WriteNumber("nonce", values.ReputerRequestNonce?.ReputerNonce?.BlockHeight ?? 0);
        writer.WriteString("bundle", Convert.ToHexStringLower(SHA256.HashData(bundle.ToByteArray())));
        writer.WriteString("reputer", values.Reputer);
    }
}

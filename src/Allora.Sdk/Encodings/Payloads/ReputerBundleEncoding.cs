using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Payloads;

/// <summary>Writes a reputer's bundle as the chain would: its signature covers these bytes. Every version uses the same message.</summary>
internal static class ReputerBundleEncoding
{
    private const int TypicalSize = 2048;

    public static byte[] Write(ReputerBundle bundle)
    {
        var writer = new ProtoWriter(TypicalSize);
        writer.UInt64(1, bundle.TopicId);
        var request = writer.Begin(2);
        var nonce = writer.Begin(1);
        writer.Int64(1, bundle.Nonce);
        writer.End(nonce);
        writer.End(request);
        writer.Text(3, bundle.Reputer);
        writer.Bytes(4, bundle.ExtraData.Span);
        writer.DecimalAlways(5, bundle.Combined);
        Write(ref writer, 6, bundle.Inferers);
        Write(ref writer, 7, bundle.Forecasters);
        writer.DecimalAlways(8, bundle.Naive);
        Write(ref writer, 9, bundle.OneOutInferers);
        Write(ref writer, 10, bundle.OneOutForecasters);
        Write(ref writer, 11, bundle.OneInForecasters);
        foreach (var (forecaster, withheld) in bundle.OneOutInfererForecasters)
        {
            var group = writer.Begin(12);
            writer.Text(3, forecaster);
            Write(ref writer, 4, withheld);
            writer.End(group);
        }

        return writer.Finish();
    }

    /// <summary>The message that submits a signed bundle.</summary>
    public static TransactionMessage Insert(string type, string sender, ReadOnlySpan<byte> bundle, ReadOnlySpan<byte> signature, string publicKeyHex)
    {
        var writer = new ProtoWriter(bundle.Length + 512);
        writer.Text(1, sender);
        var signed = writer.Begin(2);
        writer.BytesAlways(1, bundle);
        writer.Bytes(2, signature);
        writer.Text(3, publicKeyHex);
        writer.End(signed);
        return new TransactionMessage { TypeUrl = type, Value = writer.Finish() };
    }

    private static void Write(ref ProtoWriter writer, int field, IReadOnlyList<KeyValuePair<string, ChainDecimal>> losses)
    {
        foreach (var (worker, loss) in losses)
        {
            var element = writer.Begin(field);
            writer.Text(1, worker);
            writer.DecimalAlways(2, loss);
            writer.End(element);
        }
    }
}

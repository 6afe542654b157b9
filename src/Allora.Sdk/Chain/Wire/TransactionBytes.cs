using System.Buffers;
using System.Numerics;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.Chain.Wire;

/// <summary>A signed transaction in a request: written directly from the caller's memory, without a copy.</summary>
internal sealed class TransactionBytes(ReadOnlyMemory<byte> bytes)
{
    /// <summary>As a SimulateRequest: tx_bytes.</summary>
    public static readonly Marshaller<TransactionBytes> ForSimulate =
        Create(SimulateRequest.TxBytesFieldNumber, mode: default);

    /// <summary>As a BroadcastTxRequest: tx_bytes and SYNC, whose answer has the result of CheckTx.</summary>
    public static readonly Marshaller<TransactionBytes> ForBroadcast =
        Create(BroadcastTxRequest.TxBytesFieldNumber, [BroadcastTxRequest.ModeFieldNumber << 3, (byte)BroadcastMode.Sync]);

    private readonly ReadOnlyMemory<byte> _bytes = bytes;

    private static Marshaller<TransactionBytes> Create(int field, byte[]? mode) =>
        Marshallers.Create<TransactionBytes>(
            (request, context) => request.Write((byte)((field << 3) | 2), mode, context),
            static _ => throw new NotSupportedException());

    private void Write(byte tag, ReadOnlySpan<byte> mode, SerializationContext context)
    {
        var length = _bytes.Length;
        var prefix = length == 0 ? 0 : 1 + VarintSize((uint)length);
        context.SetPayloadLength(prefix + length + mode.Length);
        var writer = context.GetBufferWriter();
        if (length > 0)
        {
            var target = writer.GetSpan(prefix);
            target[0] = tag;
            WriteVarint(target[1..], (uint)length);
            writer.Advance(prefix);
            writer.Write(_bytes.Span);
        }

        writer.Write(mode);
        context.Complete();
    }

    private static int VarintSize(uint value) => (BitOperations.Log2(value | 1) / 7) + 1;

    private static void WriteVarint(Span<byte> target, uint value)
    {
        var i = 0;
        for (; value >= 0x80; value >>= 7)
            target[i++] = (byte)(value | 0x80);
        target[i] = (byte)value;
    }
}

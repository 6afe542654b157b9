using System.Globalization;
using System.Numerics;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Wire;

/// <summary>Reads a GetTxResponse: the outcome with its events from tx_response, and the fee from the transaction itself.</summary>
internal static class ReceiptReply
{
    /// <summary>Reads the outcome of one transaction.</summary>
    /// <exception cref="InvalidDataException">It is that of another one, or in no block.</exception>
    public static TransactionReceipt Read(ReadOnlySpan<byte> reply, string hash)
    {
        var receipt = Read(reply);
        if (!string.Equals(receipt.Hash, hash, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"The reply is about the transaction {receipt.Hash}, not {hash}.");
        return receipt.Height > 0 ? receipt : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The reply has the transaction {hash} at height {receipt.Height}."));
    }

    public static TransactionReceipt Read(ReadOnlySpan<byte> reply)
    {
        TransactionFee? fee = null;
        TransactionReceipt? receipt = null;
        var reader = new ProtoReader(reply);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: fee = ReadFee(Inner(Inner(reader.Bytes(), 2), 2)); break;
                case 2: receipt = ReadResponse(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        if (receipt is null)
            throw new InvalidDataException("The reply holds no transaction.");
        return fee is null ? receipt : receipt with { Fee = fee };
    }

    private static TransactionReceipt ReadResponse(ReadOnlySpan<byte> response)
    {
        string hash = "", codespace = "", log = "";
        uint code = 0;
        long height = 0;
        ulong wanted = 0, used = 0;
        List<ChainEvent> events = [];
        var reader = new ProtoReader(response);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: height = (long)reader.Number(); break;
                case 2: hash = reader.Text(); break;
                case 3: codespace = reader.Text(); break;
                case 4: code = (uint)reader.Number(); break;
                case 6: log = reader.Text(); break;
                case 9: wanted = reader.Number(); break;
                case 10: used = reader.Gas(); break;
                case 13: events.Add(ReadEvent(reader.Bytes())); break;
                default: reader.Skip(); break;
            }
        }

        return new TransactionReceipt
        {
            Hash = hash,
            Height = height,
            Error = ErrorMap.FromCode(codespace, code, log),
            GasWanted = wanted,
            GasUsed = used,
            Events = events,
        };
    }

    private static ChainEvent ReadEvent(ReadOnlySpan<byte> bytes)
    {
        var type = "";
        List<KeyValuePair<string, string>> attributes = [];
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = reader.Text(); break;
                case 2: attributes.Add(ReadAttribute(reader.Bytes())); break;
                default: reader.Skip(); break;
            }
        }

        return new ChainEvent { Type = type, Attributes = attributes };
    }

    private static KeyValuePair<string, string> ReadAttribute(ReadOnlySpan<byte> bytes)
    {
        string key = "", value = "";
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new KeyValuePair<string, string>(key, value);
    }

    private static TransactionFee ReadFee(ReadOnlySpan<byte> bytes)
    {
        List<Coin> amount = [];
        ulong gasLimit = 0;
        string payer = "", granter = "";
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: amount.Add(ReadCoin(reader.Bytes())); break;
                case 2: gasLimit = reader.Number(); break;
                case 3: payer = reader.Text(); break;
                case 4: granter = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new TransactionFee { Amount = amount, GasLimit = gasLimit, Payer = payer, Granter = granter };
    }

    private static Coin ReadCoin(ReadOnlySpan<byte> bytes)
    {
        string denom = "", amount = "0";
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: denom = reader.Text(); break;
                case 2: amount = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new Coin(denom, BigInteger.Parse(amount, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> message, int field)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
                return reader.Bytes();
            reader.Skip();
        }

        return default;
    }
}

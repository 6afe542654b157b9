using Allora.Sdk.Chain.Errors;

namespace Allora.Sdk.Chain.Wire;

/// <summary>Reads only the needed fields of the answers of Simulate and BroadcastTx: every submission waits for them.</summary>
internal static class TransactionReplies
{
    /// <summary>gas_info.gas_used of a SimulateResponse. Its result with all the events, several kilobytes, is skipped.</summary>
    public static GasUsed ReadSimulate(ReadOnlySpan<byte> reply)
    {
        var reader = new ProtoReader(reply);
        ulong gasUsed = 0;
        while (reader.Next())
        {
            if (reader.Field == 1)
                gasUsed = ReadGasUsed(reader.Bytes());
            else
                reader.Skip();
        }

        return new GasUsed(gasUsed);
    }

    /// <summary>txhash, codespace, code and raw_log of a BroadcastTxResponse's tx_response.</summary>
    public static BroadcastResult ReadBroadcast(ReadOnlySpan<byte> reply)
    {
        var reader = new ProtoReader(reply);
        string hash = "", codespace = "", log = "";
        uint code = 0;
        while (reader.Next())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            var response = new ProtoReader(reader.Bytes());
            while (response.Next())
            {
                switch (response.Field)
                {
                    case 2: hash = response.Text(); break;
                    case 3: codespace = response.Text(); break;
                    case 4: code = (uint)response.Number(); break;
                    case 6: log = response.Text(); break;
                    default: response.Skip(); break;
                }
            }
        }

        return new BroadcastResult { Hash = hash, Error = ErrorMap.FromCode(codespace, code, log) };
    }

    private static ulong ReadGasUsed(ReadOnlySpan<byte> gasInfo)
    {
        var reader = new ProtoReader(gasInfo);
        ulong gasUsed = 0;
        while (reader.Next())
        {
            if (reader.Field == 2)
                gasUsed = reader.Gas();
            else
                reader.Skip();
        }

        return gasUsed;
    }
}

/// <summary>The gas that a simulation used; a class because gRPC replies are.</summary>
internal sealed record GasUsed(ulong Value);

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Whose keys captured transactions contain, in the order of appearance, and the sequence that each had when the capture began.</summary>
internal sealed partial record CapturedActors(ImmutableArray<string> Keys, ulong[] Sequences)
{
    public static CapturedActors Of(IReadOnlyList<CaptureCase> cases)
    {
        List<string> keys = [];
        Dictionary<string, ulong> sequences = [];
        foreach (var one in cases)
        {
            if (Transaction(one) is not { } transaction)
                continue;
            // A wrong sequence is refused with that of the account that the message names.
            var expected = Expected().Match(one.Message);
            foreach (var signer in AuthInfo.Parser.ParseFrom(transaction.AuthInfoBytes).SignerInfos)
            {
                var key = PubKey.Parser.ParseFrom(signer.PublicKey.Value).Key.ToByteArray();
                Add(Convert.ToHexStringLower(key));
                if (!expected.Success)
                    Lower(ChainAddress.FromPublicKey(key), signer.Sequence);
            }

            foreach (var (sender, key) in TxBody.Parser.ParseFrom(transaction.BodyBytes).Messages.Select(static any => Bundle(any.TypeUrl, any.Value)))
            {
                Add(key);
                if (expected.Success)
                    Lower(sender, ulong.Parse(expected.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }
        }

        return new CapturedActors([.. keys], [.. keys.Select(key => sequences.GetValueOrDefault(ChainAddress.FromPublicKey(Convert.FromHexString(key))))]);

        void Add(string key)
        {
            if (key.Length == 66 && !keys.Contains(key))
                keys.Add(key);
        }

        void Lower(string address, ulong sequence) => sequences[address] = Math.Min(sequences.GetValueOrDefault(address, ulong.MaxValue), sequence);
    }

    [GeneratedRegex(@"sequence mismatch, expected (\d+),")]
    private static partial Regex Expected();

    private static TxRaw? Transaction(CaptureCase one)
    {
        var bytes = one.Method[(one.Method.LastIndexOf('/') + 1)..] switch
        {
            "Simulate" => SimulateRequest.Parser.ParseFrom(one.Request).TxBytes,
            "BroadcastTx" => BroadcastTxRequest.Parser.ParseFrom(one.Request).TxBytes,
            _ => null,
        };
        return bytes is null ? null : TxRaw.Parser.ParseFrom(bytes);
    }

    private static (string Sender, string Key) Bundle(string url, ByteString message)
    {
        switch (url)
        {
            case "/emissions.v10.InsertWorkerPayloadRequest":
                var worker = V10.InsertWorkerPayloadRequest.Parser.ParseFrom(message);
                return (worker.Sender, worker.WorkerDataBundle.Pubkey);
            case "/emissions.v9.InsertWorkerPayloadRequest":
                var older = V9.InsertWorkerPayloadRequest.Parser.ParseFrom(message);
                return (older.Sender, older.WorkerDataBundle.Pubkey);
            case "/emissions.v9.InsertReputerPayloadRequest":
                var reputer = V9.InsertReputerPayloadRequest.Parser.ParseFrom(message);
                return (reputer.Sender, reputer.ReputerValueBundle.Pubkey);
            default:
                return ("", "");
        }
    }
}

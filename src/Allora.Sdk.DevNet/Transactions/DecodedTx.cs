using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>A transaction in parts, with the bytes that its signatures cover.</summary>
internal sealed record DecodedTx
{
    public required byte[] Bytes { get; init; }

    public required TxRaw Raw { get; init; }

    public required TxBody Body { get; init; }

    public required AuthInfo AuthInfo { get; init; }

    public required IReadOnlyList<(MessageHandler? Handler, string TypeUrl, IMessage Message)> Messages { get; init; }

    public long GasLimit => (long)Math.Min(AuthInfo.Fee?.GasLimit ?? 0, long.MaxValue);

    /// <summary>Whoever must sign, in the order of first appearance.</summary>
    public IReadOnlyList<string> Signers =>
        [.. Messages.Where(static part => part.Handler is not null).Select(static part => part.Handler!.Signer(part.Message)).OfType<string>().Distinct()];

    public Tx ToTx()
    {
        var tx = new Tx { Body = Body, AuthInfo = AuthInfo };
        tx.Signatures.AddRange(Raw.Signatures);
        return tx;
    }
}

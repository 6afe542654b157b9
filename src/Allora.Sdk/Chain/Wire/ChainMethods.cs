using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.Chain.Wire;

/// <summary>The calls whose replies are read by hand: they may hold text that is not UTF-8, and they are on the hot path.</summary>
internal static class ChainMethods
{
    private const string TxService = "cosmos.tx.v1beta1.Service";

    public static readonly Method<TransactionBytes, GasUsed> Simulate =
        WireMethod.Create(TxService, "Simulate", TransactionBytes.ForSimulate, TransactionReplies.ReadSimulate);

    public static readonly Method<TransactionBytes, BroadcastResult> Broadcast =
        WireMethod.Create(TxService, "BroadcastTx", TransactionBytes.ForBroadcast, TransactionReplies.ReadBroadcast);

    public static readonly Method<QueryAccountInfoRequest, AccountState> AccountInfo =
        WireMethod.Create<QueryAccountInfoRequest, AccountState>("cosmos.auth.v1beta1.Query", "AccountInfo", AccountReply.Read);

    /// <summary>The outcome of one transaction: a reply about another one is the endpoint's fault.</summary>
    public static Method<GetTxRequest, TransactionReceipt> GetTx(string hash) =>
        WireMethod.Create<GetTxRequest, TransactionReceipt>(TxService, "GetTx", (ReplyReader<TransactionReceipt>)(reply => ReceiptReply.Read(reply, hash)));
}

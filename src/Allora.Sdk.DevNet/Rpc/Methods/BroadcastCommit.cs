using System.Security.Cryptography;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Types;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>broadcast_tx_commit: waits until the transaction is in a block.</summary>
internal static class BroadcastCommit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TxResult Nothing = new(0, "", [], "", 0, 0, []);

    public static async ValueTask RunAsync(INode node, byte[] transaction, Utf8JsonWriter result, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(SHA256.HashData(transaction));
        var included = new TaskCompletionSource<CommittedTx>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var blocks = node.OnBlock(block =>
        {
            foreach (var candidate in block.Transactions)
            {
                if (candidate.Hash == hash)
                    included.TrySetResult(candidate);
            }
        });
        var check = await MempoolMethods.CheckAsync(node, transaction, cancellationToken).ConfigureAwait(false);
        var committed = check.Code == 0 ? await WaitAsync(node, included.Task, cancellationToken).ConfigureAwait(false) : null;
        result.WriteStartObject();
        result.WritePropertyName("check_tx"u8);
        ResultJson.Full(result, new TxResult(check.Code, check.Codespace, [], check.Log, check.GasWanted, check.GasUsed, []));
        result.WritePropertyName("tx_result"u8);
        ResultJson.Full(result, committed?.Result ?? Nothing);
        result.WriteString("hash"u8, hash);
        result.Int64("height"u8, committed?.Height ?? 0);
        result.WriteEndObject();
    }

    private static async Task<CommittedTx> WaitAsync(INode node, Task<CommittedTx> included, CancellationToken cancellationToken)
    {
        try
        {
            return await included.WaitAsync(Patience, node.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new RpcException("timed out waiting for tx to be included in a block");
        }
    }
}

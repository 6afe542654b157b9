using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;

namespace Allora.Sdk.DevNet.Search;

/// <summary>Finds indexed transactions by a query; tx_search and GetTxsEvent share it.</summary>
internal static class TransactionSearch
{
    /// <summary>What a node without an index answers.</summary>
    public const string Disabled = "transaction indexing is disabled";

    /// <summary>The transactions that a query takes, oldest first.</summary>
    public static List<CommittedTx> Find(INode node, EventQuery query)
    {
        List<CommittedTx> found = [];
        foreach (var transaction in node.Transactions())
        {
            if (query.Matches(new FlatEvents().Add(transaction)))
                found.Add(transaction);
        }

        return found;
    }
}

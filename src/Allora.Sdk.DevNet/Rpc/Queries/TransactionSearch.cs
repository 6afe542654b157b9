using Allora.Sdk.DevNet.Chain;
using Allora.Sdk.DevNet.Rpc.Events;

namespace Allora.Sdk.DevNet.Rpc.Queries;

/// <summary>Finds indexed transactions by a query; tx_search and GetTxsEvent share it.</summary>
internal static class TransactionSearch
{
    /// <summary>The transactions that a query takes, oldest first.</summary>
    public static List<CommittedTx> Find(INode node, EventQuery query)
    {
        List<CommittedTx> found = [];
        foreach (var transaction in node.Transactions())
        {
            var events = new FlatEvents();
            BlockPublications.FlattenTransaction(transaction, events);
            if (query.Matches(events))
                found.Add(transaction);
        }

        return found;
    }
}

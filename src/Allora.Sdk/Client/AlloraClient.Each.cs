using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Queries;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>Calls that compare the endpoints, since the answer of one of them is doubtful.</summary>
public sealed partial class AlloraClient
{
    /// <summary>The gas prices that the endpoints report, one from each that answers; none if none does.</summary>
    internal Task<IReadOnlyList<GasPrice>> GetGasPricesAsync(CancellationToken cancellationToken) =>
        EndpointCalls.CallEachAsync(_pool, _options, calls => GasPriceQuery.QueryAsync(calls, Network.Denom, cancellationToken), cancellationToken);

    /// <summary>The states of an account that the endpoints report, one from each that has it; none if none answers.</summary>
    internal async Task<IReadOnlyList<AccountState>> GetAccountsAsync(string address, CancellationToken cancellationToken)
    {
        var states = await EndpointCalls.CallEachAsync(_pool, _options, calls => NodeQueries.GetAccountAsync(calls, address, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. states.OfType<AccountState>()];
    }

    /// <summary>The balances of an address that the endpoints report, one from each that answers; none if none does.</summary>
    internal Task<IReadOnlyList<UAllo>> GetBalancesAsync(string address, CancellationToken cancellationToken) =>
        EndpointCalls.CallEachAsync(_pool, _options, calls => NodeQueries.GetBalanceAsync(calls, address, Network.Denom, cancellationToken), cancellationToken);

    /// <summary>Others' inferences of the topic's last closed window that the endpoints report, one list from each that answers; none if none does.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<(string Address, ChainDecimal Value)>>> GetLatestInferencesOfEachAsync(ulong topicId, CancellationToken cancellationToken)
    {
        var schema = await Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        return await EndpointCalls.CallEachAsync(_pool, _options, calls => schema.GetLatestInferencesAsync(calls, topicId, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a transaction to each endpoint, because one refused it; the results of those that answer. It is one transaction, however many take it.</summary>
    internal Task<IReadOnlyList<BroadcastResult>> BroadcastToEachAsync(ReadOnlyMemory<byte> tx, CancellationToken cancellationToken) =>
        EndpointCalls.CallEachAsync(_pool, _options, calls => calls.CallAsync(ChainMethods.Broadcast, new TransactionBytes(tx), cancellationToken), cancellationToken);
}

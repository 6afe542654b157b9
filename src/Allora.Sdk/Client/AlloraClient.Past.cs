using Allora.Sdk.Chain.Queries;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>Queries of a past block's state. Nodes keep the states of a limited number of blocks.</summary>
public sealed partial class AlloraClient
{
    /// <summary>An account's balance (uallo) and sequence after the block of a height.</summary>
    internal async Task<(UAllo Balance, ulong Sequence)> GetAccountAtAsync(string address, long height, CancellationToken cancellationToken)
    {
        var balance = await NodeQueries.GetBalanceAtAsync(_calls, address, Network.Denom, height, cancellationToken).ConfigureAwait(false);
        var (account, _) = await _calls.CallAtAsync(ChainMethods.AccountInfo, new QueryAccountInfoRequest { Address = address }, height, cancellationToken).ConfigureAwait(false);
        return (balance, account.Sequence);
    }
}

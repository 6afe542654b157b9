using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>
/// Every query of the chain, as generated clients: each method of each service, with the messages of Allora.Sdk.Protos. Queries that an
/// endpoint cannot answer are sent to the next one; failures are <see cref="AlloraException"/>. Use the asynchronous methods: blocking
/// ones are rejected, and so is BroadcastTx, since a call may be sent twice.
/// </summary>
public sealed class ChainServices
{
    internal ChainServices(CallInvoker invoker) => Invoker = invoker;

    /// <summary>For generated clients of other services: <c>new Some.SomeClient(services.Invoker)</c>.</summary>
    public CallInvoker Invoker { get; }

    /// <summary>Topics, workers, reputers, inferences, losses, stakes on a chain with emissions v10 (testnet).</summary>
    public Protos.Emissions.V10.QueryService.QueryServiceClient EmissionsV10 => new(Invoker);

    /// <summary>The same on a chain with emissions v9 (mainnet). A chain has one of them, never both.</summary>
    public Protos.Emissions.V9.QueryService.QueryServiceClient EmissionsV9 => new(Invoker);

    /// <summary>The emission of coins.</summary>
    public Protos.Mint.V5.QueryService.QueryServiceClient Mint => new(Invoker);

    /// <summary>Balances and supply.</summary>
    public Protos.Cosmos.Bank.V1Beta1.Query.QueryClient Bank => new(Invoker);

    /// <summary>Accounts.</summary>
    public Protos.Cosmos.Auth.V1Beta1.Query.QueryClient Auth => new(Invoker);

    /// <summary>Validators and delegations.</summary>
    public Protos.Cosmos.Staking.V1Beta1.Query.QueryClient Staking => new(Invoker);

    /// <summary>Gas prices. LegacyDec fields are integers scaled by 10^18, over every transport.</summary>
    public Protos.Feemarket.V1.Query.QueryClient Feemarket => new(Invoker);

    /// <summary>Fee grants: permissions to pay another account's fees.</summary>
    public Protos.Cosmos.Feegrant.V1Beta1.Query.QueryClient Feegrant => new(Invoker);

    /// <summary>Authorizations: permissions to act in another account's name.</summary>
    public Protos.Cosmos.Authz.V1Beta1.Query.QueryClient Authz => new(Invoker);

    /// <summary>
    /// The rewards of validators and their delegators, and the community pool. Amounts of DecCoin are in uallo; like all LegacyDec fields they
    /// are integers scaled by 10^18, over every transport.
    /// </summary>
    public Protos.Cosmos.Distribution.V1Beta1.Query.QueryClient Distribution => new(Invoker);

    /// <summary>The planned upgrade, past ones and the versions of the node's modules. <see cref="AlloraClient.GetPlannedUpgradeAsync"/> reads the plan.</summary>
    public Protos.Cosmos.Upgrade.V1Beta1.Query.QueryClient Upgrade => new(Invoker);

    /// <summary>Transactions: look-up and search.</summary>
    public Protos.Cosmos.Tx.V1Beta1.Service.ServiceClient Transactions => new(Invoker);

    /// <summary>The node's blocks, validators and sync status.</summary>
    public Protos.Cosmos.Base.Tendermint.V1Beta1.Service.ServiceClient Tendermint => new(Invoker);

    /// <summary>The node's own settings.</summary>
    public Protos.Cosmos.Base.Node.V1Beta1.Service.ServiceClient Node => new(Invoker);
}

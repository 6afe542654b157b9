using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;

namespace Allora.Sdk.DevNet.State;

/// <summary>Everything that blocks can change, immutable: a fork is a reference, the last heights are kept whole.</summary>
internal sealed record ChainState
{
    public required string ChainId { get; init; }

    public required long Height { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required DevNetSchema Schema { get; init; }

    public ImmutableDictionary<string, AccountRecord> Accounts { get; init; } = ImmutableDictionary.Create<string, AccountRecord>(StringComparer.Ordinal);

    public ulong NextAccountNumber { get; init; }

    /// <summary>Balances in uallo, the one denom of the chain.</summary>
    public ImmutableDictionary<string, BigInteger> Balances { get; init; } = ImmutableDictionary.Create<string, BigInteger>(StringComparer.Ordinal);

    public required FeemarketState Feemarket { get; init; }

    public ImmutableDictionary<(string Granter, string Grantee), FeeGrant> FeeGrants { get; init; } =
        ImmutableDictionary<(string, string), FeeGrant>.Empty;

    public ImmutableDictionary<(string Granter, string Grantee, string TypeUrl), Authorization> Authorizations { get; init; } =
        ImmutableDictionary<(string, string, string), Authorization>.Empty;

    public DistributionState Distribution { get; init; } = new();

    public UpgradeState Upgrade { get; init; } = new();

    public required ValidatorRecord Validator { get; init; }

    /// <summary>What is minted, and what a block emits.</summary>
    public required MintState Mint { get; init; }

    public required EmissionsState Emissions { get; init; }

    /// <summary>Grows with each message, so that every block's app hash differs and depends on what happened.</summary>
    public byte[] AppHash { get; init; } = [];

    /// <summary>The release of the chain that the nodes run.</summary>
    public string Version => Upgrade.Version ?? NodeIdentity.VersionOf(Schema);

    public BigInteger Balance(string address) => Balances.GetValueOrDefault(address);

    /// <summary>The balance less what is locked by a vesting schedule.</summary>
    public BigInteger Spendable(string address) => Accounts.GetValueOrDefault(address)?.Vesting is { } schedule
        ? BigInteger.Max(BigInteger.Zero, Balance(address) - schedule.Locked(Time))
        : Balance(address);
}

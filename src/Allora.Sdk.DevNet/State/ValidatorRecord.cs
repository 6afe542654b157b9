using System.Collections.Immutable;
using System.Numerics;

namespace Allora.Sdk.DevNet.State;

/// <summary>The one validator, and who delegated to it.</summary>
internal sealed record ValidatorRecord
{
    public required string OperatorAddress { get; init; }

    public required string Moniker { get; init; }

    public required byte[] PublicKey { get; init; }

    public required BigInteger Tokens { get; init; }

    public ImmutableSortedDictionary<string, BigInteger> Delegations { get; init; } = ImmutableSortedDictionary.Create<string, BigInteger>(StringComparer.Ordinal);

    public required DateTimeOffset CommissionUpdated { get; init; }
}

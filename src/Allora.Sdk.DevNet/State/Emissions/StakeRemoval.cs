using System.Numerics;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>Stake that leaves at a height.</summary>
internal sealed record StakeRemoval(string Reputer, string Delegator, BigInteger Amount, long Started, long Completes);

using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Losses;

/// <summary>What a reputer reported, with its stake.</summary>
/// <param name="Reputer">The reputer's address.</param>
/// <param name="Stake">Total stake on the reputer in the topic, delegations included, in uallo.</param>
/// <param name="Losses">The losses it reported.</param>
public sealed record ReputerLosses(string Reputer, Dec Stake, LossBundle Losses)
{
    /// <summary>The nonce that the losses are for, if it is not the one that is closed: they are kept and scored with it, but are in no sum.</summary>
    public long? OtherNonce { get; init; }
}

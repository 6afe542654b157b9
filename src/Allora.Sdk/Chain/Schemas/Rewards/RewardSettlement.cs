using System.Numerics;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Rewards;

/// <summary>Rewards that a topic settled for one nonce and one role: the chain's EventRewardsSettled, the same in every version.</summary>
public sealed record RewardSettlement
{
    /// <summary>The event's name.</summary>
    public const string EventName = nameof(EventRewardsSettled);

    private const int MostDigits = 200;

    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The nonce that was rewarded: the height at which its window opened.</summary>
    public required long Nonce { get; init; }

    /// <summary>The block that settled it.</summary>
    public required long Height { get; init; }

    /// <summary>The rewarded role.</summary>
    public required RewardedRole Role { get; init; }

    /// <summary>The reward of each address (uallo, with the chain's fractions), in the chain's order.</summary>
    public required IReadOnlyList<KeyValuePair<string, ChainDecimal>> Rewards { get; init; }

    /// <summary>The payment to an address, in whole uallo; 0 if it was not rewarded here.</summary>
    /// <param name="address">The address.</param>
    public UAllo PaidTo(string address)
    {
        var sum = BigInteger.Zero;
        foreach (var (rewarded, amount) in Rewards)
        {
            if (rewarded == address)
                sum += Whole(amount);
        }

        return new UAllo(sum);
    }

    /// <summary>Reads the event. Returns null for any other.</summary>
    /// <param name="typed">The event.</param>
    public static RewardSettlement? From(TypedEvent typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed.Name != EventName)
            return null;
        var settled = typed.Message as EventRewardsSettled ?? EventRewardsSettled.Parser.ParseFrom(TypedEventReader.BytesOf(typed.Raw, EventRewardsSettled.Descriptor));
        return new RewardSettlement
        {
            TopicId = settled.TopicId,
            Nonce = settled.BlockHeight,
            Height = typed.Height,
            Role = settled.ActorType switch
            {
                ActorType.Forecaster => RewardedRole.Forecaster,
                ActorType.Reputer => RewardedRole.Reputer,
                _ => RewardedRole.Inferer,
            },
            Rewards = [.. settled.Addresses.Zip(settled.Rewards, static (address, reward) => KeyValuePair.Create(address, ChainDecimal.ParseUnbounded(reward)))],
        };
    }

    private static BigInteger Whole(ChainDecimal amount)
    {
        // An amount has 78 digits at most: an exponent beyond is no payment, and would cost the memory of its digits.
        if (amount.IsNegative || Math.Abs((long)amount.Exponent) > MostDigits)
            return BigInteger.Zero;
        return amount.Exponent >= 0
            ? amount.Coefficient * BigInteger.Pow(10, amount.Exponent)
            : BigInteger.Divide(amount.Coefficient, BigInteger.Pow(10, -amount.Exponent));
    }
}

/// <summary>The work that an address was rewarded for.</summary>
public enum RewardedRole
{
    /// <summary>Inferences.</summary>
    Inferer,

    /// <summary>Forecasts of others' losses.</summary>
    Forecaster,

    /// <summary>Measurement of losses.</summary>
    Reputer,
}

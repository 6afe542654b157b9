using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Events;

/// <summary>The emission of the mint module for a block: its EventRewardCurrentBlockEmission, which has no published message.</summary>
public sealed record BlockEmission
{
    /// <summary>The block.</summary>
    public required long Height { get; init; }

    /// <summary>The amount that was paid out for it.</summary>
    public required UAllo Amount { get; init; }

    /// <summary>The event's name.</summary>
    public const string EventName = "EventRewardCurrentBlockEmission";

    /// <summary>Reads the event. Returns null for any other, and if it cannot be read.</summary>
    /// <param name="typed">The event.</param>
    public static BlockEmission? From(TypedEvent typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Name == EventName
            && long.TryParse(Of(typed, "block_height"), NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && UAllo.TryParse(Of(typed, "token_amount"), out var amount)
            ? new BlockEmission { Height = height, Amount = amount }
            : null;
    }

    private static string? Of(TypedEvent typed, string key) =>
        typed.Raw.Attributes.FirstOrDefault(attribute => attribute.Key == key).Value?.Trim('"');
}

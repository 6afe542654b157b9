namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>A field of a topic that an update changes.</summary>
public sealed record TopicFieldChange
{
    /// <summary>The chain's name of the field, such as "p_norm".</summary>
    public required string Field { get; init; }

    /// <summary>Its value on the chain; a list's elements are separated by ", ".</summary>
    public required string Before { get; init; }

    /// <summary>Its value after the update.</summary>
    public required string After { get; init; }

    /// <summary>The change on one line, such as "p_norm: 3 -> 3.5".</summary>
    public override string ToString() => $"{Field}: {Shown(Before)} -> {Shown(After)}";

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;
}

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>A field of a topic that an update changes.</summary>
/// <param name="Field">The chain's name of the field, such as "p_norm".</param>
/// <param name="Before">Its value on the chain; a list's elements are separated by ", ".</param>
/// <param name="After">Its value after the update.</param>
public sealed record TopicFieldChange(string Field, string Before, string After)
{
    /// <summary>The change on one line, such as "p_norm: 3 -> 3.5".</summary>
    public override string ToString() => $"{Field}: {Shown(Before)} -> {Shown(After)}";

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;
}

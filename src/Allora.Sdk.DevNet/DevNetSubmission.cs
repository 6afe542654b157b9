namespace Allora.Sdk.DevNet;

/// <summary>An inference that the chain holds.</summary>
public sealed record DevNetSubmission
{
    /// <summary>Who gave it.</summary>
    public required string Worker { get; init; }

    /// <summary>Its values by label; a SINGLE topic has the label "y".</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The block that included it.</summary>
    public required long Height { get; init; }
}

namespace Allora.Sdk.DevNet;

/// <summary>An inference that the chain holds.</summary>
/// <param name="Worker">Who gave it.</param>
/// <param name="Values">Its values by label; a SINGLE topic has the label "y".</param>
/// <param name="Height">The block that included it.</param>
public sealed record DevNetSubmission(string Worker, IReadOnlyDictionary<string, string> Values, long Height);

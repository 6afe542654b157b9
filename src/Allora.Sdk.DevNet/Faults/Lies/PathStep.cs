namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>One step of a path: a member, or which elements of a list.</summary>
/// <param name="Name">The member; null for a step into a list.</param>
/// <param name="Index">The element; null without a name is every element, or those that match.</param>
/// <param name="MatchName">The member by which elements are chosen.</param>
/// <param name="MatchValue">The value, or its end, of that member.</param>
internal readonly record struct PathStep(string? Name, int? Index = null, string? MatchName = null, string? MatchValue = null)
{
    public bool IsMember => Name is not null;

    public bool Takes(int index, Func<string, string?> member) =>
        Index is { } wanted ? wanted == index : MatchName is null || (member(MatchName)?.EndsWith(MatchValue!, StringComparison.Ordinal) ?? false);
}

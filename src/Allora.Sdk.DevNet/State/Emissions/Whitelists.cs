using System.Collections.Immutable;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>The lists that hold for all topics.</summary>
internal sealed record Whitelists
{
    public static readonly ImmutableSortedSet<string> None = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public ImmutableSortedSet<string> Admins { get; init; } = None;

    public ImmutableSortedSet<string> Global { get; init; } = None;

    public ImmutableSortedSet<string> GlobalWorkers { get; init; } = None;

    public ImmutableSortedSet<string> GlobalReputers { get; init; } = None;

    public ImmutableSortedSet<string> GlobalAdmins { get; init; } = None;

    public ImmutableSortedSet<string> TopicCreators { get; init; } = None;
}

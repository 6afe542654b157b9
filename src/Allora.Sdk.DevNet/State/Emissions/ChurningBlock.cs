using System.Collections.Immutable;
using Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>The topics whose epochs end in a block, in the order of their joining, and the chain's topics when the last one joined.</summary>
internal sealed record ChurningBlock(ImmutableList<ulong> Ids, ImmutableSortedDictionary<ulong, TopicState> AtLastJoining, Params Params)
{
    public static ChurningBlock Empty { get; } = new([], ImmutableSortedDictionary<ulong, TopicState>.Empty, new Params());
}
